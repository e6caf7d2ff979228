// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// For every account one of everything that no API call can create: a chargeback, an open claim, a
/// Point terminal, an invoice of a subscription, a wallet agreement to be confirmed; and what they
/// need: payments, a store and a till.
final class Showcase {
  /// Published test cards, one a country (sites.md 5).
  private static final Map<Site, String> CARDS =
      Map.of(
          Site.MLA, "4509953566233704",
          Site.MLB, "5031433215406351",
          Site.MLM, "4075595716483764",
          Site.MLC, "4168818844447115",
          Site.MCO, "4013540682746260",
          Site.MPE, "4009175332806176",
          Site.MLU, "4509953566233704");

  private static final Map<Site, String> AMOUNTS =
      Map.of(
          Site.MLA, "15000.50",
          Site.MLB, "249.90",
          Site.MLM, "499.50",
          Site.MLC, "15990",
          Site.MCO, "59900",
          Site.MPE, "89.90",
          Site.MLU, "1290.50");

  private final PaymentDesk desk;
  private final Disputes disputes;

  Showcase(PaymentDesk desk, Disputes disputes) {
    this.desk = desk;
    this.disputes = disputes;
  }

  void plant(Founding.Seller seller, Insider shop) {
    Site site = seller.account().site();
    storeAndTerminal(seller, shop);
    String disputed = pay(shop, site, "showcase-chargeback", "Tostadora").path("id").asString();
    desk.find(disputed).ifPresent(payment -> disputes.chargeBack(payment, "fraud"));
    JsonNode claimed = pay(shop, site, "showcase-claim", "Cafetera");
    shop.post(
        "/_sandbox/claims",
        Json.object().put("payment_id", claimed.path("id").asString()).put("reason_id", "PNR3430"));
    ObjectNode agreement = Json.object();
    agreement.put("return_uri", "https://tienda.example/wallet");
    agreement.put("external_flow_id", "showcase");
    agreement.putObject("external_user").put("id", "1");
    agreement.putObject("agreement_data").put("validation_amount", 1);
    shop.post("/v2/wallet_connect/agreements", agreement);
    subscribe(shop, site);
  }

  private void storeAndTerminal(Founding.Seller seller, Insider shop) {
    ObjectNode store = Json.object().put("name", "Sucursal Centro").put("external_id", "CENTRO");
    store
        .putObject("location")
        .put("street_number", "100")
        .put("street_name", "Calle 1")
        .put("city_name", "Centro")
        .put("state_name", "Centro")
        .put("latitude", new BigDecimal("-23.56"))
        .put("longitude", new BigDecimal("-46.65"));
    JsonNode made = shop.post("/users/" + seller.account().id() + "/stores", store);
    ObjectNode till = Json.object().put("name", "Caja 1").put("external_id", "CAJA1");
    till.put("store_id", made.path("id").asString()).put("fixed_amount", true);
    shop.post("/pos", till);
    shop.post("/_sandbox/terminals", Json.object());
  }

  static ObjectNode card(Site site) {
    ObjectNode card = Json.object();
    card.put("card_number", CARDS.get(site)).put("security_code", "123");
    card.put("expiration_month", 11).put("expiration_year", 2035);
    ObjectNode holder = card.putObject("cardholder").put("name", "APRO");
    document(holder, site);
    return card;
  }

  private static void document(ObjectNode person, Site site) {
    if (!site.testDocumentType().isEmpty()) {
      person
          .putObject("identification")
          .put("type", site.testDocumentType())
          .put("number", site.testDocumentNumber());
    }
  }

  private static JsonNode pay(Insider shop, Site site, String reference, String title) {
    JsonNode token = shop.post("/v1/card_tokens", card(site));
    ObjectNode payment = Json.object();
    payment.put("transaction_amount", new BigDecimal(AMOUNTS.get(site)));
    payment.put("token", token.path("id").asString()).put("installments", 1);
    payment.put("payment_method_id", site == Site.MLB ? "master" : "visa");
    payment.put("external_reference", reference).put("description", title);
    ObjectNode payer = payment.putObject("payer").put("email", "test_user_1234@testuser.com");
    document(payer, site);
    return shop.post("/v1/payments", payment);
  }

  private static void subscribe(Insider shop, Site site) {
    if (!shop.serves("POST /preapproval")) {
      return;
    }
    JsonNode token = shop.post("/v1/card_tokens", card(site));
    ObjectNode subscription = Json.object();
    subscription.put("reason", "Club de café").put("external_reference", "showcase-club");
    subscription.put("payer_email", "test_user_1234@testuser.com");
    subscription.put("card_token_id", token.path("id").asString());
    subscription.put("back_url", "https://tienda.example/club").put("status", "authorized");
    subscription
        .putObject("auto_recurring")
        .put("frequency", 1)
        .put("frequency_type", "months")
        .put("transaction_amount", new BigDecimal(AMOUNTS.get(site)))
        .put("currency_id", site.currency());
    shop.post("/preapproval", subscription);
  }
}
