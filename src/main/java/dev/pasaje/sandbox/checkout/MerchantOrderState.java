// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sums and states of a merchant order; the rules of `order_status` are those of devsite-docs
/// `reference/api-json/merchant_orders.json`.
final class MerchantOrderState {
  private static final List<String> COPIED =
      List.of(
          "id",
          "transaction_amount",
          "currency_id",
          "status",
          "status_detail",
          "operation_type",
          "date_approved",
          "date_created");

  private MerchantOrderState() {}

  /// Whether every item has a price and a quantity.
  static boolean priced(JsonNode items) {
    boolean fine = items.isArray();
    for (JsonNode item : items) {
      fine &=
          Json.number(item, "quantity").isPresent() && Json.number(item, "unit_price").isPresent();
    }
    return fine;
  }

  /// Adds a payment, or replaces what was known of it.
  static void record(Document order, ObjectNode payment) {
    ObjectNode line = Json.object();
    for (String name : COPIED) {
      line.set(name, payment.path(name).isMissingNode() ? line.nullNode() : payment.path(name));
    }
    line.set(
        "total_paid_amount",
        payment.path("transaction_details").path("total_paid_amount").isNumber()
            ? payment.path("transaction_details").path("total_paid_amount")
            : payment.path("transaction_amount"));
    line.put("shipping_cost", 0);
    line.set("last_modified", payment.path("date_last_updated"));
    line.set("amount_refunded", payment.path("transaction_amount_refunded"));
    ArrayNode lines = Json.array();
    boolean replaced = false;
    for (JsonNode old : order.body().path("payments")) {
      boolean same = old.path("id").equals(line.path("id"));
      replaced |= same;
      lines.add(same ? line : old);
    }
    if (!replaced) {
      lines.add(line);
    }
    order.body().set("payments", lines);
    if (order.body().path("payer").isNull()) {
      ObjectNode payer = Json.object();
      Json.anyText(payment, "payer", "id")
          .filter(id -> id.matches("\\d{1,18}"))
          .ifPresent(id -> payer.put("id", Long.parseLong(id)));
      payer.put("email", Json.text(payment, "payer", "email").orElse("")).put("nickname", "");
      order.body().set("payer", payer);
    }
    settle(order);
  }

  static void settle(Document order) {
    ObjectNode body = order.body();
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode item : body.path("items")) {
      BigDecimal quantity = Json.number(item, "quantity").orElse(BigDecimal.ZERO);
      total = total.add(Json.number(item, "unit_price").orElse(BigDecimal.ZERO).multiply(quantity));
    }
    body.put("total_amount", Json.plain(total));
    BigDecimal due = total.add(Json.number(body, "shipping_cost").orElse(BigDecimal.ZERO));
    BigDecimal paid =
        sum(
            body,
            Set.of("approved", "charged_back", "in_mediation", "refunded"),
            "transaction_amount");
    body.put("paid_amount", Json.plain(paid));
    body.put(
        "refunded_amount",
        Json.plain(
            sum(
                body,
                Set.of("approved", "charged_back", "in_mediation", "refunded"),
                "amount_refunded")));
    String status = orderStatus(body, due);
    body.put("order_status", status);
    boolean settled = Set.of("paid", "reverted", "partially_reverted").contains(status);
    body.put("status", settled ? "closed" : "opened");
  }

  private static String orderStatus(ObjectNode body, BigDecimal due) {
    List<String> states = new ArrayList<>();
    body.path("payments").forEach(payment -> states.add(Json.text(payment, "status").orElse("")));
    states.removeIf(Set.of("rejected", "cancelled")::contains);
    if (states.isEmpty()) {
      return "payment_required";
    }
    if (Set.of("refunded", "charged_back").containsAll(states)) {
      return "reverted";
    }
    BigDecimal holding =
        sum(body, Set.of("approved", "charged_back", "in_mediation"), "transaction_amount");
    if (states.contains("refunded")
        || sum(body, Set.of("approved"), "amount_refunded").signum() > 0) {
      return "partially_reverted";
    }
    if (holding.compareTo(due) >= 0) {
      return "paid";
    }
    return holding.signum() > 0 ? "partially_paid" : "payment_in_process";
  }

  private static BigDecimal sum(ObjectNode body, Set<String> states, String member) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode payment : body.path("payments")) {
      if (states.contains(Json.text(payment, "status").orElse(""))) {
        sum = sum.add(Json.number(payment, member).orElse(BigDecimal.ZERO));
      }
    }
    return sum;
  }
}
