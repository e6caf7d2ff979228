// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates as the API writes and reads them.
public final class Dates {
  /// The offset of every date the Payments API writes, whatever the country.
  public static final ZoneOffset OFFSET = ZoneOffset.ofHours(-4);

  private static final DateTimeFormatter OUT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  /// Offsets with and without a colon, `Z`, fractions of any length: `.SSSZ` and `ssz` of the
  /// reference both mean one of these.
  private static final DateTimeFormatter IN =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd'T'HH:mm[:ss][.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S][XXX][XX][X]",
          Locale.ROOT);

  private Dates() {}

  /// `2026-11-24T10:15:30.123-04:00`.
  public static String text(Instant instant) {
    return text(instant, OFFSET);
  }

  public static String text(Instant instant, ZoneId zone) {
    return OUT.format(instant.atZone(zone));
  }

  /// `2026-11-24T14:15:30.123Z`, as the Orders API writes it.
  public static String utc(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
        .format(instant.atOffset(ZoneOffset.UTC));
  }

  /// A date with time and offset; empty when it is none.
  public static Optional<Instant> parse(String text) {
    if (text.length() > 40) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+'), IN).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
