// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// Somebody's word that a check may stay as it is, for a reason from a closed list, until a day.
///
/// It changes the verdict and never the outcome: what was found stays in the report, with the
/// waiver beside it.
///
/// @param check the check's id
/// @param note in the words of who waived it
/// @param by who answers for it
/// @param until the last day it holds, in UTC
public record Waiver(String check, Reason reason, String note, String by, LocalDate until) {

  /// Why; texts `waiver.<id>` in the bundle `check`.
  public enum Reason {
    /// The risk is known and taken.
    ACCEPTED_RISK,
    /// Something else that Pasaje cannot see does the same.
    REMEDIATED,
    /// The rule does not concern this shop.
    NOT_APPLICABLE,
    /// Pasaje is mistaken.
    NOT_DETECTED,
    /// What was measured is a test, not the shop.
    TEST_DATA;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Reason> of(String id) {
      for (Reason reason : values()) {
        if (reason.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
          return Optional.of(reason);
        }
      }
      return Optional.empty();
    }
  }

  /// Whether it holds at an instant: to the end of its last day.
  public boolean holds(Instant at) {
    return !at.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(until);
  }
}
