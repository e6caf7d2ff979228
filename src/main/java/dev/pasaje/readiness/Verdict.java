// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import java.util.Collection;
import java.util.Locale;

/// The answer to "can we go live?", worst last so that the greatest of several is the joint one.
public enum Verdict {
  READY,
  UNDETERMINED,
  NOT_READY;

  /// The id in JSON and texts: `ready`, `not-ready`, `undetermined`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Exit codes of design 4.
  public int exitCode() {
    return switch (this) {
      case READY -> 0;
      case NOT_READY -> 1;
      case UNDETERMINED -> 3;
    };
  }

  /// A mandatory failure closes the gate; a mandatory unknown leaves it undetermined. What somebody
  /// waived does neither.
  public static Verdict of(Collection<Finding> findings) {
    Verdict verdict = READY;
    for (Finding finding : findings) {
      if (finding.info().severity().mandatory() && !finding.waived()) {
        if (finding.failed()) {
          return NOT_READY;
        }
        if (finding.unknown()) {
          verdict = UNDETERMINED;
        }
      }
    }
    return verdict;
  }

  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
