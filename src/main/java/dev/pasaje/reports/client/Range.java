// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one report covers: whole, closed days of the report's zone, at most sixty
/// (domain/reports.md 2: a window inside a day is widened, one that ends in the future stays
/// pending).
///
/// @param end the last second, included
public record Range(Instant begin, Instant end) {
  public static final int MOST_DAYS = 60;

  /// Where no configuration says another: `GMT-04`.
  public static final ZoneOffset USUAL_ZONE = ZoneOffset.ofHours(-4);

  private static final Pattern ZONE = Pattern.compile("(?:GMT|UTC)([+-])(\\d{1,2})(?::?(\\d{2}))?");

  /// Splits days into ranges a report may have; days that are not over are left out.
  ///
  /// @param to included
  /// @throws PasajeException when no closed day is left
  public static List<Range> split(LocalDate from, LocalDate to, ZoneOffset zone, Instant now) {
    return split(from, to, zone, now, MOST_DAYS);
  }

  /// The same for a report with another limit.
  ///
  /// @param mostDays of one range
  public static List<Range> split(
      LocalDate from, LocalDate to, ZoneOffset zone, Instant now, int mostDays) {
    LocalDate today = now.atOffset(zone).toLocalDate();
    LocalDate last = to.isBefore(today) ? to : today.minusDays(1);
    if (last.isBefore(from)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "reports.range",
          Map.of(
              "from", from.toString(), "to", to.toString(), "yesterday", "" + today.minusDays(1)));
    }
    List<Range> ranges = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(mostDays)) {
      LocalDate end = day.plusDays(mostDays - 1L);
      end = end.isAfter(last) ? last : end;
      ranges.add(
          new Range(
              day.atStartOfDay().toInstant(zone),
              end.plusDays(1).atStartOfDay().toInstant(zone).minusSeconds(1)));
    }
    return ranges;
  }

  /// The zone of a `display_timezone` such as `GMT-03` or `GMT-3`.
  public static ZoneOffset zone(String text) {
    Matcher matcher = ZONE.matcher(text);
    try {
      return matcher.matches()
          ? ZoneOffset.of(
              matcher.group(1)
                  + (matcher.group(2).length() == 1 ? "0" : "")
                  + matcher.group(2)
                  + ":"
                  + (matcher.group(3) == null ? "00" : matcher.group(3)))
          : USUAL_ZONE;
    } catch (DateTimeException outOfRange) {
      return USUAL_ZONE;
    }
  }
}
