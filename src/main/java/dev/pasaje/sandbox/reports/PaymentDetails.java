// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The columns of a report row that only describe its payment.
final class PaymentDetails {
  private PaymentDetails() {}

  static Map<String, String> of(Document payment) {
    ObjectNode body = payment.body();
    Map<String, String> details = new HashMap<>();
    put(details, "EXTERNAL_REFERENCE", body, "external_reference");
    put(details, "PAYMENT_METHOD", body, "payment_method_id");
    put(details, "PAYMENT_METHOD_TYPE", body, "payment_type_id");
    put(details, "INSTALLMENTS", body, "installments");
    put(details, "COUPON_AMOUNT", body, "coupon_amount");
    put(details, "ORDER_ID", body, "order", "id");
    put(details, "STORE_ID", body, "store_id");
    put(details, "POS_ID", body, "pos_id");
    put(details, "AUTHORIZATION_CODE", body, "authorization_code");
    put(details, "CARD_INITIAL_NUMBER", body, "card", "first_six_digits");
    put(details, "LAST_FOUR_DIGITS", body, "card", "last_four_digits");
    put(details, "FRANCHISE", body, "payment_method_id");
    put(details, "PAYER_ID_TYPE", body, "payer", "identification", "type");
    put(details, "PAYER_ID_NUMBER", body, "payer", "identification", "number");
    put(details, "PAYER_NAME", body, "payer", "first_name");
    put(details, "BUSINESS_UNIT", body, "point_of_interaction", "business_info", "unit");
    put(details, "SUB_UNIT", body, "point_of_interaction", "business_info", "sub_unit");
    put(details, "ORDER_MP", body, "point_of_interaction", "linked_to");
    JsonNode item = body.path("additional_info").path("items").path(0);
    put(details, "SALE_DETAIL", item, "title");
    put(details, "ITEM_ID", item, "id");
    put(details, "PRODUCT_SKU", item, "id");
    return Map.copyOf(details);
  }

  private static void put(
      Map<String, String> details, String column, JsonNode node, String... path) {
    Json.anyText(node, path).ifPresent(text -> details.put(column, text));
  }
}
