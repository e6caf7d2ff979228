// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The client against a server that fails as it is told. Waiting moves a clock and takes no time.
class MercadoPagoTest {
  private static final String TOKEN =
      "APP_USR-1234567890123456-010203-0123456789abcdef0123456789abcdef-987654321";
  private static final JsonNode BODY = JsonMapper.shared().readTree("{\"a\":1}");
  private static final String ME = "{\"id\":987654321,\"site_id\":\"MLB\",\"tags\":[\"normal\"]}";

  private final ScriptedServer server = new ScriptedServer();
  private final Transport transport = Transport.with(Duration.ofSeconds(20), 4096);
  private final List<Duration> waits = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final MercadoPago api = at(server.base());

  private MercadoPago at(URI base) {
    return access(base).as(Secret.of(TOKEN));
  }

  private MercadoPago.Access access(URI base) {
    return new MercadoPago.Access(
        base,
        transport,
        Pacing.USUAL,
        () -> now,
        wait -> {
          waits.add(wait);
          now = now.plus(wait);
        },
        "Pasaje/test");
  }

  @AfterEach
  void stop() {
    server.close();
    transport.close();
  }

  private static ApiError error(Call<?> call) {
    assertThat(call).isInstanceOf(Call.Refused.class);
    return ((Call.Refused<?>) call).error();
  }

  private ApiError refusal(int status, String body) {
    server.answer(status, body, Map.of("X-Request-Id", "req-1"));
    return error(api.me());
  }

