// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Finding;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.Verdict;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When a report makes the command end with 1: `--fail-on required|any|score<N`.
sealed interface FailOn {
  /// What the verdict itself says; the default.
  record ByVerdict() implements FailOn {}

  /// A mandatory check failed.
  record Required() implements FailOn {}

  /// Any check failed, best practices too.
  record Any() implements FailOn {}

  /// A quality score is under a number.
  record ScoreUnder(int points) implements FailOn {}

  /// A figure of many payments is worse than in an earlier run.
  record Regression() implements FailOn {}

  Pattern SCORE = Pattern.compile("score<(\\d{1,3})");

  static FailOn of(@Nullable String text) {
    if (text == null) {
      return new ByVerdict();
    }
    Matcher score = SCORE.matcher(text.replace(" ", ""));
    if (score.matches()) {
      return new ScoreUnder(Integer.parseInt(score.group(1)));
    }
    return switch (text) {
      case "required" -> new Required();
      case "any" -> new Any();
      case "regression" -> new Regression();
      default ->
          throw new PasajeException(
              PasajeException.Kind.USAGE, "cli.fail-on", Map.of("found", text));
    };
  }

  /// The exit code of design 4.
  ///
  /// @param verdict what the verdict alone would end with
  default int exitCode(int verdict, List<Finding> findings, List<QualityReport> qualities) {
    return switch (this) {
      case ByVerdict(), Regression() -> verdict;
      case Required() -> Verdict.of(findings).exitCode();
      case Any() ->
          findings.stream().anyMatch(finding -> finding.failed() && !finding.waived())
              ? 1
              : verdict;
      case ScoreUnder(int points) ->
          qualities.stream().anyMatch(one -> one.score().value() < points)
              ? 1
              : qualities.isEmpty() ? verdict : 0;
    };
  }
}
