// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips a class loudly where there is no Chromium, except where `CI=true`: there that is a
/// failure.
final class NeedsChromium implements ExecutionCondition {

  static Chromium chromium() {
    return found().orElseThrow();
  }

  private static Optional<Chromium> found() {
    return Chromium.find("auto", "/usr/bin:/usr/local/bin");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (found().isPresent()) {
      return ConditionEvaluationResult.enabled("chromium is here");
    }
    String why = "NO CHROMIUM: " + test.getDisplayName() + " did not look at any page";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(why);
    }
    System.err.println("### " + why + " (apt-get install chromium)");
    return ConditionEvaluationResult.disabled(why);
  }
}
