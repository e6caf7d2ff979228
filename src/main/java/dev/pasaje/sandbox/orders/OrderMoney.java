// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the payment of an order's transaction.
final class OrderMoney {
  /// What the Payments API says about a token that cannot pay.
  private static final Set<String> BAD_TOKENS =
      Set.of("Card Token not found", "Token must be for test", "Invalid card token");

  private final World world;
  private final PaymentDesk desk;

  OrderMoney(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  /// The payment; empty when the card token cannot be used, which fails the transaction.
  ///
  /// @throws ApiError 400 `property_value` when the payment itself is refused
  Optional<Document> pay(Caller caller, Document order, JsonNode transaction) {
    try {
      return Optional.of(
          desk.create(
              caller, request(caller, order.body(), transaction), Origin.order(order.id())));
    } catch (ApiError refused) {
      if (refused.status() == 400 && BAD_TOKENS.contains(refused.getMessage())) {
        return Optional.empty();
      }
      throw refused.status() == 400
          ? OrderErrors.PROPERTY_VALUE.at(
              "$.transactions.payments[0]", String.valueOf(refused.getMessage()))
          : refused;
    }
  }

  private ObjectNode request(Caller caller, ObjectNode order, JsonNode transaction) {
    JsonNode method = transaction.path("payment_method");
    ObjectNode payment = Json.object();
    payment.put(
        "transaction_amount",
        Json.plain(new BigDecimal(Json.text(transaction, "amount").orElse("0"))));
    payment.put("payment_method_id", methodId(caller.site(), method));
    copy(method, payment, "token", "statement_descriptor", "issuer_id");
    boolean card = Json.present(method, "token");
    if (card || Json.present(method, "installments")) {
      payment.put(
          "installments", Json.number(method, "installments").map(BigDecimal::intValue).orElse(1));
    }
    copy(order, payment, "description", "external_reference");
    Json.text(method, "financial_institution")
        .ifPresent(
            bank -> payment.putObject("transaction_details").put("financial_institution", bank));
    Json.text(order, "config", "online", "callback_url")
        .ifPresent(url -> payment.put("callback_url", url));
    if (card) {
      payment.put("capture", !Json.text(order, "capture_mode").orElse("").equals("manual"));
      payment.put("three_d_secure_mode", threeDs(order));
    }
    expiry(order, transaction).ifPresent(date -> payment.put("date_of_expiration", date));
    // Whoever pays in a shop leaves no address; the payment has to have one.
    payment.set(
        "payer",
        order.has("payer")
            ? payer(order.path("payer"))
            : Json.object().put("email", "test_user_1@testuser.com"));
    Json.text(order, "additional_info", "payer", "ip_address")
        .ifPresent(ip -> payment.putObject("additional_info").put("ip_address", ip));
    return payment;
  }

  /// The Node SDK's own suite calls Brazil's ticket `boleto`, the OpenAPI overlay `bolbradesco`.
  private static String methodId(Site site, JsonNode method) {
    String id = Json.text(method, "id").orElse("");
    return site == Site.MLB && id.equals("boleto") ? "bolbradesco" : id;
  }

  private static String threeDs(ObjectNode order) {
    return switch (Json.text(order, "config", "online", "transaction_security", "validation")
        .orElse("never")) {
      case "always", "required" -> "mandatory";
      case "on_fraud_risk", "supported" -> "optional";
      default -> "not_supported";
    };
  }

  private Optional<String> expiry(ObjectNode order, JsonNode transaction) {
    return Json.text(transaction, "date_of_expiration")
        .or(() ->
            Json.text(transaction, "expiration_time")
                .or(() -> Json.text(order, "expiration_time"))
                .flatMap(OrderRules::period)
                .map(period -> Dates.text(world.now().plus(period))));
  }

  private static ObjectNode payer(JsonNode from) {
    ObjectNode payer = Json.object();
    copy(from, payer, "email", "first_name", "last_name", "identification", "phone", "entity_type");
    Json.anyText(from, "customer_id")
        .or(() -> Json.anyText(from, "id"))
        .ifPresent(id -> payer.put("type", "customer").put("id", id));
    JsonNode address = from.path("address");
    if (address.isObject()) {
      ObjectNode to = payer.putObject("address");
      copy(address, to, "zip_code", "street_name", "street_number", "neighborhood", "city");
      // The two APIs call the state by different names.
      Json.text(address, "state").ifPresent(state -> to.put("federal_unit", state));
    }
    return payer;
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : List.of(names)) {
      if (Json.present(from, name)) {
        to.set(name, from.path(name));
      }
    }
  }
}
