// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A discrepancy as it is kept between runs.
///
/// @param firstSeen and `lastSeen`: runs that found it
public record OpenItem(
    String integration, Discrepancy discrepancy, State state, Instant firstSeen, Instant lastSeen) {

  /// Where it stands; domain/reports.md 19.
  public enum State {
    OPEN,
    /// Somebody knows of it, and it is not closed.
    ACKNOWLEDGED,
    /// A later run that looked at the same time or file did not find it any more.
    RESOLVED_AUTO,
    RESOLVED_MANUAL,
    IGNORED;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean waiting() {
      return this == OPEN || this == ACKNOWLEDGED;
    }
  }

  /// One step of its history.
  ///
  /// @param kind `found`, `changed`, `gone`, `returned`, or the id of the state a person gave it
  /// @param who the person; empty for a run
  public record Event(Instant at, String kind, String who, String note) {}

  /// What storing one run's findings came to.
  ///
  /// @param fresh found for the first time, `returned` though they were closed
  /// @param carried still open from earlier periods at which this run did not look
  public record Kept(int fresh, int returned, int gone, int carried, List<OpenItem> open) {
    public Kept {
      open = List.copyOf(open);
    }
  }
}
