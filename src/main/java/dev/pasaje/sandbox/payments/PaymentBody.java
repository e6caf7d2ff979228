// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.catalog.Installments;
import dev.pasaje.sandbox.catalog.Issuers;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A new payment as the API shows it: every member, null or empty where nothing is known, in the
/// order of the official fixtures (mercadopago/sdk-java payment_boleto.json, payment_pix.json).
final class PaymentBody {
  private final Draft draft;
  private final long id;
  private final Instant now;
  private final Origin origin;

  PaymentBody(Draft draft, long id, Instant now, Origin origin) {
    this.draft = draft;
    this.id = id;
    this.now = now;
    this.origin = origin;
  }

  ObjectNode build() {
    ObjectNode body = Json.object();
    body.put("id", id)
        .put("date_created", Dates.text(now))
        .putNull("date_approved")
        .put("date_last_updated", Dates.text(now));
    body.putNull("date_of_expiration").putNull("money_release_date");
    body.put("money_release_status", draft.method().card() ? "pending" : null);
    body.put("operation_type", origin.operationType());
    method(body);
    body.put("status", "pending").put("status_detail", "pending_waiting_payment");
    body.put("currency_id", draft.seller().site().currency())
        .put("description", text("description", ""));
    body.put("live_mode", draft.seller().live());
    echo(body, "sponsor_id");
    body.putNull("authorization_code").putNull("money_release_schema").put("taxes_amount", 0);
    echo(body, "counter_currency");
    body.putNull("brand_id").put("shipping_amount", 0).put("build_version", "3.140.0");
    nulls(body, "pos_id", "store_id", "integrator_id", "platform_id", "corporation_id");
    body.set("payer", payer());
    body.put("collector_id", draft.seller().account().id()).putNull("marketplace_owner");
    body.set("metadata", request("metadata").isObject() ? request("metadata") : Json.object());
    body.set("additional_info", additionalInfo());
    body.set("order", order());
    body.put("external_reference", text("external_reference", null));
    body.put("transaction_amount", Json.plain(draft.amount()))
        .put("transaction_amount_refunded", 0);
    echo(body, "net_amount");
    body.set("taxes", request("taxes").isArray() ? request("taxes") : Json.array());
    body.set(
        "coupon_amount",
        request("coupon_amount").isNumber()
            ? request("coupon_amount")
            : Json.object().numberNode(0));
    echo(body, "differential_pricing_id");
    nulls(body, "financing_group", "deduction_schema");
    body.put("callback_url", text("callback_url", null)).put("installments", draft.installments());
    details(body.putObject("transaction_details"));
    body.putArray("fee_details");
    body.putArray("charges_details");
    body.put("captured", draft.captures())
        .put("binary_mode", draft.binary())
        .putNull("call_for_authorize_id");
    body.put("statement_descriptor", text("statement_descriptor", null));
    body.set("card", card());
    body.put("notification_url", text("notification_url", null)).putArray("refunds");
    body.put("processing_mode", text("processing_mode", "aggregator"));
    echo(body, "merchant_account_id");
    body.putNull("merchant_number");
    echo(body, "payment_method_option_id");
    body.putArray("acquirer_reconciliation");
    pointOfInteraction(body.putObject("point_of_interaction"));
    body.putObject("internal_metadata");
    body.putNull("tags");
    return body;
  }

  private void method(ObjectNode body) {
    boolean card = draft.method().card();
    String issuer = card ? issuer() : null;
    body.put("issuer_id", issuer);
    body.put("payment_method_id", draft.method().id())
        .put("payment_type_id", draft.method().type());
    ObjectNode method =
        body.putObject("payment_method")
            .put("id", draft.method().id())
            .put("type", draft.method().type());
    if (card) {
      method.put("issuer_id", issuer);
    }
    if (Json.present(draft.request(), "payment_method", "data")) {
      method.set("data", request("payment_method").path("data"));
    }
  }

  private String issuer() {
    return Json.anyText(draft.request(), "issuer_id")
        .orElseGet(() -> Long.toString(Issuers.id(draft.method())));
  }

