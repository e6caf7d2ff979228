// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports of operations from the emulator to the archive and its views: collections with rejected
/// ones, refunds, withdrawals and a marketplace's sales.
class ReportsActivitiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REDIRECT = "https://market.example/back";

  @TempDir Path directory;

  private Sandbox sandbox;
  private SandboxAccount account;

  @BeforeEach
  void open() throws IOException {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-20T12:00:00Z")));
    account = sandbox.account("MLA", "real");
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private JsonNode post(String token, String path, String body) throws Exception {
    return post(token, path, "application/json", body);
  }

  private JsonNode post(String token, String path, String type, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", type)
                  .header("X-Idempotency-Key", java.util.UUID.randomUUID().toString())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 302);
      return answer.statusCode() == 302
          ? JSON.getNodeFactory().stringNode(answer.headers().firstValue("location").orElseThrow())
          : JSON.readTree(answer.body());
    }
  }

  /// @param holder whose name decides: APRO, FUND and the like
  private String pay(String token, String publicKey, String holder, String amount, String more)
      throws Exception {
    JsonNode card =
        post(
            token,
            "/v1/card_tokens?public_key=" + publicKey,
            """
            {"card_number":"5031755734530604","expiration_month":11,"expiration_year":2030,
             "security_code":"123","cardholder":{"name":"%s",
             "identification":{"type":"DNI","number":"12345678"}}}
            """
                .formatted(holder));
    return post(
            token,
            "/v1/payments",
            """
            {"transaction_amount":%s,"token":"%s","installments":1,"payment_method_id":"master",
             "description":"One","payer":{"email":"buyer@example.com"}%s}
            """
                .formatted(amount, card.path("id").asString(), more))
        .path("id")
        .asString();
  }

  private String pay(String holder, String amount) throws Exception {
    return pay(account.accessToken(), account.publicKey(), holder, amount, "");
  }

  private Run run(String... arguments) {
    return Run.in(directory).pasaje(arguments);
  }

  private Run activities(String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "reports",
                    "activities",
                    "--from",
                    "2026-11-19",
                    "--to",
                    "2026-11-22",
                    "--look-every",
                    "0"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private long asked(String report) {
    return sandbox.requests().all().stream()
        .filter(entry ->
            entry.request().method().equals("POST")
                && entry.request().path().endsWith(report + "/statements"))
        .count();
  }

  @Test
  void rejected_operations_are_brought_and_added_up_once() throws Exception {
    pay("APRO", "1000.10");
    pay("APRO", "20.25");
    pay("FUND", "500");
    pay("FUND", "700");
    pay("SECU", "99.99");
    sandbox.advance(Duration.ofDays(4));

    Run first = activities();

    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out())
        .containsPattern("approved +regular_payment +2 +1020\\.35")
        .containsPattern("rejected +regular_payment +3 +1299\\.99")
        .containsPattern("cc_rejected_insufficient_amount +2 +1200\\.00")
        .containsPattern("cc_rejected_bad_filled_security_code +1 +99\\.99");
    assertThat(first.out().indexOf("insufficient")).isLessThan(first.out().indexOf("security"));
    Path kept;
    try (Stream<Path> files =
        Files.list(directory.resolve("reports/tienda/activities_collection"))) {
      kept = files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
    assertThat(Files.readString(kept)).startsWith("date_created,date_approved,");
    assertThat(JSON.readTree(Files.readAllBytes(Path.of(kept + ".json"))).path("sha256").asString())
        .hasSize(64);

    Run again = activities();
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).contains("already here");
    assertThat(asked("activities_collection")).isEqualTo(1);

    JsonNode shown =
        JSON.readTree(run("reports", "show", "rejected", "--format", "json").out()).path("rows");
    assertThat(shown.path(0).path("why").asString()).isEqualTo("cc_rejected_insufficient_amount");
    assertThat(shown.path(0).path("amount").asString()).isEqualTo("1200.00");
  }

  @Test
  void refunds_and_withdrawals_have_reports_of_their_own() throws Exception {
    String sale = pay("APRO", "1000");
    post(account.accessToken(), "/v1/payments/" + sale + "/refunds", "{\"amount\":300}");
    post(
        account.accessToken(),
        "/v1/payouts",
        """
        {"external_reference":"w1","transactions":[{"amount":150.5,"currency_id":"ARS"}]}
        """);
    sandbox.advance(Duration.ofDays(4));

    assertThat(activities("--report", "after-collection").out())
        .containsPattern("approved +refund +1 +-300\\.00");
    assertThat(activities("--report", "withdrawals").out())
        .containsPattern("approved +withdrawal +1 +-150\\.50");
  }

  @Test
  void a_range_in_which_nothing_happened_is_asked_for_once() {
    sandbox.advance(Duration.ofDays(4));

    Run first = activities();
    Run again = activities();

    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.err()).contains("nothing happened");
    assertThat(again.err()).contains("already here");
    assertThat(asked("activities_collection")).isEqualTo(1);
  }

  @Test
  void two_years_are_three_statements() {
    Run run =
        run(
            "reports",
            "activities",
            "--from",
            "2024-11-01",
            "--to",
            "2026-11-19",
            "--look-every",
            "0");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(asked("activities_collection")).isEqualTo(3);
  }

  @Test
  void a_marketplace_sees_the_sales_of_its_sellers() throws Exception {
    sandbox
        .world()
        .exclusivelyRun(() -> {
          var accounts = sandbox.world().accounts();
          accounts.put(
              accounts
                  .application(account.applicationId())
                  .orElseThrow()
                  .withRedirectUris(List.of(REDIRECT)));
        });
    SandboxAccount seller = sandbox.account("MLA", "test-user");
    String code =
        post(
                account.accessToken(),
                "/authorization",
                "application/x-www-form-urlencoded",
                "client_id=%d&response_type=code&platform_id=mp&state=s&redirect_uri=%s&user_id=%d&decision=allow"
                    .formatted(account.applicationId(), REDIRECT, seller.userId()))
            .asString()
            .replaceAll(".*[?&]code=([^&]+).*", "$1");
    JsonNode granted =
        post(
            account.accessToken(),
            "/oauth/token",
            """
            {"client_id":"%d","client_secret":"%s","grant_type":"authorization_code",
             "code":"%s","redirect_uri":"%s"}
            """
                .formatted(account.applicationId(), account.clientSecret(), code, REDIRECT));
    pay(
        granted.path("access_token").asString(),
        granted.path("public_key").asString(),
        "APRO",
        "200",
        ",\"application_fee\":12.5");
    pay("APRO", "999");
    sandbox.advance(Duration.ofDays(4));
    String id = "MP-MKT-" + account.applicationId();

    Run run = activities("--marketplace", id);

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.out()).containsPattern("Approved +credit_card +1 +200\\.00");
    assertThat(run.out()).doesNotContain("999");
  }

  @Test
  void wrong_words_are_told_with_the_right_ones() {
    Map<String[], String> wrong =
        Map.of(
            new String[] {"--report", "sales"}, "collection, after-collection",
            new String[] {"--report", "marketplace-sales"}, "--marketplace",
            new String[] {"--marketplace", "MP-MKT-1"}, "unknown marketplace MP-MKT-1");

    wrong.forEach((arguments, told) -> {
      Run run = activities(arguments);
      assertThat(run.exit()).as(run.all()).isIn(2, 3);
      assertThat(run.err().replaceAll("\\s+", " ")).contains(told);
    });
    assertThat(run("reports", "activities", "--from", "yesterday").err()).contains("yesterday");
  }
}
