// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.Comparator;

/// A check together with what it found and what it weighs in this run.
///
/// @param weight points in the score; 0 for what is not scored
public record Finding(CheckInfo info, int weight, Outcome outcome) {

  /// Worst first: failures by severity and weight, then unknowns, then passes, then the rest; the
  /// id settles ties, so that a report is the same bytes each time.
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparingInt((Finding finding) -> rank(finding.outcome()))
          .thenComparing(finding -> finding.info().severity())
          .thenComparing(Finding::weight, Comparator.reverseOrder())
          .thenComparing(finding -> finding.info().id());

  public Finding {
    if (weight < 0 || (weight > 0 && !info.severity().scored())) {
      throw new IllegalArgumentException(info.id() + " cannot weigh " + weight);
    }
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed _ -> 0;
      case Outcome.Unknown _ -> 1;
      case Outcome.Passed _ -> 2;
      case Outcome.NotApplicable _ -> 3;
    };
  }

  public boolean failed() {
    return outcome instanceof Outcome.Failed;
  }

  public boolean unknown() {
    return outcome instanceof Outcome.Unknown;
  }

  public boolean passed() {
    return outcome instanceof Outcome.Passed;
  }
}