  @Test
  void the_token_travels_in_the_header_and_nowhere_else() {
    server.answer(200, ME, Map.of("X-Request-Id", "req-7"));

    Call<User> me = api.me();

    assertThat(me).isInstanceOf(Call.Ok.class);
    assertThat(((Call.Ok<User>) me).requestId()).contains("req-7");
    ScriptedServer.Asked asked = server.asked().getFirst();
    assertThat(asked.header("authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(asked.header("user-agent")).isEqualTo("Pasaje/test");
    assertThat(asked.uri().toString()).isEqualTo("/users/me");
    assertThat(asked.header("x-idempotency-key")).as("a read has none").isEmpty();
  }

  @Test
  void a_call_without_a_token_carries_no_authorization() {
    server.answer(200, "[]");
    assertThat(access(server.base()).anonymous().identificationTypes("APP_USR-a b&c").found())
        .contains(List.of());
    assertThat(server.asked().getFirst().header("authorization")).isEmpty();
    assertThat(server.asked().getFirst().uri().getRawQuery())
        .isEqualTo("public_key=APP_USR-a%20b%26c");
  }

  @Test
  void a_token_no_header_can_carry_is_refused_without_being_repeated() {
    assertThatThrownBy(() -> access(server.base()).as(Secret.of(TOKEN + "\nX: y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("1234567890123456");
  }

  @Test
  void unknown_members_are_kept_and_amounts_are_exact() {
    server.answer(
        200,
        """
        {"id":123,"status":"approved","status_detail":"accredited","live_mode":true,
         "collector_id":987654321,"transaction_amount":100.10,"currency_id":"BRL",
         "order":{"id":55,"type":"mercadopago"},"brand_new":{"x":[1]}}\
        """);

    Payment payment = api.payment("123").found().orElseThrow();

    assertThat(payment.amount()).contains(BigMoney.parse("BRL 100.10"));
    assertThat(payment.collectorId()).isEqualTo("987654321");
    assertThat(payment.merchantOrder()).contains("55");
    assertThat(payment.raw().at("/brand_new/x/0").asInt()).isEqualTo(1);
  }

  @Test
  void an_odd_amount_is_no_amount() {
    for (String amount : List.of("null", "\"12\"", "1e999999999", "1e-999999999")) {
      server.answer(200, "{\"transaction_amount\":" + amount + ",\"currency_id\":\"CLP\"}");
      assertThat(api.payment("1").found().orElseThrow().amount()).as(amount).isEmpty();
    }
  }

  @Test
  void an_id_from_outside_cannot_leave_its_place_in_the_path() {
    server.answer(404, "{}");
    ApiError missing = error(api.payment("../users/me?x=1#y"));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.trouble()).isEqualTo(CredentialTrouble.NONE);
    assertThat(server.asked().getFirst().uri().getRawPath())
        .isEqualTo("/v1/payments/..%2Fusers%2Fme%3Fx%3D1%23y");
  }

  @Test
  void a_page_of_a_search_knows_the_total() {
    server.answer(200, "{\"paging\":{\"total\":41},\"results\":[{\"id\":1},{\"id\":2}]}");
    Page<Payment> page =
        api.payments(Map.of("limit", "2", "status", "approved")).found().orElseThrow();
    assertThat(page.total()).isEqualTo(41);
    assertThat(page.results()).extracting(Payment::id).containsExactly("1", "2");
    assertThat(server.asked().getFirst().uri().getQuery()).isEqualTo("limit=2&status=approved");
  }

  @Test
  void the_service_envelope_gives_the_code_of_its_cause() {
    ApiError error =
        refusal(
            400,
            """
            {"message":"Invalid users involved","error":"bad_request","status":400,
             "cause":[{"code":2034,"description":"Invalid users","data":null},{"code":"x1"}]}\
            """);
    assertThat(error.code()).isEqualTo("2034");
    assertThat(error.message()).isEqualTo("Invalid users involved");
    assertThat(error.causes()).containsExactly("2034: Invalid users", "x1: ");
    assertThat(error.requestId()).contains("req-1");
    assertThat(error.trouble()).isEqualTo(CredentialTrouble.WRONG_ENVIRONMENT);
  }

  @Test
  void the_causes_may_be_missing_empty_one_object_or_plain_text() {
    assertThat(refusal(400, "{\"message\":\"m\",\"error\":\"bad_request\"}").code())
        .isEqualTo("bad_request");
    server.answer(400, "{\"message\":\"m\",\"error\":\"e\",\"cause\":[]}");
    server.answer(400, "{\"cause\":{\"code\":3,\"description\":\"Token must be for test\"}}");
    server.answer(400, "{\"cause\":[\"just text\",null,[]]}");
    server.answer(400, "[]");
    assertThat(error(api.me()).causes()).isEmpty();
    ApiError one = error(api.me());
    assertThat(one.code()).isEqualTo("3");
    assertThat(one.message()).isEqualTo("3: Token must be for test");
    assertThat(error(api.me()).causes()).containsExactly("just text");
    assertThat(error(api.me()).message()).isEmpty();
  }

  @Test
  void the_orders_envelope_gives_the_code_of_its_first_error() {
    ApiError error =
        refusal(401, "{\"errors\":[{\"code\":\"invalid_credentials\",\"message\":\"no test\"}]}");
    assertThat(error.code()).isEqualTo("invalid_credentials");
    assertThat(error.message()).isEqualTo("invalid_credentials: no test");
    assertThat(error.trouble()).isEqualTo(CredentialTrouble.WRONG_ENVIRONMENT);
  }

  @Test
  void the_policy_envelope_is_blocked() {
    ApiError error =
        refusal(
            403,
            """
            {"status":403,"code":"PA_UNAUTHORIZED_RESULT_FROM_POLICIES",
             "message":"At least one policy returned UNAUTHORIZED.","blocked_by":"PolicyAgent"}\
            """);
    assertThat(error.trouble()).isEqualTo(CredentialTrouble.BLOCKED);
  }

  @Test
  void the_gateway_envelope_is_an_invalid_token() {
    ApiError error =
        refusal(401, "{\"code\":\"unauthorized\",\"message\":\"invalid access token\"}");
    assertThat(error.message()).isEqualTo("invalid access token");
    assertThat(error.trouble()).isEqualTo(CredentialTrouble.INVALID);
  }

  @Test
  void html_of_a_5xx_says_nothing_about_the_credentials() {
    ApiError error = refusal(502, "<html><h1>Bad Gateway</h1></html>");
    assertThat(error.message()).isEmpty();
    assertThat(error.trouble()).isEqualTo(CredentialTrouble.OUTAGE);
  }

  @Test
  void each_trouble_follows_from_status_and_code() {
    Map<String, CredentialTrouble> expected =
        Map.of(
            "401 5", CredentialTrouble.MISSING,
            "401 1000", CredentialTrouble.MISSING,
            "401 7", CredentialTrouble.PRODUCT_MISMATCH,
            "403 4", CredentialTrouble.FORBIDDEN,
            "403 3002", CredentialTrouble.FORBIDDEN,
            "400 4", CredentialTrouble.NONE,
            "400 1001", CredentialTrouble.INVALID,
            "400 2198", CredentialTrouble.WRONG_ENVIRONMENT,
            "429 too_many_requests", CredentialTrouble.RATE,
            "500 5", CredentialTrouble.OUTAGE);
    expected.forEach((answer, trouble) -> {
      String[] parts = answer.split(" ", -1);
      ApiError error =
          new ApiError(Integer.parseInt(parts[0]), parts[1], "", List.of(), Optional.empty());
      assertThat(error.trouble()).as(answer).isEqualTo(trouble);
    });
  }

  @Test
  void an_error_never_repeats_the_token_that_was_sent() {
    String odd = "no-known-shape-SECRET";
    server.answer(
        400, "{\"message\":\"bad " + odd + "\",\"cause\":[{\"code\":\"" + odd + "\"}]}", Map.of());
    ApiError error = error(access(server.base()).as(Secret.of(odd)).me());
    assertThat(error.toString()).doesNotContain(odd).contains("bad [REDACTED]");
    server.answer(400, "{\"message\":\"other " + TOKEN + "\"}");
    error(api.me());
    assertThat(error(api.me()).toString()).contains("other [REDACTED]").doesNotContain(TOKEN);
  }

  @Test
  void a_5xx_is_asked_again_with_growing_waits_until_it_works() {
    server.answer(503, "").answer(500, "<html>").answer(502, "").answer(200, ME);

    assertThat(api.me().found().orElseThrow().siteId()).isEqualTo("MLB");

    assertThat(server.asked()).hasSize(4);
    assertThat(waits).hasSize(3);
    for (int i = 0; i < 3; i++) {
      long least = 300L << i;
      assertThat(waits.get(i).toMillis()).isBetween(least, least * 3 / 2);
    }
  }

  @Test
  void it_gives_up_after_the_last_attempt_with_what_it_was_told() {
    server.answer(503, "{\"message\":\"down\"}");
    assertThat(error(api.me()).message()).isEqualTo("down");
    assertThat(server.asked()).hasSize(Pacing.USUAL.attempts());
  }

  @Test
  void retry_after_in_seconds_and_as_a_date_is_honoured() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(12).atOffset(ZoneOffset.UTC));
    server
        .answer(429, "", Map.of("Retry-After", "7"))
        .answer(429, "", Map.of("Retry-After", date))
        .answer(200, ME);

    assertThat(api.me().found()).isPresent();

    assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(5));
  }

  @Test
  void a_retry_after_beyond_patience_ends_the_call() {
    server.answer(429, "{\"error\":\"too_many_requests\"}", Map.of("Retry-After", "3600"));
    assertThat(error(api.me()).trouble()).isEqualTo(CredentialTrouble.RATE);
    assertThat(server.asked()).hasSize(1);
    assertThat(waits).isEmpty();
  }

  @Test
  void nonsense_in_retry_after_counts_as_none_and_the_past_as_now() {
    server
        .answer(429, "", Map.of("Retry-After", "soon"))
        .answer(429, "", Map.of("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT"))
        .answer(200, ME);
    assertThat(api.me().found()).isPresent();
    assertThat(waits.getFirst()).isBetween(Duration.ofMillis(300), Duration.ofMillis(450));
    assertThat(waits.getLast()).isZero();
  }

  @Test
  void a_refusal_is_not_asked_again() {
    for (int status : List.of(400, 401, 403, 404, 409)) {
      server.answer(status, "{}");
      int before = server.asked().size();
      assertThat(error(api.me()).status()).isEqualTo(status);
      assertThat(server.asked()).hasSize(before + 1);
    }
    assertThat(waits).isEmpty();
  }

  @Test
  void every_attempt_of_a_write_has_one_key_and_every_write_its_own() {
    server.answer(500, "").breakOff().answer(201, "{\"id\":1}").answer(201, "{\"id\":2}");

    assertThat(api.post("/v1/payments", BODY).found()).isPresent();
    assertThat(api.put("/v1/payments/1", BODY).found()).isPresent();

    List<String> keys =
        server.asked().stream().map(asked -> asked.header("X-Idempotency-Key")).toList();
    assertThat(keys).hasSize(4).allMatch(key -> key.matches("[0-9a-f-]{36}"));
    assertThat(keys.subList(0, 3)).containsOnly(keys.getFirst());
    assertThat(keys.getLast()).isNotEqualTo(keys.getFirst());
    assertThat(server.asked().getLast().method()).isEqualTo("PUT");
    assertThat(server.asked().getLast().body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void a_redirect_is_not_followed_with_the_token() {
    server.answer(302, "", Map.of("Location", server.base() + "/elsewhere"));
    assertThat(error(api.me()).status()).isEqualTo(302);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void an_answer_that_is_not_json_is_no_answer() {
    for (String body : List.of("", "<html>", "{\"id\":", "[".repeat(2000))) {
      server.answer(200, body);
      assertThat(api.me()).as(body).isInstanceOf(Call.Unreachable.class);
    }
  }

  @Test
  void a_body_above_the_limit_is_cut_off_and_not_asked_again() {
    server.answer(200, "x".repeat(5000));
    Call<User> call = api.me();
    assertThat(call).isInstanceOf(Call.Unreachable.class);
    assertThat(((Call.Unreachable<User>) call).reason()).isEqualTo(Exchange.Reason.TOO_LARGE);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void nobody_listening_is_told_from_a_refusal_after_all_attempts() {
    server.close();
    Call<User> call = api.me();
    assertThat(call).isInstanceOf(Call.Unreachable.class);
    assertThat(((Call.Unreachable<User>) call).reason()).isEqualTo(Exchange.Reason.REFUSED);
    assertThat(waits).hasSize(Pacing.USUAL.attempts() - 1);
  }
}
