// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How often a report is made by itself.
///
/// @param value day of the month, or of the week, 1 being Monday: how Mercado Pago numbers week
///   days is unknown
record Frequency(Each each, int hour, int value) {
  enum Each {
    DAILY,
    WEEKLY,
    MONTHLY;

    static Optional<Each> of(String text) {
      return Arrays.stream(values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst();
    }
  }

  /// The member of a configuration; what it lacks is daily work at midnight of a first day.
  static Frequency of(JsonNode frequency, Each usual) {
    return new Frequency(
        Each.of(frequency.path("type").asString("")).orElse(usual),
        frequency.path("hour").asInt(0),
        Math.max(1, day(frequency.path("value")).orElse(1)));
  }

  /// A number, or a week day by name, as a sample of the marketplace report has it (reports.md 6).
  static Optional<Integer> day(JsonNode value) {
    if (value.isInt()) {
      return Optional.of(value.intValue());
    }
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(value.asString("")))
        .map(DayOfWeek::getValue)
        .findFirst();
  }

  /// The moment of a day's hour that is at this day or the next one it falls on.
  OffsetDateTime from(OffsetDateTime day) {
    return switch (each) {
      case DAILY -> day;
      case WEEKLY -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.of((value - 1) % 7 + 1)));
      // In a month without that day, its last one.
      case MONTHLY -> day.withDayOfMonth(Math.min(value, day.toLocalDate().lengthOfMonth()));
    };
  }

  OffsetDateTime next(OffsetDateTime due) {
    return switch (each) {
      case DAILY -> due.plusDays(1);
      case WEEKLY -> due.plusWeeks(1);
      case MONTHLY -> from(due.withDayOfMonth(1).plusMonths(1));
    };
  }

  /// The beginning of what a report made at the end of some day covers.
  OffsetDateTime back(OffsetDateTime end) {
    return switch (each) {
      case DAILY -> end.minusDays(1);
      case WEEKLY -> end.minusWeeks(1);
      case MONTHLY -> end.minusMonths(1);
    };
  }
}
