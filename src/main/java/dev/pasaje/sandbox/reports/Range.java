// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Whole civil days of the report's time zone, as the task gives them back.
///
/// @param begin first second
/// @param end last second, included
record Range(Instant begin, Instant end) {
  static final int MOST_DAYS = 60;

  /// A window inside a day was seen widened to whole days of the configured zone (reports.md 2).
  static Range wholeDays(Instant begin, Instant end, ZoneOffset zone) {
    LocalDate first = begin.atOffset(zone).toLocalDate();
    LocalDate last = end.minusMillis(1).atOffset(zone).toLocalDate();
    return new Range(
        first.atStartOfDay().toInstant(zone),
        last.plusDays(1).atStartOfDay().toInstant(zone).minusSeconds(1));
  }

  /// Adjacent ranges share no instant and leave none out.
  boolean contains(Instant instant) {
    return !instant.isBefore(begin) && instant.isBefore(end.plusSeconds(1));
  }

  static boolean tooLong(Instant begin, Instant end) {
    return Duration.between(begin, end).compareTo(Duration.ofDays(MOST_DAYS)) > 0;
  }
}
