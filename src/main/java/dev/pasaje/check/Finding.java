// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.Comparator;
import java.util.Optional;

/// A check together with what it found and what it weighs in this run.
///
/// @param weight points in the score; 0 for what is not scored
/// @param waiver who answers for it when it is not passed; it changes verdicts, never the outcome
public record Finding(CheckInfo info, int weight, Outcome outcome, Optional<Waiver> waiver) {

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

  /// A finding nobody waived.
  public Finding(CheckInfo info, int weight, Outcome outcome) {
    this(info, weight, outcome, Optional.empty());
  }

  /// The same, answered for by somebody.
  public Finding with(Waiver word) {
    return new Finding(info, weight, outcome, Optional.of(word));
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

  public boolean waived() {
    return waiver.isPresent();
  }
}
