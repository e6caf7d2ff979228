// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.integration.Product;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The resource a code is created by: an application made for one of them may not use the other
/// (domain/credentials.md 5.3).
enum IssueRoute {
  PAYMENTS("/v1/payments") {
    // domain/api.md 2.1.
    @Override
    ObjectNode body(String amount, String reference, String payerEmail) {
      ObjectNode body =
          JSON.objectNode()
              .put("transaction_amount", new BigDecimal(amount))
              .put("payment_method_id", "pix")
              .put("description", DESCRIPTION)
              .put("external_reference", reference);
      body.putObject("payer").put("email", payerEmail);
      return body;
    }

    @Override
    PixFacts.Stored stored(JsonNode created) {
      return PixProbe.stored(created);
    }

    // domain/api.md 2.5.
    @Override
    Call<JsonNode> cancel(MercadoPago api, String id) {
      return api.put(path() + "/" + id, JSON.objectNode().put("status", "cancelled"));
    }
  },
  ORDERS("/v1/orders") {
    // domain/api.md 7.2. What is left of it lapses by itself after the shortest life.
    @Override
    ObjectNode body(String amount, String reference, String payerEmail) {
      ObjectNode body =
          JSON.objectNode()
              .put("type", "online")
              .put("processing_mode", "automatic")
              .put("total_amount", amount)
              .put("description", DESCRIPTION)
              .put("external_reference", reference);
      body.putObject("payer").put("email", payerEmail);
      ObjectNode payment = body.putObject("transactions").putArray("payments").addObject();
      payment.put("amount", amount).put("expiration_time", PixChecks.SHORTEST.toString());
      payment.putObject("payment_method").put("id", "pix").put("type", "bank_transfer");
      return body;
    }

    @Override
    PixFacts.Stored stored(JsonNode created) {
      JsonNode payment = created.path("transactions").path("payments").path(0);
      return new PixFacts.Stored(
          created.path("id").asString(""),
          created.path("status").asString(""),
          true,
          life(payment),
          PixFacts.Code.of(payment.path("payment_method").path("qr_code").asString("")));
    }

    // domain/api.md 7.1.
    @Override
    Call<JsonNode> cancel(MercadoPago api, String id) {
      return api.post(path() + "/" + id + "/cancel", JSON.objectNode());
    }
  };

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DESCRIPTION = "Pasaje: test of Pix, cancelled at once";

  private final String path;

  IssueRoute(String path) {
    this.path = path;
  }

  static IssueRoute of(Product product) {
    return switch (product) {
      case CHECKOUT_PRO_ORDERS, CHECKOUT_API_ORDERS, POINT_ORDERS, QR_ORDERS -> ORDERS;
      case CHECKOUT_PRO, CHECKOUT_API, BRICKS, POINT, QR, SUBSCRIPTIONS, WOOCOMMERCE -> PAYMENTS;
    };
  }

  private static Optional<Duration> life(JsonNode payment) {
    try {
      return Optional.of(Duration.parse(payment.path("expiration_time").asString("")));
    } catch (DateTimeException missing) {
      return Optional.empty();
    }
  }

  String path() {
    return path;
  }

  abstract ObjectNode body(String amount, String reference, String payerEmail);

  abstract PixFacts.Stored stored(JsonNode created);

  abstract Call<JsonNode> cancel(MercadoPago api, String id);
}
