// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever comes in: a documented envelope, never a 500, never a stack trace.
class BadInputTest {
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

  private static void refusedPolitely(Shop.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(answer.text())
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("java.");
    assertThat(answer.header("content-type")).isEqualTo("application/json;charset=UTF-8");
    assertThat(answer.at("/message").stringValue()).isNotBlank();
  }

  @Test
  void malformed_json_is_bad_json_format() {
    for (String body :
        List.of(
            "{\"transaction_amount\":",
            "[",
            "null",
            "\"x\"",
            "{} {}",
            "{'a':1}",
            "\u0000",
            "[".repeat(100_000),
            "1e99999999999")) {
      Shop.Answer answer = till.pay(body);
      refusedPolitely(answer);
      assertThat(answer.at("/message").stringValue())
          .as(body.substring(0, Math.min(20, body.length())))
          .isEqualTo("Bad JSON format");
    }
    Shop.Answer encoding =
        till.shop()
            .send(
                "POST",
                "/v1/payments",
                HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe, '{'}));
    refusedPolitely(encoding);
  }

  @Test
  void huge_numbers_and_bodies_are_refused_with_bounded_memory() {
    refusedPolitely(till.pay(till.cardPayment("APRO", ",\"transaction_amount\":1e999999999")));
    refusedPolitely(till.pay(till.cardPayment("APRO", ",\"installments\":1e999999999")));
    Shop.Answer kept = till.pay(till.cardPayment("APRO", ",\"metadata\":{\"big\":1e400}"));
    assertThat(kept.status()).isEqualTo(201);
    Shop.Answer tooLarge =
        till.shop()
            .send(
                "POST",
                "/v1/payments",
                HttpRequest.BodyPublishers.ofByteArray(new byte[13 * 1024 * 1024]));
    assertThat(tooLarge.status()).isEqualTo(413);
  }

  @Test
  void every_member_of_every_wrong_type_is_refused_or_taken_but_never_breaks() {
    List<String> names =
        List.of(
            "transaction_amount",
            "token",
            "installments",
            "payment_method_id",
            "payer",
            "issuer_id",
            "description",
            "external_reference",
            "metadata",
            "additional_info",
            "capture",
            "binary_mode",
            "date_of_expiration",
            "notification_url",
            "callback_url",
            "coupon_amount",
            "campaign_id",
            "application_fee",
            "order",
            "taxes",
            "sponsor_id",
            "point_of_interaction",
            "transaction_details",
            "payment_method",
            "forward_data",
            "three_d_secure_mode",
            "statement_descriptor",
            "processing_mode",
            "merchant_account_id",
            "amounts");
    List<String> values =
        List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "\"\"",
            "\"x\"",
            "[]",
            "[1]",
            "{}",
            "{\"a\":{\"b\":[null]}}",
            "123456789012345678901234567890");
    for (String name : names) {
      for (String value : values) {
        Shop.Answer answer = till.pay(till.offline("pix", ",\"" + name + "\":" + value));
        assertThat(answer.status())
            .as(name + " " + value + " " + answer.text())
            .isBetween(200, 499);
        assertThat(answer.text()).as(name + " " + value).doesNotContain("Exception");
      }
    }
  }

  @Test
  void every_route_takes_noise_without_breaking() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> bodies =
        List.of(
            "",
            "{}",
            "[]",
            "[{}]",
            "null",
            "{\"id\":null}",
            "{\"items\":[null]}",
            "{\"payer\":[]}",
            "{\"files\":[1]}",
            "{\"amount\":{}}",
            "\u00e9\u00e9");
    for (String route : sandbox.routes()) {
      String method = route.substring(0, route.indexOf(' '));
      String path = route.substring(route.indexOf(' ') + 1);
      if (path.startsWith("/_sandbox")) {
        continue;
      }
      for (String body : bodies) {
        String filled =
            path.replaceAll("\\{[^}]+}", random.nextBoolean() ? "123" : "x%20%C3%A9%00");
        Shop.Answer answer =
            till.shop()
                .and("X-Idempotency-Key", "n" + random.nextLong())
                .send(method, filled, body);
        assertThat(answer.status()).as(route + " " + body + " " + answer.text()).isLessThan(500);
        assertThat(answer.text()).as(route).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void odd_paths_and_queries_are_answered() throws IOException {
    for (String line :
        List.of(
            "GET /v1/payments/%zz",
            "GET /v1/payments/search?x=%zz&%=&&=",
            "GET /v1/payments/search?x=a|b\"<>",
            "BREW /v1/payments",
            "GET //",
            "GET /v1/payments/1;a=b")) {
      String answer =
          raw(
              line
                  + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                  + till.shop().account().accessToken()
                  + "\r\n\r\n");
      assertThat(answer).as(line).matches("(?s)HTTP/1.1 (200|40[0-9]) .*");
      assertThat(answer).contains("application/json;charset=UTF-8").doesNotContain("Exception");
    }
    assertThat(raw("POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n"))
        .contains("\"status\":400");
  }

  private static String raw(String request) throws IOException {
    URI address = URI.create(sandbox.baseUrl());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void bad_tokens_of_every_kind_meet_401_on_every_resource() {
    List<String> lines =
        List.of(
            "",
            "Bearer",
            "Bearer  ",
            "Basic abc",
            "Bearer a b",
            "Bearer APP_USR-1-010100-00000000000000000000000000000000-1",
            "Bearer " + "x".repeat(5000));
    for (String line : lines) {
      for (String path :
          List.of(
              "/v1/payments/search",
              "/v1/payments/1",
              "/v1/chargebacks/search",
              "/users/me",
              "/v1/payment_methods")) {
        Shop.Answer answer = till.shop().with("Authorization", line).get(path);
        assertThat(answer.status()).as(path + " " + line).isEqualTo(401);
        assertThat(answer.text()).doesNotContain(till.shop().account().accessToken());
      }
    }
  }
}
