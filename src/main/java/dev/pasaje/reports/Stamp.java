// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A moment as a report cell gives it: with its own offset, since one file can mix several
/// (domain/reports.md 15.10).
///
/// @param offsetMinutes of the cell, east of Greenwich positive
public record Stamp(Instant at, int offsetMinutes) {
  /// The civil day in the cell's own zone.
  public LocalDate day() {
    return local().toLocalDate();
  }

  /// ISO 8601 with the cell's offset, and seconds even when they are none.
  public String text() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local());
  }

  public OffsetDateTime local() {
    return at.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
  }
}
