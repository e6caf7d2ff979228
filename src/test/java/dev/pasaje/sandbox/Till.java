// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Valid requests of one shop, from which a test takes or changes one thing.
record Till(Shop shop) {
  private static final AtomicLong KEYS = new AtomicLong();

  private static final Map<String, String[]> SITES =
      Map.of(
          "MLA", new String[] {"1500.5", "DNI", "12345678", "4509953566233704", "visa"},
          "MLB", new String[] {"100.5", "CPF", "12345678909", "5031433215406351", "master"},
          "MLM", new String[] {"250.5", "", "", "4075595716483764", "visa"},
          "MLC", new String[] {"15000", "Otro", "123456789", "4168818844447115", "visa"},
          "MCO", new String[] {"50000", "CC", "123456789", "4013540682746260", "visa"},
          "MPE", new String[] {"80.5", "DNI", "123456789", "4009175332806176", "visa"},
          "MLU", new String[] {"1500.5", "CI", "12345678", "4509953566233704", "visa"});

  static Till of(Sandbox sandbox, String site) {
    return new Till(Shop.of(sandbox, site, "test-user"));
  }

  private String[] site() {
    return SITES.getOrDefault(shop.account().site(), new String[5]);
  }

  String amount() {
    return site()[0];
  }

  String brand() {
    return site()[4];
  }

  String cardNumber() {
    return site()[3];
  }

  private String identification() {
    return site()[1].isEmpty()
        ? ""
        : ",\"identification\":{\"type\":\"%s\",\"number\":\"%s\"}".formatted(site()[1], site()[2]);
  }

  String payer() {
    return "{\"email\":\"test_user_7@testuser.com\",\"first_name\":\"Test\",\"last_name\":\"User\""
        + identification()
        + "}";
  }

  String card(String holder) {
    return """
    {"card_number":"%s","expiration_month":11,"expiration_year":2030,"security_code":"123",
     "cardholder":{"name":"%s"%s}}\
    """
        .formatted(cardNumber(), holder, identification());
  }

  /// A fresh token, made by the browser with the public key.
  String token(String holder) {
    return shop.with()
        .post("/v1/card_tokens?public_key=" + shop.account().publicKey(), card(holder))
        .at("/id")
        .stringValue();
  }

  /// A card payment; `more` are members put after the usual ones, so that they win.
  String cardPayment(String holder, String more) {
    return """
    {"transaction_amount":%s,"token":"%s","installments":1,"payment_method_id":"%s","description":"One",
     "external_reference":"order-1","payer":%s%s}\
    """
        .formatted(amount(), token(holder), brand(), payer(), more);
  }

  String offline(String method, String more) {
    return """
    {"transaction_amount":%s,"payment_method_id":"%s","description":"One","payer":%s%s}\
    """
        .formatted(amount(), method, payer(), more);
  }

  /// Creates under a key of its own.
  Shop.Answer pay(String body) {
    return shop.and("X-Idempotency-Key", "key-" + KEYS.incrementAndGet())
        .post("/v1/payments", body);
  }

  Shop.Answer payCard(String holder) {
    return pay(cardPayment(holder, ""));
  }

  Shop.Answer refund(String id, String body) {
    return shop.and("X-Idempotency-Key", "key-" + KEYS.incrementAndGet())
        .post("/v1/payments/" + id + "/refunds", body);
  }

  static String id(Shop.Answer answer) {
    return answer.at("/id").asString();
  }
}
