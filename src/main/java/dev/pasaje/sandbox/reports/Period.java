// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// When a report is made by itself, and of which days: those that ended.
record Period(Instant due, Range range) {
  static Period after(Frequency frequency, ZoneOffset zone, Instant now) {
    OffsetDateTime local = now.atOffset(zone);
    OffsetDateTime due =
        frequency.from(local.toLocalDate().atTime(frequency.hour(), 0).atOffset(zone));
    if (!due.isAfter(local)) {
      due = frequency.next(due);
    }
    OffsetDateTime end = due.toLocalDate().atStartOfDay().atOffset(zone);
    return new Period(
        due.toInstant(),
        new Range(frequency.back(end).toInstant(), end.toInstant().minusSeconds(1)));
  }

  static Period after(Configuration configuration, Instant now) {
    return after(
        Frequency.of(configuration.json().path("frequency"), Frequency.Each.MONTHLY),
        configuration.zone(),
        now);
  }
}
