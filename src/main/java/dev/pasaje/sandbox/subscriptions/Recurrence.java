// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `auto_recurring`: how much, how often, from when to when.
final class Recurrence {
  private static final List<String> UNITS = List.of("days", "months");

  private Recurrence() {}

  /// @throws ApiError 400 when a part is missing or wrong
  static ObjectNode check(JsonNode sent, Site site) {
    if (!(sent instanceof ObjectNode recurring)) {
      throw Fields.refusal("auto_recurring is required");
    }
    every(recurring);
    Fields.positive(recurring, "transaction_amount");
    BigDecimal amount = Json.number(recurring, "transaction_amount").orElseThrow();
    if (Json.plain(amount).scale() > site.decimals()) {
      throw Fields.refusal("transaction_amount has too many decimals");
    }
    if (!Json.text(recurring, "currency_id").orElse("").equals(site.currency())) {
      throw Fields.refusal("currency_id must be " + site.currency());
    }
    if (Json.present(recurring, "free_trial")) {
      every(recurring.path("free_trial"));
    }
    if (Json.present(recurring, "repetitions")) {
      whole(recurring, "repetitions");
    }
    for (String name : List.of("start_date", "end_date")) {
      if (Json.present(recurring, name) && date(recurring, name).isEmpty()) {
        throw Fields.refusal(name + " must be a date and time");
      }
    }
    return recurring;
  }

  private static void every(JsonNode node) {
    whole(node, "frequency");
    Fields.oneOf(node, "frequency_type", UNITS);
  }

  private static void whole(JsonNode node, String name) {
    boolean fits =
        Json.number(node, name)
            .filter(n ->
                n.signum() > 0
                    && Json.plain(n).scale() <= 0
                    && n.compareTo(BigDecimal.valueOf(1000)) < 0)
            .isPresent();
    if (!fits) {
      throw Fields.refusal(name + " must be a positive integer");
    }
  }

  static Optional<Instant> date(JsonNode node, String name) {
    return Json.text(node, name).flatMap(Dates::parse);
  }

  /// The start of the period with this number, counted from the first one, so that a month's end
  /// does not drift.
  static Instant period(JsonNode recurring, Instant first, int number) {
    long count = recurring.path("frequency").longValue() * number;
    return plus(first, Json.text(recurring, "frequency_type").orElse("months"), count);
  }

  static Instant plus(Instant from, String unit, long count) {
    var local = from.atOffset(Dates.OFFSET);
    return (unit.equals("days") ? local.plusDays(count) : local.plusMonths(count)).toInstant();
  }

  /// As answered: what was sent, with the start and a trial or its absence.
  static ObjectNode show(ObjectNode sent, Instant start) {
    ObjectNode shown = sent.deepCopy();
    shown.put(
        "start_date", date(sent, "start_date").map(Dates::text).orElseGet(() -> Dates.text(start)));
    date(sent, "end_date").ifPresent(end -> shown.put("end_date", Dates.text(end)));
    if (!Json.present(sent, "free_trial")) {
      shown.putNull("free_trial");
    }
    return shown;
  }
}
