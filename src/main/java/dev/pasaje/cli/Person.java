// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.vault.By;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who changes credentials and why, for the audit trail.
public final class Person {
  @Option(names = "--reason", paramLabel = "TEXT")
  private @Nullable String reason;

  @Option(names = "--who", paramLabel = "NAME")
  private @Nullable String who;

  /// @param otherwise the reason when none is given
  By by(Terminal terminal, String otherwise) {
    Map<String, String> environment = terminal.environment();
    String name =
        who != null
            ? who
            : environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", "-"));
    return new By(name, reason == null ? otherwise : reason);
  }

  boolean givesReason() {
    return reason != null && !reason.isBlank();
  }
}
