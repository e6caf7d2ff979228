// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Outcome;

/// Which outcome it is, without what it rests on.
enum Ending {
  PASSED('p'),
  FAILED('f'),
  UNKNOWN('u'),
  NOT_APPLICABLE('n');

  private final char letter;

  Ending(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }

  static Ending of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> PASSED;
      case Outcome.Failed _ -> FAILED;
      case Outcome.Unknown _ -> UNKNOWN;
      case Outcome.NotApplicable _ -> NOT_APPLICABLE;
    };
  }

  /// Passed or failed.
  static Ending of(boolean holds) {
    return holds ? PASSED : FAILED;
  }
}
