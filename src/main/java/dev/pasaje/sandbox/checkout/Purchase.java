// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is to be paid on the hosted page, whoever asked for it.
sealed interface Purchase permits PreferencePurchase, OrderPurchase {
  Document document();

  /// The query parameter that names it.
  Map<String, String> key();

  boolean isOpen(Instant now);

  /// Ids and types of methods not offered.
  Set<String> excluded();

  int mostInstallments();

  String email();

  BigDecimal total();

  long applicationId();

  /// The address to return to for `success`, `pending` or `failure`.
  Optional<String> returnUrl(String outcome);

  String autoReturn();

  /// What the return carries; without a payment when the buyer gave up.
  Map<String, String> query(@Nullable Document payment, String site);

  /// The part of the payment's request that does not depend on the buyer.
  ObjectNode payment();

  default List<CheckoutPage.Line> lines(Texts texts) {
    List<CheckoutPage.Line> lines = new ArrayList<>();
    for (JsonNode item : document().body().path("items")) {
      BigDecimal price = price(item);
      String title =
          Json.anyText(item, "quantity").orElse("1") + " × " + Json.text(item, "title").orElse("");
      lines.add(new CheckoutPage.Line(title, texts.money(price)));
    }
    return lines;
  }

  static BigDecimal price(JsonNode item) {
    BigDecimal quantity = Json.number(item, "quantity").orElse(BigDecimal.ONE);
    return Json.anyText(item, "unit_price")
        .map(BigDecimal::new)
        .orElse(BigDecimal.ZERO)
        .multiply(quantity);
  }

  static Set<String> ids(JsonNode... lists) {
    Set<String> ids = new HashSet<>();
    for (JsonNode list : lists) {
      list.forEach(one ->
          (one.isString() ? Optional.of(one.stringValue()) : Json.text(one, "id"))
              .ifPresent(ids::add));
    }
    return ids;
  }

  /// The parameters of the return page: the documented four, the older three, and those seen in the
  /// wild (api.md 6.1), in the order they are seen in. What is unknown is the word `null`.
  static Map<String, String> returned(@Nullable Document payment, String externalReference) {
    ObjectNode body = payment == null ? Json.object() : payment.body();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("collection_id", Json.anyText(body, "id").orElse("null"));
    query.put("collection_status", Json.text(body, "status").orElse("null"));
    query.put("payment_id", Json.anyText(body, "id").orElse("null"));
    query.put("status", Json.text(body, "status").orElse("null"));
    query.put("external_reference", externalReference.isEmpty() ? "null" : externalReference);
    query.put("payment_type", Json.text(body, "payment_type_id").orElse("null"));
    query.put("merchant_order_id", Json.anyText(body, "order", "id").orElse("null"));
    return query;
  }
}
