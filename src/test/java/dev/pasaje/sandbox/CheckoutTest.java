// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Preferences, merchant orders, customers, subscriptions and OAuth over HTTP.
class CheckoutTest {
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-01-31T12:00:00Z")));
    till = Till.of(sandbox, "MLB");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Shop shop() {
    return till.shop();
  }

  @Test
  void items_come_back_with_text_members_even_when_not_sent() {
    Shop.Answer made =
        shop()
            .post(
                "/checkout/preferences/",
                "{\"items\":[{\"title\":\"Café\",\"quantity\":1,\"unit_price\":10}]}");
    assertThat(made.status()).isEqualTo(201);
    for (String name : new String[] {"id", "category_id", "currency_id", "description"}) {
      assertThat(made.at("/items/0/" + name).isString()).as(name).isTrue();
    }
    assertThat(made.at("/date_created").stringValue()).endsWith("+00:00");
    assertThat(made.at("/total_amount").isNull()).isTrue();
    String id = made.at("/id").stringValue();
    assertThat(id).matches(shop().account().userId() + "-[0-9a-f-]{36}");
    Shop.Answer changed =
        shop().put("/checkout/preferences/" + id, "{\"external_reference\":\"late\"}");
    assertThat(changed.at("/items/0/title").stringValue()).isEqualTo("Café");
    assertThat(changed.at("/external_reference").stringValue()).isEqualTo("late");
    assertThat(Shop.of(sandbox, "MLB", "real").get("/checkout/preferences/" + id).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid_items|{}",
        "invalid_items|{\"items\":[]}",
        "invalid_items|{\"items\":[{\"title\":\"x\",\"quantity\":\"1\",\"unit_price\":1}]}",
        "invalid_items|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":0}]}",
        "invalid_auto_return|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"auto_return\":\"approved\"}",
        "invalid_back_urls|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"back_urls\":{\"success\":\"shop\"}}",
        "invalid_notification_url|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"notification_url\":\"shop\"}",
        "invalid_payment_methods|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"payment_methods\":{\"installments\":37}}",
        "invalid_expiration_date_to|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"expiration_date_to\":\"soon\"}",
        "invalid_binary_mode|{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":1}],\"binary_mode\":\"yes\"}",
        "bad_request|[",
        "bad_request|7"
      })
  void a_wrong_preference_is_named(String error, String body) {
    Shop.Answer refused = shop().post("/checkout/preferences", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/error").stringValue()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "106|{\"email\":\"nobody\"}",
        "107|{\"email\":\"a1@testuser.com\",\"first_name\":7}",
        "103|{\"email\":\"a1@testuser.com\",\"phone\":\"11\"}",
        "115|{\"email\":\"a1@testuser.com\",\"date_registered\":\"yesterday\"}",
        "117|{\"email\":\"a1@testuser.com\",\"metadata\":[]}",
        "118|[]"
      })
  void a_wrong_customer_is_refused_by_code(int code, String body) {
    Shop.Answer refused = shop().post("/v1/customers", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/cause/0/code").intValue()).isEqualTo(code);
  }

  @Test
  void a_customers_address_is_theirs_for_good_until_they_are_gone() {
    String body = "{\"email\":\"test_user_c1@testuser.com\",\"first_name\":\"Ana\"}";
    String id = shop().post("/v1/customers", body).at("/id").stringValue();
    assertThat(shop().post("/v1/customers", body).at("/cause/0/code").intValue()).isEqualTo(101);
    assertThat(
            shop()
                .put("/v1/customers/" + id, "{\"email\":\"other@testuser.com\"}")
                .at("/cause/0/code")
                .intValue())
        .isEqualTo(126);
    Shop.Answer card =
        shop().post("/v1/customers/" + id + "/cards", "{\"token\":\"" + till.token("APRO") + "\"}");
    assertThat(card.at("/id").isString()).isTrue();
    assertThat(shop().get("/v1/customers/" + id).at("/default_card").stringValue())
        .isEqualTo(card.at("/id").stringValue());
    Shop.Answer gone = shop().send("DELETE", "/v1/customers/" + id, "");
    assertThat(gone.at("/status").stringValue()).isEqualTo("deactive");
    assertThat(shop().get("/v1/customers/" + id).status()).isEqualTo(404);
    assertThat(shop().post("/v1/customers", body).status()).isEqualTo(201);
  }

  private static String subscription(String more) {
    return """
    {"reason":"Club","payer_email":"test_user_9@testuser.com","back_url":"https://shop.example/club",
     "auto_recurring":{"frequency":1,"frequency_type":"months","transaction_amount":30,"currency_id":"BRL"}%s}\
    """
        .formatted(more);
  }

  private static Shop.Answer invoices(String id) {
    return shop().get("/authorized_payments/search?preapproval_id=" + id);
  }

  @Test
  void the_clock_bills_at_the_same_day_of_every_month() {
    Shop.Answer made =
        shop()
            .post(
                "/preapproval/",
                subscription(
                    ",\"card_token_id\":\"%s\",\"status\":\"authorized\""
                        .formatted(till.token("APRO"))));
    assertThat(made.status()).isEqualTo(201);
    String id = made.at("/id").stringValue();
    assertThat(invoices(id).at("/results/0/payment/status").stringValue()).isEqualTo("approved");
    sandbox.world().advance(Duration.ofDays(59));
    assertThat(invoices(id).at("/paging/total").intValue()).isEqualTo(3);
    Shop.Answer now = shop().get("/preapproval/" + id);
    assertThat(now.at("/summarized/charged_quantity").intValue()).isEqualTo(3);
    assertThat(now.at("/summarized/charged_amount").decimalValue()).isEqualByComparingTo("90");
    assertThat(
            shop().put("/preapproval/" + id, "{\"status\":\"paused\"}").at("/status").stringValue())
        .isEqualTo("paused");
    sandbox.world().advance(Duration.ofDays(62));
    assertThat(invoices(id).at("/paging/total").intValue()).isEqualTo(3);
  }

  @Test
  void a_refused_charge_is_tried_four_times_more() {
    String id =
        shop()
            .post(
                "/preapproval",
                subscription(",\"card_token_id\":\"%s\"".formatted(till.token("FUND"))))
            .at("/id")
            .stringValue();
    assertThat(invoices(id).at("/results/0/status").stringValue()).isEqualTo("recycling");
    sandbox.world().advance(Duration.ofDays(11));
    assertThat(invoices(id).at("/results/0/status").stringValue()).isEqualTo("cancelled");
    assertThat(invoices(id).at("/results/0/retry_attempt").intValue()).isEqualTo(4);
    sandbox.world().advance(Duration.ofDays(75));
    assertThat(shop().get("/preapproval/" + id).at("/status").stringValue()).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"reason\":7}",
        "{\"reason\":\"x\",\"payer_email\":\"nobody\"}",
        "{\"reason\":\"x\",\"payer_email\":\"a@testuser.com\",\"auto_recurring\":{\"frequency\":0}}",
        "{\"reason\":\"x\",\"payer_email\":\"a@testuser.com\",\"back_url\":\"shop\"}",
        "{\"reason\":\"x\",\"payer_email\":\"a@testuser.com\",\"card_token_id\":\"none\",\"auto_recurring\":{\"frequency\":1,\"frequency_type\":\"months\",\"transaction_amount\":1,\"currency_id\":\"BRL\"}}",
        "{"
      })
  void a_wrong_subscription_is_refused(String body) {
    Shop.Answer refused = shop().post("/preapproval", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/message").isString()).isTrue();
  }

  private static Shop.Answer authorize(String more) {
    String body =
        "client_id="
            + shop().account().applicationId()
            + "&redirect_uri="
            + encoded("http://localhost:9/back")
            + "&state=s%201&decision=allow&user_id="
            + shop().account().userId()
            + more;
    return shop()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/authorization", body);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Shop.Answer token(String members) {
    return shop()
        .with()
        .post(
            "/oauth/token",
            "{\"client_id\":\"%s\",\"client_secret\":\"%s\",%s}"
                .formatted(
                    shop().account().applicationId(), shop().account().clientSecret(), members));
  }

  private static String code(Shop.Answer redirect) {
    String location = redirect.header("location");
    assertThat(location).startsWith("http://localhost:9/back?code=TG-").endsWith("&state=s+1");
    return location.replaceAll(".*code=([^&]+).*", "$1");
  }

  private static String byCode(String code, String more) {
    return "\"grant_type\":\"authorization_code\",\"code\":\"%s\",\"redirect_uri\":\"http://localhost:9/back\"%s"
        .formatted(code, more);
  }

  @Test
  void a_code_works_once_and_so_does_a_refresh_token() {
    String code = code(authorize(""));
    Shop.Answer first = token(byCode(code, ""));
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.at("/expires_in").intValue()).isEqualTo(15_552_000);
    assertThat(token(byCode(code, "")).at("/error").stringValue()).isEqualTo("invalid_grant");
    String refresh =
        "\"grant_type\":\"refresh_token\",\"refresh_token\":\""
            + first.at("/refresh_token").stringValue()
            + "\"";
    Shop.Answer second = token(refresh);
    assertThat(second.at("/access_token").stringValue())
        .isNotEqualTo(first.at("/access_token").stringValue());
    assertThat(token(refresh).at("/error").stringValue()).isEqualTo("invalid_grant");
    Shop linked =
        shop().with("Authorization", "Bearer " + second.at("/access_token").stringValue());
    assertThat(linked.get("/users/me").at("/id").longValue()).isEqualTo(shop().account().userId());
  }

  @Test
  void a_code_lives_ten_minutes() {
    String code = code(authorize(""));
    sandbox.world().advance(Duration.ofMinutes(10));
    assertThat(token(byCode(code, "")).at("/error").stringValue()).isEqualTo("invalid_grant");
  }

  @Test
  void pkce_asks_for_the_verifier_of_the_challenge() {
    // The pair of RFC 7636, appendix B.
    String challenge =
        "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    String code = code(authorize(challenge));
    assertThat(token(byCode(code, "")).at("/error").stringValue()).isEqualTo("invalid_request");
    assertThat(
            token(byCode(code, ",\"code_verifier\":\"" + "x".repeat(43) + "\""))
                .at("/error")
                .stringValue())
        .isEqualTo("invalid_grant");
    assertThat(
            token(
                    byCode(
                        code, ",\"code_verifier\":\"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\""))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unsupported_grant_type|\"grant_type\":\"password\"",
        "invalid_request|\"code\":\"x\"",
        "invalid_request|\"grant_type\":\"authorization_code\"",
        "invalid_grant|\"grant_type\":\"refresh_token\",\"refresh_token\":\"TG-0\"",
        "invalid_scope|\"grant_type\":\"client_credentials\",\"scope\":\"all\"",
        "invalid_client|\"grant_type\":\"client_credentials\",\"client_secret\":\"wrong\""
      })
  void a_wrong_token_request_is_named(String error, String members) {
    assertThat(token(members).at("/error").stringValue()).isEqualTo(error);
  }

  @Test
  void an_address_that_was_not_registered_gets_no_code() {
    assertThat(
            shop()
                .with()
                .get(
                    "/authorization?client_id="
                        + shop().account().applicationId()
                        + "&redirect_uri=https%3A%2F%2Fevil.example")
                .status())
        .isEqualTo(400);
  }
}
