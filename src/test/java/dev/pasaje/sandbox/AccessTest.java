// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static Sandbox sandbox;
  private static Shop shop;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    shop = Shop.of(sandbox, "MLB", "test-user");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void a_test_user_shows_by_its_tag_and_not_by_its_token() {
    Shop.Answer me = shop.get("/users/me");
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.at("/id").longValue()).isEqualTo(shop.account().userId());
    assertThat(me.at("/site_id").stringValue()).isEqualTo("MLB");
    assertThat(me.at("/tags").toString()).contains("\"test_user\"");
    assertThat(me.at("/email").stringValue()).endsWith("@testuser.com");
    assertThat(shop.account().accessToken()).startsWith("APP_USR-");
    assertThat(Shop.of(sandbox, "MLB", "real").get("/users/me").at("/tags").toString())
        .doesNotContain("test_user");
  }

  @Test
  void every_reply_has_a_request_id_and_the_documented_content_type() {
    Shop.Answer me = shop.get("/users/me/");
    assertThat(me.header("x-request-id")).matches("[0-9a-f-]{36}");
    assertThat(me.header("content-type")).isEqualTo("application/json;charset=UTF-8");
  }

  @Test
  void a_missing_and_an_unknown_token_meet_the_gateway() {
    Shop.Answer none = shop.with().get("/users/me");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.at("/message").stringValue()).isEqualTo("authorization value not present");
    Shop.Answer bad = shop.with("Authorization", "Bearer APP_USR-1-010100-0-1").get("/users/me");
    assertThat(bad.status()).isEqualTo(401);
    assertThat(bad.text())
        .isEqualTo("{\"code\":\"unauthorized\",\"message\":\"invalid access token\"}");
  }

  @Test
  void an_unknown_route_and_a_wrong_method_are_told_apart() {
    assertThat(shop.get("/no/such/route").status()).isEqualTo(404);
    assertThat(shop.get("/no/such/route").at("/message").stringValue())
        .isEqualTo("resource not found");
    assertThat(shop.post("/users/me", "{}").status()).isEqualTo(405);
  }
}
