// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
  private static final AtomicLong KEYS = new AtomicLong();
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T12:00:00Z")));
    till = Till.of(sandbox, "MLB");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Shop keyed() {
    return till.shop().and("X-Idempotency-Key", "orders-" + KEYS.incrementAndGet());
  }

  private static String order(String method, String more) {
    return """
    {"type":"online","processing_mode":"automatic","total_amount":"100.50","payer":{"email":"test_user_7@testuser.com"},
     "transactions":{"payments":[{"amount":"100.50","payment_method":%s}]}%s}\
    """
        .formatted(method, more);
  }

  private static String card(String holder) {
    return "{\"id\":\"master\",\"type\":\"credit_card\",\"token\":\"%s\",\"installments\":1}"
        .formatted(till.token(holder));
  }

  private static Shop.Answer create(String method, String more) {
    return keyed().post("/v1/orders", order(method, more));
  }

  @Test
  void an_orders_payment_is_a_payment_and_money_is_text() {
    Shop.Answer order = create(card("APRO"), "");
    assertThat(order.status()).isEqualTo(201);
    assertThat(order.at("/id").stringValue()).matches("ORDTST[0-9A-Z]{26}");
    assertThat(order.at("/transactions/payments/0/id").stringValue()).matches("PAY[0-9A-Z]{26}");
    assertThat(order.at("/total_paid_amount").stringValue()).isEqualTo("100.50");
    assertThat(order.at("/country_code").stringValue()).isEqualTo("BRA");
    String payment = order.at("/transactions/payments/0/reference_id").stringValue();
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status").stringValue())
        .isEqualTo("approved");
  }

  @ParameterizedTest
  @CsvSource({
    "OTHE,rejected_by_issuer",
    "CALL,required_call_for_authorize",
    "FUND,insufficient_amount",
    "SECU,bad_filled_card_data",
    "LOCK,card_disabled",
    "ATTE,max_attempts_exceeded"
  })
  void a_refused_card_answers_402_with_the_order_under_data(String holder, String detail) {
    Shop.Answer refused = create(card(holder), "");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("failed");
    String transaction = refused.at("/data/transactions/payments/0/id").stringValue();
    assertThat(refused.at("/errors/0/details/0").stringValue())
        .isEqualTo(transaction + ": " + detail);
    String id = refused.at("/data/id").stringValue();
    assertThat(till.shop().get("/v1/orders/" + id).at("/status").stringValue()).isEqualTo("failed");
  }

  @Test
  void a_token_that_does_not_exist_fails_the_transaction() {
    Shop.Answer refused =
        create(
            "{\"id\":\"master\",\"type\":\"credit_card\",\"token\":\"%s\",\"installments\":1}"
                .formatted("f".repeat(32)),
            "");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.at("/data/transactions/payments/0/status_detail").stringValue())
        .isEqualTo("invalid_card_token");
  }

  @Test
  void the_same_key_answers_the_original_result_and_another_body_409() {
    Shop shop = keyed();
    String body = order(card("OTHE"), "");
    Shop.Answer first = shop.post("/v1/orders", body);
    Shop.Answer again = shop.post("/v1/orders/", body);
    assertThat(again.status()).isEqualTo(402);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(shop.post("/v1/orders", order(card("APRO"), "")).at("/errors/0/code").stringValue())
        .isEqualTo("idempotency_key_already_used");
    assertThat(till.shop().post("/v1/orders", body).at("/errors/0/code").stringValue())
        .isEqualTo("empty_required_header");
  }

  @Test
  void a_reserve_is_captured_once_and_a_cancelled_one_never() {
    String held = create(card("APRO"), ",\"capture_mode\":\"manual\"").at("/id").stringValue();
    assertThat(
            keyed().post("/v1/orders/" + held + "/capture", "").at("/status_detail").stringValue())
        .isEqualTo("accredited");
    assertThat(
            keyed().post("/v1/orders/" + held + "/cancel", "").at("/errors/0/code").stringValue())
        .isEqualTo("cannot_cancel_order");
    String dropped = create(card("APRO"), ",\"capture_mode\":\"manual\"").at("/id").stringValue();
    assertThat(keyed().post("/v1/orders/" + dropped + "/cancel", "").at("/status").stringValue())
        .isEqualTo("canceled");
    assertThat(keyed().post("/v1/orders/" + dropped + "/capture", "").status()).isEqualTo(409);
  }

  @Test
  void refunds_go_up_to_what_was_paid() {
    Shop.Answer order = create(card("APRO"), "");
    String path = "/v1/orders/" + order.at("/id").stringValue() + "/refund";
    String part = "{\"transactions\":[{\"id\":\"%s\",\"amount\":\"%s\"}]}";
    String transaction = order.at("/transactions/payments/0/id").stringValue();
    assertThat(
            keyed()
                .post(path, part.formatted(transaction, "100.51"))
                .at("/errors/0/code")
                .stringValue())
        .isEqualTo("refund_amount_exceeds");
    assertThat(keyed().post(path, part.formatted("PAY0", "1.00")).status()).isEqualTo(404);
    assertThat(
            keyed()
                .post(path, part.formatted(transaction, "0.50"))
                .at("/status_detail")
                .stringValue())
        .isEqualTo("partially_refunded");
    assertThat(keyed().post(path, "").at("/transactions/refunds/0/amount").stringValue())
        .isEqualTo("100.00");
    assertThat(keyed().post(path, "").at("/errors/0/code").stringValue())
        .isEqualTo("order_already_refunded");
  }

  @Test
  void what_happens_to_the_payment_shows_in_the_order() {
    Shop.Answer order = create("{\"id\":\"pix\",\"type\":\"bank_transfer\"}", "");
    assertThat(order.at("/status_detail").stringValue()).isEqualTo("waiting_transfer");
    assertThat(order.at("/transactions/payments/0/payment_method/qr_code").stringValue())
        .startsWith("000201");
    String id = order.at("/id").stringValue();
    String payment = order.at("/transactions/payments/0/reference_id").stringValue();
    assertThat(till.shop().post("/payments/" + payment + "/pass", "").status()).isEqualTo(200);
    assertThat(till.shop().get("/v1/orders/" + id).at("/status").stringValue())
        .isEqualTo("processed");
    String expiring =
        create("{\"id\":\"pix\",\"type\":\"bank_transfer\"}", "").at("/id").stringValue();
    sandbox.world().advance(Duration.ofDays(2));
    assertThat(till.shop().get("/v1/orders/" + expiring).at("/status").stringValue())
        .isEqualTo("expired");
  }

  @Test
  void a_challenge_waits_at_the_address_the_order_names() {
    Shop.Answer order =
        create(
            card("APRO"),
            ",\"config\":{\"online\":{\"transaction_security\":{\"validation\":\"always\",\"liability_shift\":\"required\"}}}");
    assertThat(order.at("/status_detail").stringValue()).isEqualTo("pending_challenge");
    String security = "/transactions/payments/0/payment_method/transaction_security";
    assertThat(order.at(security + "/url").stringValue()).startsWith(sandbox.baseUrl());
    assertThat(order.at(security + "/validation").stringValue()).isEqualTo("always");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json_syntax_error|{\"type\":",
        "property_type|[]",
        "required_properties|{}",
        "property_value|{\"type\":\"other\"}",
        "property_type|{\"type\":\"online\",\"total_amount\":10}",
        "property_value|{\"type\":\"online\",\"total_amount\":\"ten\"}",
        "required_properties|{\"type\":\"online\",\"total_amount\":\"10.00\"}",
        "minimum_properties|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{}}",
        "required_properties|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{\"first_name\":\"A\"}}",
        "property_value|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{\"email\":\"nobody\"}}",
        "invalid_email_for_sandbox|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{\"email\":\"a@b.example\"}}",
        "unsupported_properties|{\"type\":\"online\",\"notification_url\":\"https://shop.example\"}",
        "order_builder_without_transactions|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{\"email\":\"a@testuser.com\"}}",
        "minimum_items|{\"type\":\"online\",\"total_amount\":\"10.00\",\"payer\":{\"email\":\"a@testuser.com\"},\"transactions\":{\"payments\":[]}}"
      })
  void wrong_input_is_named(String code, String body) {
    Shop.Answer refused = keyed().post("/v1/orders", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=101", "limit=x", "begin_date=today", "offset=-1"})
  void a_wrong_search_is_refused(String wrong) {
    String dates = "begin_date=2026-11-01T00:00:00Z&end_date=2026-11-03T00:00:00Z";
    String query =
        wrong.startsWith("begin_date")
            ? wrong + "&end_date=2026-11-03T00:00:00Z"
            : dates + "&" + wrong;
    assertThat(till.shop().get("/v1/orders?" + query).status()).isEqualTo(400);
  }

  @Test
  void test_credentials_and_strangers_are_refused() {
    String body = order(card("APRO"), "");
    assertThat(
            Shop.of(sandbox, "MLB", "test-credentials")
                .and("X-Idempotency-Key", "k")
                .post("/v1/orders", body)
                .at("/errors/0/code")
                .stringValue())
        .isEqualTo("invalid_credentials");
    String id = create(card("APRO"), "").at("/id").stringValue();
    assertThat(
            Shop.of(sandbox, "MLB", "real")
                .get("/v1/orders/" + id)
                .at("/errors/0/code")
                .stringValue())
        .isEqualTo("order_not_found");
    assertThat(till.shop().get("/v1/orders/123").at("/errors/0/code").stringValue())
        .isEqualTo("invalid_path_param");
  }
}
