// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the body of a resource says of itself: how new it is, whose order it belongs to, whether it
/// waits for something.
final class Versions {
  /// Each kind calls it otherwise, and none has two of them with different meaning.
  private static final List<String> LAST_UPDATE =
      List.of(
          "date_last_updated",
          "last_updated",
          "last_updated_date",
          "last_modified",
          "date_updated");

  /// Dates come with 0 to 9 digits of a fraction, with `Z`, `-04:00`, `-0400` or nothing at all
  /// (domain/notifications.md 3.1).
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)(?:[.,](\\d{1,30}))?"
              + " ?(?:[Zz]|([+-]\\d{2})(?::?(\\d{2}))?)?");

  /// As long as an external reference may be; longer ones do not fit into an index.
  private static final int MOST_REFERENCE = 256;

  private Versions() {}

  /// Milliseconds of the last update, or a version number; empty when the body has neither.
  static OptionalLong of(JsonNode body) {
    Optional<Instant> date = updated(body);
    if (date.isPresent()) {
      return OptionalLong.of(date.get().toEpochMilli());
    }
    JsonNode number = body.path("version");
    return number.isIntegralNumber() && number.canConvertToLong() && number.asLong() > 0
        ? OptionalLong.of(number.asLong())
        : OptionalLong.empty();
  }

  /// When it last changed, as far as it says so.
  static Optional<Instant> updated(JsonNode body) {
    return LAST_UPDATE.stream().flatMap(name -> date(body, name).stream()).findFirst();
  }

  static Optional<Instant> date(JsonNode body, String name) {
    return date(body.path(name).asString(""));
  }

  /// Empty when it is none, and for the year 1, which stands for none.
  static Optional<Instant> date(String text) {
    Matcher matcher = DATE.matcher(text.strip());
    if (text.length() > 80 || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      String fraction = (orEmpty(matcher.group(3)) + "000000000").substring(0, 9);
      String hours = orEmpty(matcher.group(4));
      String minutes = orEmpty(matcher.group(5));
      ZoneOffset offset =
          hours.isEmpty()
              ? ZoneOffset.UTC
              : ZoneOffset.of(hours + ":" + (minutes.isEmpty() ? "00" : minutes));
      Instant date =
          LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2))
              .withNano(Integer.parseInt(fraction))
              .toInstant(offset);
      return date.isAfter(Instant.EPOCH) ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  static String reference(JsonNode body) {
    String own = body.path("external_reference").asString("");
    String reference =
        own.isBlank() ? body.path("additional_info").path("external_reference").asString("") : own;
    // PostgreSQL has no letter for NUL.
    String stored = reference.isBlank() ? "" : reference.replace("\0", "");
    return stored.length() <= MOST_REFERENCE ? stored : stored.substring(0, MOST_REFERENCE);
  }

  /// Whether it is on its way to another state, of which a notification can get lost.
  static boolean waiting(ResourceKind kind, JsonNode body) {
    String status = body.path("status").asString("");
    return switch (kind) {
      case PAYMENT -> List.of("pending", "in_process", "authorized").contains(status);
      case ORDER ->
          List.of("created", "processing", "in_review", "action_required").contains(status);
      case STATEMENT -> status.equals("pending");
      default -> false;
    };
  }
}
