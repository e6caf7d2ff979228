// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A shop with Checkout Pro that sells one purchase over the API: preference, and the payment a
/// buyer makes for it with a test card.
final class Shop {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MercadoPago api;
  private final String publicKey;

  Shop(MercadoPago api, String publicKey) {
    this.api = api;
    this.publicKey = publicKey;
  }

  /// Sells what a preference offers.
  ///
  /// @return the payment's id
  String sell(ObjectNode preference) {
    JsonNode created = post("/checkout/preferences", preference);
    ObjectNode order = JSON.createObjectNode().put("preference_id", created.path("id").asString());
    JsonNode merchantOrder = post("/merchant_orders", order);
    return post("/v1/payments", payment(preference, merchantOrder.path("id"), cardToken()))
        .path("id")
        .asString();
  }

  /// The Argentine test Mastercard; the holder name APRO gets an approval (domain/sites.md 5).
  private String cardToken() {
    ObjectNode card = JSON.createObjectNode();
    card.put("card_number", "5031755734530604")
        .put("expiration_month", 11)
        .put("expiration_year", 2030)
        .put("security_code", "123");
    card.putObject("cardholder")
        .put("name", "APRO")
        .putObject("identification")
        .put("type", "DNI")
        .put("number", "12345678");
    return post("/v1/card_tokens?public_key=" + publicKey, card).path("id").asString();
  }

  /// What Checkout Pro makes of a preference when the buyer pays: it hands on the references.
  private static ObjectNode payment(ObjectNode preference, JsonNode merchantOrder, String token) {
    ObjectNode payment = JSON.createObjectNode();
    JsonNode item = preference.path("items").path(0);
    payment
        .put("transaction_amount", item.path("unit_price").decimalValue())
        .put("token", token)
        .put("installments", 1)
        .put("payment_method_id", "master");
    payment.putObject("payer").put("email", "comprador@example.com");
    payment.putObject("order").put("type", "mercadopago").set("id", merchantOrder);
    for (String handedOn :
        List.of("external_reference", "notification_url", "statement_descriptor")) {
      if (preference.has(handedOn)) {
        payment.set(handedOn, preference.get(handedOn));
      }
    }
    return payment;
  }

  private JsonNode post(String path, ObjectNode body) {
    return switch (api.post(path, body)) {
      case Call.Ok<JsonNode>(JsonNode value, _) -> value;
      case Call.Refused<JsonNode>(ApiError error) ->
          throw failed(path, error.status() + " " + error.code() + " " + error.message());
      case Call.Unreachable<JsonNode> nothing ->
          throw failed(path, nothing.reason().id() + ", " + nothing.detail());
    };
  }

  private static PasajeException failed(String path, String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "demo.sale",
        Map.of("path", path.replaceFirst("\\?.*", ""), "why", why));
  }

  /// The preference of a first integration: it sells, and says almost nothing.
  static ObjectNode bare() {
    ObjectNode preference = JSON.createObjectNode();
    preference
        .putArray("items")
        .addObject()
        .put("title", "Zapatillas")
        .put("quantity", 1)
        .put("unit_price", new java.math.BigDecimal("45000.00"));
    return preference;
  }

  /// The same sale with everything the checklist of Checkout Pro asks for (domain/quality.md A3).
  static ObjectNode complete() {
    ObjectNode preference = JSON.createObjectNode();
    preference
        .putArray("items")
        .addObject()
        .put("id", "ZAP-42-NEGRO")
        .put("title", "Zapatillas de lona")
        .put("description", "Zapatillas de lona negras, talle 42")
        .put("category_id", "fashion")
        .put("quantity", 1)
        .put("currency_id", "ARS")
        .put("unit_price", new java.math.BigDecimal("45000.00"));
    ObjectNode payer = preference.putObject("payer");
    payer.put("name", "Ana").put("surname", "Prueba").put("email", "comprador@example.com");
    payer.putObject("phone").put("area_code", "11").put("number", "40000000");
    payer.putObject("identification").put("type", "DNI").put("number", "12345678");
    payer
        .putObject("address")
        .put("zip_code", "C1000")
        .put("street_name", "Calle de Ejemplo")
        .put("street_number", 100);
    preference
        .putObject("back_urls")
        .put("success", "https://tienda.example/gracias")
        .put("pending", "https://tienda.example/pendiente")
        .put("failure", "https://tienda.example/error");
    preference
        .put("external_reference", "PEDIDO-1001")
        .put("notification_url", "https://tienda.example/mercadopago/notificaciones")
        .put("statement_descriptor", "TIENDA EJEMPLO");
    return preference;
  }
}
