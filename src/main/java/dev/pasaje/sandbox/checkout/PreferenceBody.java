// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of a preference's answer that echoes the request: what was not sent comes back empty or
/// null, as in mercadopago/sdk-java `preference_base.json`.
final class PreferenceBody {
  private static final List<String> AS_SENT =
      List.of(
          "amounts",
          "counter_currency",
          "differential_pricing",
          "purpose",
          "sponsor_id",
          "taxes",
          "tracks");

  private PreferenceBody() {}

  static void echo(JsonNode sent, String currency, ObjectNode body) {
    text(sent, body, "additional_info");
    text(sent, body, "auto_return");
    body.set("back_urls", texts(sent.path("back_urls"), "failure", "pending", "success"));
    body.put("binary_mode", Json.flag(sent, "binary_mode").orElse(false));
    body.putNull("coupon_code").putNull("coupon_labels");
    for (String name :
        List.of("date_of_expiration", "expiration_date_from", "expiration_date_to")) {
      body.put(name, Json.textOrNull(sent, name));
    }
    body.put("expires", Json.flag(sent, "expires").orElse(false));
    text(sent, body, "external_reference");
    body.putNull("internal_metadata");
    items(sent.path("items"), currency, body.putArray("items"));
    body.put("marketplace", Json.text(sent, "marketplace").orElse("NONE"));
    body.set(
        "marketplace_fee",
        sent.path("marketplace_fee").isNumber()
            ? sent.path("marketplace_fee")
            : Json.object().numberNode(0));
    body.set("metadata", sent.path("metadata").isObject() ? sent.path("metadata") : Json.object());
    body.put("notification_url", Json.textOrNull(sent, "notification_url"));
    body.put("operation_type", Json.text(sent, "operation_type").orElse("regular_payment"));
    payer(sent.path("payer"), body.putObject("payer"));
    paymentMethods(sent.path("payment_methods"), body.putObject("payment_methods"));
    body.set(
        "processing_modes",
        sent.path("processing_modes").isArray()
            ? sent.path("processing_modes")
            : Json.object().nullNode());
    body.putNull("product_id");
    body.putObject("redirect_urls").put("failure", "").put("pending", "").put("success", "");
    shipments(sent.path("shipments"), body.putObject("shipments"));
    text(sent, body, "statement_descriptor");
    body.putNull("total_amount");
    for (String name : AS_SENT) {
      body.remove(name);
      if (Json.present(sent, name)) {
        body.set(name, sent.path(name));
      }
    }
  }

  /// `id`, `category_id`, `currency_id` and `description` are there even when not sent (J-IT,
  /// N-E2E).
  private static void items(JsonNode sent, String currency, ArrayNode items) {
    for (JsonNode one : sent) {
      ObjectNode item = items.addObject();
      text(one, item, "id");
      text(one, item, "category_id");
      item.put("currency_id", Json.text(one, "currency_id").orElse(currency));
      text(one, item, "description");
      for (String name :
          List.of(
              "picture_url",
              "title",
              "quantity",
              "unit_price",
              "type",
              "warranty",
              "event_date",
              "category_descriptor")) {
        if (Json.present(one, name)) {
          item.set(name, one.path(name));
        }
      }
    }
  }

  private static void payer(JsonNode sent, ObjectNode payer) {
    payer.set("phone", texts(sent.path("phone"), "area_code", "number"));
    ObjectNode address = texts(sent.path("address"), "zip_code", "street_name");
    JsonNode number = sent.path("address").path("street_number");
    address.set("street_number", number.isValueNode() ? number : Json.object().nullNode());
    payer.set("address", address);
    text(sent, payer, "email");
    payer.set("identification", texts(sent.path("identification"), "number", "type"));
    text(sent, payer, "name");
    text(sent, payer, "surname");
    payer.put("date_created", Json.textOrNull(sent, "date_created"));
    payer.put("last_purchase", Json.textOrNull(sent, "last_purchase"));
    for (String name :
        List.of(
            "authentication_type",
            "is_prime_user",
            "is_first_purchase_online",
            "registration_date")) {
      if (Json.present(sent, name)) {
        payer.set(name, sent.path(name));
      }
    }
  }

  private static void paymentMethods(JsonNode sent, ObjectNode methods) {
    methods.putNull("default_card_id");
    methods.put("default_payment_method_id", Json.textOrNull(sent, "default_payment_method_id"));
    for (String name : List.of("excluded_payment_methods", "excluded_payment_types")) {
      JsonNode list = sent.path(name);
      if (list.isArray() && !list.isEmpty()) {
        methods.set(name, list);
      } else {
        methods.putArray(name).addObject().put("id", "");
      }
    }
    for (String name : List.of("installments", "default_installments")) {
      methods.set(name, sent.path(name).isNumber() ? sent.path(name) : Json.object().nullNode());
    }
  }

  private static void shipments(JsonNode sent, ObjectNode shipments) {
    text(sent, shipments, "mode");
    shipments.set(
        "default_shipping_method",
        Json.present(sent, "default_shipping_method")
            ? sent.path("default_shipping_method")
            : Json.object().nullNode());
    for (String name :
        List.of(
            "cost",
            "dimensions",
            "express_shipment",
            "free_methods",
            "free_shipping",
            "local_pickup")) {
      if (Json.present(sent, name)) {
        shipments.set(name, sent.path(name));
      }
    }
    ObjectNode address =
        texts(sent.path("receiver_address"), "zip_code", "street_name", "floor", "apartment");
    JsonNode number = sent.path("receiver_address").path("street_number");
    address.set("street_number", number.isValueNode() ? number : Json.object().nullNode());
    for (String name : List.of("city_name", "state_name", "country_name")) {
      address.put(name, Json.textOrNull(sent, "receiver_address", name));
    }
    shipments.set("receiver_address", address);
  }

  private static ObjectNode texts(JsonNode sent, String... names) {
    ObjectNode node = Json.object();
    for (String name : names) {
      text(sent, node, name);
    }
    return node;
  }

  private static void text(JsonNode sent, ObjectNode body, String name) {
    body.put(name, Json.anyText(sent, name).orElse(""));
  }
}
