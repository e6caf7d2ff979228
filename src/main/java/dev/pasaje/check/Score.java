// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.List;
import java.util.Optional;

/// Points from 0 to 100: the share of applicable weight that passed, rounded half up.
///
/// What is unknown counts as failed in `floor` and as passed in `ceiling`; `value` is the strict
/// score, so it equals the floor. What does not apply is in neither sum. Weights are Pasaje's own:
/// Mercado Pago publishes none (domain/quality.md A7).
///
/// @param threshold the least score that is good enough; 73 by default, 75 on an older page
public record Score(int value, int floor, int ceiling, int threshold) {
  public static final int DEFAULT_THRESHOLD = 73;

  public Score {
    if (floor < 0 || ceiling > 100 || floor > value || value > ceiling) {
      throw new IllegalArgumentException("0 <= " + floor + " <= " + value + " <= " + ceiling);
    }
  }

  /// The score of some findings; empty when none of them is scored and applicable, because a run in
  /// which nothing applied is no evidence of quality.
  public static Optional<Score> of(List<Finding> findings, int threshold) {
    int passed = 0;
    int unknown = 0;
    int applicable = 0;
    for (Finding finding : findings) {
      int weight = finding.weight();
      switch (finding.outcome()) {
        case Outcome.Passed _ -> {
          passed += weight;
          applicable += weight;
        }
        case Outcome.Unknown _ -> {
          unknown += weight;
          applicable += weight;
        }
        case Outcome.Failed _ -> applicable += weight;
        case Outcome.NotApplicable _ -> {}
      }
    }
    return of(passed, unknown, applicable, threshold);
  }

  /// The score of sums of weights; empty when nothing scored applied.
  ///
  /// @param applicable what passed, what is unknown and what failed
  public static Optional<Score> of(int passed, int unknown, int applicable, int threshold) {
    if (applicable == 0) {
      return Optional.empty();
    }
    int floor = share(passed, applicable);
    return Optional.of(new Score(floor, floor, share(passed + unknown, applicable), threshold));
  }

  private static int share(int part, int whole) {
    return (200 * part + whole) / (2 * whole);
  }
}
