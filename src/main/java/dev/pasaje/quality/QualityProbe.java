// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Payment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Gathers the evidence that the API holds on one purchase: reads only, nothing is changed.
///
/// The way from a payment to its preference: `order.id` → merchant order → `preference_id`
/// (domain/quality.md A6).
public final class QualityProbe {
  private final MercadoPago api;

  public QualityProbe(MercadoPago api) {
    this.api = api;
  }

  /// The evidence on a payment, on an order when the id begins with `ORD`, or on a subscription.
  ///
  /// Only the subject itself must be readable. A merchant order or a preference that cannot be read
  /// (older than what the API keeps, another owner's) is missing evidence, and the rules say so.
  public Call<QualityEvidence> gather(String id) {
    if (id.startsWith("ORD")) {
      return api.order(id).map(order -> QualityEvidence.ofRecords(Map.of("order", order)));
    }
    // A subscription's id is 32 hex digits; payments and orders never are (domain/api.md 8).
    if (id.matches("[0-9a-f]{32}")) {
      return api.get("/preapproval/" + id, Map.of())
          .map(record -> QualityEvidence.ofRecords(Map.of("preapproval", record)));
    }
    return api.payment(id).map(this::around);
  }

  private QualityEvidence around(Payment payment) {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    records.put("payment", payment.raw());
    Optional<JsonNode> merchantOrder =
        payment.merchantOrder().flatMap(id -> api.merchantOrder(id).found());
    merchantOrder.ifPresent(order -> records.put("merchantOrder", order));
    merchantOrder
        .flatMap(order -> new Tree(order).text("preference_id"))
        .flatMap(id -> api.preference(id).found())
        .ifPresent(preference -> records.put("preference", preference));
    return QualityEvidence.ofRecords(records);
  }
}
