// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.world.Rules;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where the public record is silent or differs with itself: the choices of the emulator.
class SilentRecordTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  private Sandbox sandbox;
  private Till till;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(START));
    till = Till.of(sandbox, "MLB");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void test_users_are_made_at_both_addresses_and_at_most_ten() {
    Shop shop = Shop.of(sandbox, "MLB", "real");
    Shop.Answer reference =
        shop.post("/users/test", "{\"site_id\":\"MLA\",\"description\":\"a buyer\"}");
    assertThat(reference.status()).isEqualTo(201);
    assertThat(reference.json().propertyNames())
        .containsExactly(
            "id",
            "nickname",
            "password",
            "site_status",
            "site_id",
            "description",
            "email",
            "date_created",
            "date_last_updated");
    Shop.Answer guide = shop.post("/users/test_user", "{\"site_id\":\"MLB\"}");
    assertThat(guide.json().propertyNames())
        .containsExactly("id", "nickname", "password", "site_status", "email");
    assertThat(guide.at("/email").stringValue()).matches("test_user_\\d+@testuser\\.com");
    Shop.Answer found = shop.get("/test_user/search");
    assertThat(found.at("/paging/total").intValue()).isEqualTo(2);
    assertThat(found.at("/results/0/id").longValue()).isEqualTo(reference.at("/id").longValue());
    assertThat(till.shop().get("/test_user/search").at("/paging/total").intValue()).isZero();
    assertThat(shop.post("/users/test", "{\"site_id\":\"MLA\"}").status()).isEqualTo(400);
    assertThat(
            shop.post("/users/test_user", "{\"site_id\":\"MLX\"}").at("/cause/0/code").intValue())
        .isEqualTo(3004);
    for (int made = 2; made < 10; made++) {
      assertThat(shop.post("/users/test_user", "{\"site_id\":\"MLB\"}").status()).isEqualTo(201);
    }
    assertThat(shop.post("/users/test_user", "{\"site_id\":\"MLB\"}").status()).isEqualTo(400);
  }

  @Test
  void head_answers_as_get_without_the_body_and_keeps_the_connection() throws IOException {
    URI address = URI.create(sandbox.baseUrl());
    String token = till.shop().account().accessToken();
    String head = "%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n%s\r\n";
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String both =
          head.formatted("HEAD /users/me", "")
              + head.formatted("GET /users/me", "Connection: close\r\n");
      socket.getOutputStream().write(both.getBytes(StandardCharsets.UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answers.split("\r\n\r\n", -1);
      assertThat(parts).hasSize(3);
      assertThat(parts[0]).startsWith("HTTP/1.1 200");
      assertThat(parts[1]).startsWith("HTTP/1.1 200");
      String length = "Content-Length: " + parts[2].getBytes(StandardCharsets.UTF_8).length;
      assertThat(parts[0]).containsIgnoringCase(length);
      assertThat(parts[1]).containsIgnoringCase(length);
    }
    assertThat(till.shop().send("HEAD", "/v1/payments/1", "").status()).isEqualTo(404);
    assertThat(till.shop().send("HEAD", "/v1/card_tokens", "").status()).isEqualTo(405);
  }

  @Test
  void an_unknown_name_is_refused_with_its_path_and_metadata_is_free() {
    for (String wrong :
        new String[] {
          "\"colour\":1|colour",
          "\"additional_info\":{\"shop\":1}|additional_info.shop",
          "\"payer\":{\"email\":\"test_user_7@testuser.com\",\"age\":1}|payer.age"
        }) {
      String member = wrong.substring(0, wrong.indexOf('|'));
      Shop.Answer refused = till.pay(till.offline("pix", "," + member));
      assertThat(refused.at("/cause/0/code").intValue()).as(refused.text()).isEqualTo(8);
      assertThat(refused.at("/message").stringValue())
          .contains(wrong.substring(wrong.indexOf('|') + 1));
    }
    Shop.Answer free = till.pay(till.offline("pix", ",\"metadata\":{\"a\":{\"b\":[1,null]}}"));
    assertThat(free.status()).isEqualTo(201);
    assertThat(free.at("/metadata/a/b/0").intValue()).isEqualTo(1);
  }

  @Test
  void the_code_of_a_refund_above_the_rest_is_a_rule() {
    String id = Till.id(till.payCard("APRO"));
    sandbox.world().rules(Rules.USUAL.withRefundAboveRestCode(4040));
    assertThat(till.refund(id, "{\"amount\":100000}").at("/cause/0/code").intValue())
        .isEqualTo(4040);
  }

  @Test
  void the_search_lags_behind_when_the_rules_say_so() {
    sandbox.world().rules(Rules.USUAL.withSearchLag(Duration.ofSeconds(10)));
    String id = Till.id(till.payCard("APRO"));
    String search = "/v1/payments/search?id=" + id;
    assertThat(till.shop().get(search).at("/paging/total").intValue()).isZero();
    assertThat(till.shop().get("/v1/payments/" + id).status()).isEqualTo(200);
    sandbox.advance(Duration.ofSeconds(10));
    assertThat(till.shop().get(search).at("/paging/total").intValue()).isEqualTo(1);
  }

  @Test
  void an_order_that_settles_takes_the_same_call_with_the_same_key_later() {
    sandbox.world().rules(Rules.USUAL.withOrderSettling(Duration.ofSeconds(5)));
    String paid = order("paid");
    Shop refunder = till.shop().and("X-Idempotency-Key", "refund");
    Shop.Answer early = refunder.post("/v1/orders/" + paid + "/refund", "");
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.at("/errors/0/code").stringValue()).isEqualTo("unprocessable_entity");
    Shop canceller = till.shop().and("X-Idempotency-Key", "cancel");
    String other = order("other");
    Shop.Answer soon = canceller.post("/v1/orders/" + other + "/cancel", "");
    assertThat(soon.status()).isEqualTo(409);
    assertThat(soon.at("/errors/0/code").stringValue()).isEqualTo("processor_communication_error");
    sandbox.advance(Duration.ofSeconds(5));
    assertThat(refunder.post("/v1/orders/" + paid + "/refund", "").status()).isEqualTo(201);
    assertThat(canceller.post("/v1/orders/" + other + "/cancel", "").status()).isEqualTo(200);
  }

  private String order(String key) {
    String token = till.token("APRO");
    Shop.Answer made =
        till.shop()
            .and("X-Idempotency-Key", key)
            .post(
                "/v1/orders",
                """
                {"type":"online","processing_mode":"automatic","total_amount":"100.00",
                 "external_reference":"o","payer":{"email":"test_user_7@testuser.com"},
                 "transactions":{"payments":[{"amount":"100.00","payment_method":
                   {"id":"master","type":"credit_card","token":"%s","installments":1}}]}}
                """
                    .formatted(token));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.at("/id").stringValue();
  }

  @Test
  void a_key_is_remembered_for_a_day() {
    Shop keyed = till.shop().and("X-Idempotency-Key", "day");
    String body = till.offline("pix", "");
    Shop.Answer first = keyed.post("/v1/payments", body);
    sandbox.advance(Duration.ofHours(23));
    assertThat(Till.id(keyed.post("/v1/payments", body))).isEqualTo(Till.id(first));
  }

  @Test
  void a_payment_can_be_read_before_it_is_told() {
    String id = Till.id(till.payCard("APRO"));
    assertThat(till.shop().get("/v1/payments/" + id).status()).isEqualTo(200);
    assertThat(sandbox.courier().deliveries()).isEmpty();
  }
}
