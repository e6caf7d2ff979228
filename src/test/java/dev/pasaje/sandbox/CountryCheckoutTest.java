// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hosted page and the terminal, without a browser.
class CountryCheckoutTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual().withSeedName("showcase"));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MLA", "MLB", "MLM", "MLC", "MCO", "MPE", "MLU"})
  void every_method_the_page_offers_makes_a_payment(String site) {
    Till till = Till.of(sandbox, site);
    Shop shop = till.shop();
    String body =
        "{\"items\":[{\"title\":\"x\",\"quantity\":1,\"unit_price\":%s}],\"back_urls\":{\"success\":\"https://shop.example/ok\"}}"
            .formatted(till.amount());
    String id = shop.post("/checkout/preferences", body).at("/id").stringValue();
    String page = shop.with().get("/checkout/v1/redirect?pref_id=" + id).text();
    List<String> methods =
        Pattern.compile("name=\"method\" value=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(methods).hasSizeGreaterThan(2);
    for (String method : methods) {
      Shop.Answer paid =
          shop.with("Content-Type", "application/x-www-form-urlencoded")
              .post(
                  "/checkout/v1/redirect",
                  "pref_id="
                      + id
                      + "&method="
                      + method
                      + "&result=APRO&email=test_user_1%40testuser.com");
      assertThat(paid.status())
          .as(method + " " + paid.text().replaceAll("(?s).*<main>", ""))
          .isEqualTo(302);
      String payment = paid.header("location").replaceAll(".*payment_id=", "");
      assertThat(shop.get("/v1/payments/" + payment).at("/status").stringValue())
          .as(method)
          .isIn("approved", "pending");
    }
  }

  @Test
  void a_terminal_takes_one_order_at_a_time_and_reports_how_it_ended() {
    Shop shop = Shop.of(sandbox, "MLA", "test-user");
    String terminal = shop.get("/terminals/v1/list").at("/terminals/0/id").stringValue();
    String body =
        "{\"type\":\"point\",\"transactions\":{\"payments\":[{\"amount\":\"1500.00\"}]},\"config\":{\"point\":{\"terminal_id\":\"%s\"}}}";
    Shop.Answer order =
        shop.and("X-Idempotency-Key", "t1").post("/v1/orders", body.formatted(terminal));
    assertThat(order.at("/status").stringValue()).isEqualTo("created");
    assertThat(
            shop.and("X-Idempotency-Key", "t2")
                .post("/v1/orders", body.formatted(terminal))
                .at("/errors/0/code")
                .stringValue())
        .isEqualTo("already_queued_order_for_device");
    assertThat(
            shop.and("X-Idempotency-Key", "t3").post("/v1/orders", body.formatted("none")).status())
        .isEqualTo(403);
    String path = "/v1/orders/" + order.at("/id").stringValue();
    assertThat(
            shop.post(
                    path.replace("/v1/", "/_sandbox/") + "/events", "{\"status\":\"at_terminal\"}")
                .status())
        .isEqualTo(204);
    assertThat(
            shop.post(
                    path.replace("/v1/", "/_sandbox/") + "/events",
                    "{\"status\":\"processed\",\"payment_method_id\":\"visa\"}")
                .status())
        .isEqualTo(204);
    assertThat(shop.get(path).at("/status_detail").stringValue()).isEqualTo("accredited");
    assertThat(
            shop.post(path.replace("/v1/", "/_sandbox/") + "/events", "{\"status\":\"processed\"}")
                .status())
        .isEqualTo(409);
  }
}