  private ObjectNode payer() {
    JsonNode from = draft.request().path("payer");
    ObjectNode payer = Json.object();
    payer
        .put("first_name", Json.textOrNull(from, "first_name"))
        .put("last_name", Json.textOrNull(from, "last_name"));
    payer.put("email", draft.email());
    payer
        .putObject("identification")
        .put("number", Json.anyText(from, "identification", "number").orElse(null))
        .put("type", Json.textOrNull(from, "identification", "type"));
    payer
        .putObject("phone")
        .put("area_code", Json.anyText(from, "phone", "area_code").orElse(null))
        .put("number", Json.anyText(from, "phone", "number").orElse(null))
        .putNull("extension");
    payer
        .put("type", Json.textOrNull(from, "type"))
        .put("entity_type", Json.textOrNull(from, "entity_type"));
    payer
        .put("id", Json.anyText(from, "id").orElseGet(() -> payerId(draft.email())))
        .putNull("operator_id");
    return payer;
  }

  /// A guest's id is made of the address, so that the same buyer has the same one.
  static String payerId(String email) {
    long hash = 0;
    for (int i = 0; i < email.length(); i++) {
      hash = hash * 31 + Character.toLowerCase(email.charAt(i));
    }
    return Long.toString(100_000_000L + Math.floorMod(hash, 1_900_000_000L));
  }

  /// As sent, with quantities and prices of the items as text.
  private ObjectNode additionalInfo() {
    ObjectNode info =
        request("additional_info") instanceof ObjectNode sent ? sent.deepCopy() : Json.object();
    for (JsonNode item : info.path("items")) {
      if (item instanceof ObjectNode one) {
        for (String name : List.of("quantity", "unit_price")) {
          if (one.path(name).isNumber()) {
            one.put(
                name,
                one.path(name).isIntegralNumber()
                    ? one.path(name).asString()
                    : one.path(name).decimalValue().toPlainString());
          }
        }
      }
    }
    nulls(info, "available_balance", "nsu_processadora", "authentication_code");
    return info;
  }

  private ObjectNode order() {
    if (origin.merchantOrder() != 0) {
      return Json.object().put("id", origin.merchantOrder()).put("type", "mercadopago");
    }
    return request("order") instanceof ObjectNode sent ? sent : Json.object();
  }

  private void details(ObjectNode details) {
    BigDecimal total = Installments.total(draft.method(), draft.amount(), draft.installments());
    details
        .putNull("payment_method_reference_id")
        .putNull("acquirer_reference")
        .put("net_received_amount", 0);
    details
        .put("total_paid_amount", Json.plain(total))
        .put("overpaid_amount", 0)
        .putNull("external_resource_url");
    details.put(
        "installment_amount",
        draft.method().card()
            ? Json.plain(Installments.each(draft.method(), draft.amount(), draft.installments()))
            : BigDecimal.ZERO);
    details.put(
        "financial_institution",
        Json.anyText(draft.request(), "transaction_details", "financial_institution").orElse(null));
    details
        .putNull("payable_deferral_period")
        .putNull("bank_transfer_id")
        .putNull("transaction_id");
  }

  private ObjectNode card() {
    ObjectNode card = Json.object();
    draft
        .token()
        .ifPresent(token -> {
          ObjectNode from = token.body();
          card.set("id", from.path("card_id"));
          for (String name :
              List.of(
                  "first_six_digits", "last_four_digits", "expiration_month", "expiration_year")) {
            card.set(name, from.path(name));
          }
          card.put("date_created", Dates.text(now)).put("date_last_updated", Dates.text(now));
          ObjectNode holder = card.putObject("cardholder");
          holder.set("name", from.path("cardholder").path("name"));
          holder.set("identification", from.path("cardholder").path("identification"));
        });
    return card;
  }

  /// What the request says about itself comes back in `transaction_data`.
  private void pointOfInteraction(ObjectNode point) {
    JsonNode sent = request("point_of_interaction");
    point.put("type", Json.text(sent, "type").orElse("UNSPECIFIED"));
    for (Map.Entry<String, JsonNode> member : sent.properties()) {
      point.set(member.getKey(), member.getValue());
    }
    point.putObject("business_info").put("unit", "online_payments").put("sub_unit", "default");
    if (!point.path("transaction_data").isObject()) {
      point.putObject("transaction_data");
    }
  }

  private JsonNode request(String name) {
    return draft.request().path(name);
  }

  private @org.jspecify.annotations.Nullable String text(
      String name, @org.jspecify.annotations.Nullable String otherwise) {
    return Json.text(draft.request(), name).orElse(otherwise);
  }

  private void echo(ObjectNode body, String name) {
    body.set(name, Json.present(draft.request(), name) ? request(name) : Json.object().nullNode());
  }

  private static void nulls(ObjectNode body, String... names) {
    for (String name : names) {
      body.putNull(name);
    }
  }
}
