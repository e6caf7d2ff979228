// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTokensTest {
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLB");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void a_browser_makes_a_token_with_the_public_key_alone_from_any_origin() {
    Shop browser = till.shop().with("Origin", "https://shop.example", "Content-Type", "text/plain");
    Shop.Answer made =
        browser.post(
            "/v1/card_tokens?public_key=" + till.shop().account().publicKey(), till.card("APRO"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(made.at("/id").stringValue()).matches("[0-9a-f]{32}");
    assertThat(made.at("/first_six_digits").stringValue()).isEqualTo("503143");
    assertThat(made.at("/luhn_validation").booleanValue()).isTrue();
    assertThat(made.text()).doesNotContain(till.cardNumber()).doesNotContain("\"123\"");
    Shop header = till.shop().with("X-Public-Key", till.shop().account().publicKey());
    assertThat(
            header
                .get("/v1/card_tokens/" + made.at("/id").stringValue())
                .at("/status")
                .stringValue())
        .isEqualTo("active");
    Shop.Answer preflight = browser.send("OPTIONS", "/v1/card_tokens", "");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
  }

  @Test
  void a_public_key_opens_browser_calls_only() {
    String key = "?public_key=" + till.shop().account().publicKey();
    Shop browser = till.shop().with();
    assertThat(browser.get("/v1/payment_methods" + key).status()).isEqualTo(200);
    assertThat(browser.get("/v1/identification_types" + key).status()).isEqualTo(200);
    assertThat(browser.get("/users/me" + key).status()).isEqualTo(401);
    assertThat(browser.get("/v1/identification_types").at("/cause/0/code").intValue())
        .isEqualTo(1000);
    assertThat(browser.get("/v1/identification_types?public_key=no").at("/cause/0/code").intValue())
        .isEqualTo(1001);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"card_number\":null|205",
        "\"card_number\":\"4111\"|E301",
        "\"card_number\":\"5031433215406352\"|E301",
        "\"expiration_month\":null|208",
        "\"expiration_month\":13|325",
        "\"expiration_year\":null|209",
        "\"expiration_year\":2020|326",
        "\"security_code\":null|224",
        "\"security_code\":\"12\"|E302",
        "\"cardholder\":{}|221",
        "\"cardholder\":{\"name\":\"A\",\"identification\":{\"type\":\"XX\",\"number\":\"1\"}}|322",
        "\"cardholder\":{\"name\":\"A\",\"identification\":{\"type\":\"CPF\",\"number\":\"1\"}}|324",
        "\"cardholder\":{\"name\":\"A\",\"identification\":{\"type\":\"CPF\"}}|214",
        "\"card_id\":\"7\"|E201"
      })
  void each_wrong_field_has_its_documented_code(String change, String code) {
    String card = till.card("APRO").strip();
    Shop.Answer refused =
        till.shop()
            .post("/v1/card_tokens", card.substring(0, card.length() - 1) + "," + change + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/cause/0/code").asString()).as(refused.text()).isEqualTo(code);
  }

  @Test
  void all_wrong_fields_are_told_at_once() {
    assertThat(till.shop().post("/v1/card_tokens", "{}").at("/cause").size()).isEqualTo(5);
  }

  @Test
  void the_plug_ins_call_pairs_token_and_public_key() {
    String path = "/plugins-credentials-wrapper/credentials";
    Shop.Answer byToken = till.shop().get(path);
    Shop.Answer byKey =
        till.shop().with().get(path + "?public_key=" + till.shop().account().publicKey());
    assertThat(byToken.at("/client_id").stringValue())
        .isEqualTo(byKey.at("/client_id").stringValue());
    assertThat(byToken.at("/homologated").booleanValue()).isTrue();
    assertThat(till.shop().with().get(path + "?public_key=no").status()).isEqualTo(401);
    assertThat(Shop.of(sandbox, "MLB", "test-credentials").get(path).at("/is_test").booleanValue())
        .isTrue();
  }
}
