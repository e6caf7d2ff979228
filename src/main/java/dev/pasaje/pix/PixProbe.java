// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what the API tells of an account's Pix: three read-only calls.
///
/// A refusal 13253 of the past is in none of them, so it cannot be found here
/// (domain/credentials.md 8.1).
final class PixProbe {
  /// Marks what Pasaje creates, in `external_reference`.
  static final String OURS = "pasaje-pix-verify";

  private static final int LARGEST_SCALE = 20;

  private final Integration integration;
  private final Instant at;

  PixProbe(Integration integration, Instant at) {
    this.integration = integration;
    this.at = at;
  }

  PixFacts nothing() {
    return facts(PixFacts.Seen.NOTHING, Optional.empty(), PixFacts.Seen.NOTHING, List.of());
  }

  PixFacts look(MercadoPago api) {
    Call<List<JsonNode>> methods = api.paymentMethods();
    Call<Page<Payment>> latest =
        api.payments(search("limit", String.valueOf(PixFacts.MOST_STORED)));
    List<PixFacts.Stored> stored = new ArrayList<>(stored(latest));
    // A busy shop's latest payments may all be unpaid yet.
    if (latest instanceof Call.Ok<Page<Payment>>
        && stored.stream().noneMatch(one -> one.status().equals("approved"))) {
      stored.addAll(stored(api.payments(search("limit", "1", "status", "approved"))));
    }
    return facts(
        seen(methods),
        methods.found().stream()
            .flatMap(List::stream)
            .filter(method -> method.path("id").asString("").equals("pix"))
            .map(PixProbe::method)
            .findFirst(),
        seen(latest),
        stored);
  }

  private PixFacts facts(
      PixFacts.Seen methods,
      Optional<PixFacts.Method> method,
      PixFacts.Seen search,
      List<PixFacts.Stored> stored) {
    return new PixFacts(
        at,
        integration.site(),
        integration.product(),
        methods,
        method,
        search,
        stored,
        Optional.empty());
  }

  PixFacts with(PixFacts facts, PixFacts.Issued issued) {
    return new PixFacts(
        facts.at(),
        facts.site(),
        facts.product(),
        facts.methods(),
        facts.method(),
        facts.search(),
        facts.stored(),
        Optional.of(issued));
  }

  private static Map<String, String> search(String... filters) {
    Map<String, String> all = new java.util.HashMap<>();
    all.put("payment_method_id", "pix");
    all.put("sort", "date_created");
    all.put("criteria", "desc");
    // The usual window is three months; a year is the longest (domain/api.md 2.6).
    all.put("range", "date_created");
    all.put("begin_date", "NOW-12MONTHS");
    all.put("end_date", "NOW");
    for (int i = 0; i < filters.length; i += 2) {
      all.put(filters[i], filters[i + 1]);
    }
    return all;
  }

  /// The filter by method is not documented, so what comes is looked at again.
  private static List<PixFacts.Stored> stored(Call<Page<Payment>> call) {
    return call.found().stream()
        .flatMap(page -> page.results().stream())
        .filter(payment -> payment.raw().path("payment_method_id").asString("").equals("pix"))
        .limit(PixFacts.MOST_STORED)
        .map(payment -> stored(payment.raw()))
        .toList();
  }

  static PixFacts.Stored stored(JsonNode payment) {
    return new PixFacts.Stored(
        payment.path("id").asString(""),
        payment.path("status").asString(""),
        payment.path("external_reference").asString("").startsWith(OURS),
        life(payment),
        PixFacts.Code.of(
            payment
                .path("point_of_interaction")
                .path("transaction_data")
                .path("qr_code")
                .asString("")));
  }

  private static Optional<Duration> life(JsonNode payment) {
    try {
      return Optional.of(
          Duration.between(
              OffsetDateTime.parse(payment.path("date_created").asString("")),
              OffsetDateTime.parse(payment.path("date_of_expiration").asString(""))));
    } catch (DateTimeException missing) {
      return Optional.empty();
    }
  }

  private static PixFacts.Method method(JsonNode method) {
    JsonNode minutes = method.path("accreditation_time");
    return new PixFacts.Method(
        method.path("status").asString(""),
        amount(method.path("min_allowed_amount")),
        amount(method.path("max_allowed_amount")),
        minutes.isInt() ? Optional.of(minutes.intValue()) : Optional.empty());
  }

  /// 1e999999999 is valid JSON; written out it would fill the memory.
  private static Optional<BigDecimal> amount(JsonNode amount) {
    return amount.isNumber() && Math.abs(amount.decimalValue().scale()) <= LARGEST_SCALE
        ? Optional.of(amount.decimalValue())
        : Optional.empty();
  }

  static PixFacts.Seen seen(Call<?> call) {
    return switch (call) {
      case Call.Ok<?> _ -> new PixFacts.Seen(PixFacts.State.ANSWERED, "");
      case Call.Refused<?>(ApiError error) ->
          new PixFacts.Seen(
              PixFacts.State.REFUSED,
              (error.status() + " " + error.code()).strip()
                  + ": "
                  + error.message()
                  + error.requestId().map(id -> " (x-request-id " + id + ")").orElse(""));
      case Call.Unreachable<?> nothing ->
          new PixFacts.Seen(
              PixFacts.State.NO_ANSWER, nothing.reason().id() + ": " + nothing.detail());
    };
  }
}
