// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import tools.jackson.databind.JsonNode;

/// A payment as `GET /v1/payments/{id}` gives it; domain/api.md 2.2.
///
/// @param status such as `approved`, `pending`; new words appear, so it stays text
/// @param collectorId the seller's user id
/// @param merchantOrder the id under `order`, when its type is `mercadopago`
/// @param amount `transaction_amount` in `currency_id`, exact; empty when either is missing or odd
/// @param raw everything the API sent
public record Payment(
    String id,
    String status,
    String statusDetail,
    boolean liveMode,
    String collectorId,
    Optional<String> merchantOrder,
    Optional<BigMoney> amount,
    JsonNode raw) {
  private static final int LARGEST_SCALE = 20;

  static Payment of(JsonNode raw) {
    JsonNode order = raw.path("order");
    String orderId = order.path("id").asString("");
    return new Payment(
        raw.path("id").asString(""),
        raw.path("status").asString(""),
        raw.path("status_detail").asString(""),
        raw.path("live_mode").asBoolean(false),
        raw.path("collector_id").asString(""),
        orderId.isEmpty() || !order.path("type").asString("mercadopago").equals("mercadopago")
            ? Optional.empty()
            : Optional.of(orderId),
        amount(raw),
        raw);
  }

  private static Optional<BigMoney> amount(JsonNode raw) {
    JsonNode amount = raw.path("transaction_amount");
    try {
      // 1e999999999 is valid JSON; written out it would fill the memory.
      return amount.isNumber() && Math.abs(amount.decimalValue().scale()) <= LARGEST_SCALE
          ? Optional.of(
              BigMoney.of(
                  CurrencyUnit.of(raw.path("currency_id").asString("")), amount.decimalValue()))
          : Optional.empty();
    } catch (IllegalCurrencyException unheardOf) {
      return Optional.empty();
    }
  }
}
