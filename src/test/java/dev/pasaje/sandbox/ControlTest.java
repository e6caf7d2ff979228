// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.notifications.Receiver;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-03-02T12:00:00Z")));
  private final Receiver receiver = new Receiver();
  private final Shop shop = Shop.of(sandbox, "MLB", "test-user");

  @AfterEach
  void stop() {
    receiver.close();
    sandbox.close();
  }

  private String pix(String notificationUrl) {
    Shop.Answer answer =
        shop.and("X-Idempotency-Key", "k1")
            .post(
                "/v1/payments",
                """
                {"transaction_amount": 10, "payment_method_id": "pix",
                 "notification_url": "%s", "payer": {"email": "comprador@example.com"}}
                """
                    .formatted(notificationUrl));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").asString();
  }

  @Test
  void a_payment_is_told_paid_and_told_again_as_time_goes_by() {
    String id = pix(receiver.url("/n?source_news=webhooks"));
    assertThat(receiver.arrivals()).isEmpty();
    shop.post("/_sandbox/clock/advance", "{\"by\":\"PT5S\"}");
    shop.post("/_sandbox/payments/" + id + "/pay", "");
    shop.post("/_sandbox/clock/advance", "{\"by\":\"PT5S\"}");
    assertThat(receiver.arrivals())
        .extracting(Receiver.Arrival::query)
        .containsOnly("data.id=" + id + "&source_news=webhooks&type=payment");
    assertThat(receiver.arrivals().getFirst().body()).contains("\"action\":\"payment.created\"");
    assertThat(receiver.arrivals().getLast().body()).contains("\"action\":\"payment.updated\"");
    Shop.Answer listed = shop.get("/_sandbox/deliveries?resource=" + id);
    assertThat(listed.at("/history/delivered").intValue()).isEqualTo(2);
    assertThat(listed.at("/deliveries/0/attempts/0/status").intValue()).isEqualTo(200);
  }

  @Test
  void a_payment_expires_on_the_way_at_its_own_time() {
    String id = pix(receiver.url("/n?source_news=webhooks"));
    shop.post("/_sandbox/clock/advance", "{\"by\":\"P40D\"}");
    assertThat(shop.get("/v1/payments/" + id).at("/status").stringValue()).isEqualTo("cancelled");
    assertThat(receiver.arrivals()).hasSize(2);
    String expired = shop.get("/v1/payments/" + id).at("/date_last_updated").stringValue();
    assertThat(expired).isNotEqualTo("2026-04-11T08:00:00.000-04:00");
  }

  @Test
  void a_card_payment_goes_through_dispute_and_chargeback_to_its_end() {
    String id = pix(receiver.url("/n?source_news=webhooks"));
    for (String action : new String[] {"pay", "dispute", "win-dispute", "chargeback"}) {
      Shop.Answer answer = shop.post("/_sandbox/payments/" + id + "/" + action, "");
      assertThat(answer.status()).as(action + ": " + answer.text()).isEqualTo(200);
    }
    Shop.Answer settled =
        shop.post("/_sandbox/payments/" + id + "/settle", "{\"for_seller\":true}");
    assertThat(settled.at("/status_detail").stringValue()).isEqualTo("reimbursed");
  }

  @Test
  void a_resource_notified_before_its_commit_cannot_be_read_yet() {
    shop.send("PUT", "/_sandbox/weather", "{\"beforeCommit\":1,\"beforeCommitMillis\":1000}");
    String id = pix(receiver.url("/n?source_news=webhooks"));
    shop.post("/_sandbox/deliveries/pump", "");
    assertThat(receiver.arrivals()).hasSize(1);
    assertThat(shop.get("/v1/payments/" + id).status()).isEqualTo(404);
    shop.post("/_sandbox/clock/advance", "{\"by\":\"PT2S\"}");
    assertThat(shop.get("/v1/payments/" + id).status()).isEqualTo(200);
  }

  @Test
  void bad_weather_answers_with_retry_after_html_errors_and_cut_connections() {
    shop.send("PUT", "/_sandbox/weather", "{\"tooManyRequests\":1,\"retryAfterSeconds\":7}");
    assertThat(shop.get("/users/me").status()).isEqualTo(429);
    assertThat(shop.get("/users/me").header("retry-after")).isEqualTo("7");
    shop.send("PUT", "/_sandbox/weather", "{\"preset\":\"calm\",\"serverError\":1}");
    assertThat(shop.get("/users/me").status()).isBetween(500, 503);
    assertThat(shop.get("/users/me").text()).startsWith("<html>");
    shop.send("PUT", "/_sandbox/weather", "{\"preset\":\"calm\",\"reset\":1}");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> shop.post("/users/me", "{}"))
        .isInstanceOf(java.io.UncheckedIOException.class);
    shop.send("PUT", "/_sandbox/weather", "{\"preset\":\"calm\",\"truncated\":1}");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> shop.post("/users/me", "{}"))
        .isInstanceOf(java.io.UncheckedIOException.class);
    shop.send("PUT", "/_sandbox/weather", "{\"preset\":\"calm\",\"slow\":1,\"slowMillis\":1}");
    assertThat(shop.get("/users/me").status()).isEqualTo(200);
    shop.send("PUT", "/_sandbox/weather", "{\"preset\":\"calm\"}");
    assertThat(shop.get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void the_webhook_settings_and_a_new_secret_count_at_once() {
    String path = "/_sandbox/webhooks/" + shop.account().applicationId();
    shop.send(
        "PUT",
        path,
        "{\"url\":\"%s\",\"topics\":[\"payment\"],\"tsUnit\":\"milliseconds\"}"
            .formatted(receiver.url("/panel")));
    JsonNode fresh = shop.post(path + "/reset-secret", "").json();
    assertThat(fresh.at("/secret").stringValue())
        .hasSize(64)
        .isNotEqualTo(shop.account().webhookSecret());
    pix("");
    shop.post("/_sandbox/clock/advance", "{\"by\":\"PT5S\"}");
    assertThat(receiver.arrivals()).hasSize(1);
    assertThat(receiver.arrivals().getFirst().header("x-signature"))
        .matches("ts=\\d{13},v1=[0-9a-f]{64}");
  }

  @Test
  void a_reset_forgets_payments_deliveries_and_requests_but_not_the_accounts() {
    String id = pix(receiver.url("/n"));
    assertThat(shop.post("/_sandbox/reset", "").status()).isEqualTo(204);
    assertThat(shop.get("/v1/payments/" + id).status()).isEqualTo(404);
    assertThat(shop.get("/_sandbox/deliveries").at("/history/total").intValue()).isZero();
    assertThat(shop.get("/_sandbox/requests").at("/requests").size()).isEqualTo(1);
    shop.post("/_sandbox/reset", "{\"seed\":99}");
    assertThat(shop.get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void the_requests_received_are_listed_with_the_headers_that_were_sent() {
    pix(receiver.url("/n"));
    JsonNode one = shop.get("/_sandbox/requests?path=/v1/payments").at("/requests/0");
    assertThat(one.at("/status").intValue()).isEqualTo(201);
    assertThat(one.at("/headers").toString().toLowerCase(Locale.ROOT))
        .contains("\"x-idempotency-key\",\"value\":\"k1\"");
    assertThat(one.at("/body").stringValue()).contains("comprador@example.com");
  }

  @Test
  void simulating_and_announcing_reach_the_receiver() {
    String application = Long.toString(shop.account().applicationId());
    Shop.Answer simulated =
        shop.post(
            "/_sandbox/simulate",
            "{\"application\":%s,\"url\":\"%s\"}".formatted(application, receiver.url("/s")));
    assertThat(simulated.at("/status").intValue()).as(simulated.text()).isEqualTo(200);
    Shop.Answer planned =
        shop.post(
            "/_sandbox/happenings",
            """
            {"topic":"stop_delivery_op_wh","action":"Created","id":"58980959081","application":%s,
             "detail":{"description":"desc","merchant_order":249940988000,"payment_id":58980959081,"site_id":"MLA"},
             "notificationUrl":"%s"}
            """
                .formatted(application, receiver.url("/f?source_news=webhooks")));
    assertThat(planned.at("/planned").intValue()).as(planned.text()).isEqualTo(1);
    shop.post("/_sandbox/clock/advance", "{\"by\":\"PT5S\"}");
    assertThat(receiver.arrivals().getLast().body())
        .contains(
            "\"data\":{\"description\":\"desc\",\"merchant_order\":249940988000,\"payment_id\":58980959081,\"site_id\":\"MLA\"}")
        .contains("\"type\":\"stop_delivery_op_wh\"");
    assertThat(receiver.arrivals().getLast().query())
        .isEqualTo("source_news=webhooks&type=stop_delivery_op_wh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/_sandbox/clock/advance|{}",
        "POST|/_sandbox/clock/advance|{\"by\":\"tomorrow\"}",
        "POST|/_sandbox/clock/advance|{\"by\":\"-PT1H\"}",
        "POST|/_sandbox/clock/advance|{\"by\":\"P99999D\"}",
        "POST|/_sandbox/clock/advance|{\"by\":{}}",
        "POST|/_sandbox/clock/advance|not json",
        "POST|/_sandbox/clock/advance|[]",
        "PUT|/_sandbox/clock|{\"now\":\"later\"}",
        "PUT|/_sandbox/clock|{\"running\":\"yes\"}",
        "PUT|/_sandbox/weather|{\"preset\":\"sunny\"}",
        "PUT|/_sandbox/weather|{\"drop\":2}",
        "PUT|/_sandbox/weather|{\"drop\":\"often\"}",
        "PUT|/_sandbox/weather|{\"latencyMillis\":1.5}",
        "PUT|/_sandbox/weather|{\"latencyMillis\":99999999999999}",
        "PUT|/_sandbox/weather|{\"rain\":1}",
        "PUT|/_sandbox/weather|{\"preset\":null}",
        "PUT|/_sandbox/notifications|{\"schedule\":\"never\"}",
        "PUT|/_sandbox/notifications|{\"timeScale\":-1}",
        "PUT|/_sandbox/notifications|{\"firstDelayMillis\":-1}",
        "POST|/_sandbox/reset|{\"seed\":\"x\"}",
        "POST|/_sandbox/simulate|{\"url\":\"http://127.0.0.1:1\"}",
        "POST|/_sandbox/simulate|{\"url\":\"http://127.0.0.1:1\",\"topic\":\"nothing\"}",
        "POST|/_sandbox/simulate|{\"url\":\"x\",\"channel\":\"ipn\",\"topic\":\"order\"}",
        "POST|/_sandbox/happenings|{\"topic\":\"payment\"}",
        "POST|/_sandbox/oauth/withdraw|{\"user\":1}",
        "POST|/_sandbox/oauth/withdraw|{\"application\":1,\"user\":\"x\"}",
        "GET|/_sandbox/requests?limit=0|",
        "GET|/_sandbox/deliveries?limit=many|",
        "POST|/_sandbox/page|do=dance",
        "PUT|/_sandbox/ipn/1|{\"topics\":\"payment\"}",
        "PUT|/_sandbox/ipn/1|{\"topics\":[1]}"
      })
  void nonsense_is_refused_with_words(String method, String path, String body) {
    Shop.Answer answer = shop.send(method, path, body == null ? "" : body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.at("/message").stringValue()).isNotBlank();
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void unknown_applications_and_payments_are_not_found() {
    assertThat(shop.get("/_sandbox/webhooks/1").status()).isEqualTo(404);
    assertThat(shop.post("/_sandbox/payments/1/pay", "").status()).isEqualTo(404);
    assertThat(shop.post("/_sandbox/nothing", "").status()).isEqualTo(404);
  }

  @Test
  void the_openapi_document_names_every_control_call() {
    JsonNode paths = shop.get("/_sandbox/openapi.json").at("/paths");
    Set<String> documented = new TreeSet<>();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(documented).isEqualTo(new TreeSet<>(sandbox.controlRoutes()));
  }
}
