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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Approval and reports in `check`: they advise, and never hold up going live.
class CheckAdviceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;
  private Sandbox sandbox;
  private SandboxAccount account;

  @BeforeEach
  void start() throws IOException {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-24T11:00:00Z")));
    account = sandbox.account("MLB", "real");
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          loja:
            site: MLB
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        measure: { browser: off }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String post(String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + account.accessToken())
                  .header("Content-Type", "application/json")
                  .header("X-Idempotency-Key", path + body.hashCode())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private void sell(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String paid =
          post(
              "/v1/payments",
              """
              {"transaction_amount":%d,"payment_method_id":"pix",
               "external_reference":"o-%d","payer":{"email":"comprador@example.com"}}
              """
                  .formatted(10 + i, i));
      post("/_sandbox/payments/" + JSON.readTree(paid).path("id").asString("") + "/pay", "{}");
    }
  }

  private Run check(String only, String... more) {
    String[] all = {"check", "--only", only, "--no-save", "--format", "json"};
    return Run.in(directory)
        .pasaje(Stream.concat(Stream.of(all), Stream.of(more)).toArray(String[]::new));
  }

  /// Verdicts of the requirements, and `check outcome reason` of their findings.
  private static Map<String, String> told(Run run) {
    Map<String, String> told = new TreeMap<>();
    JsonNode integration = JSON.readTree(run.out()).path("integrations").get(0);
    for (JsonNode requirement : integration.path("requirements")) {
      told.put(requirement.path("id").asString(""), requirement.path("verdict").asString(""));
      for (JsonNode finding : requirement.path("findings")) {
        told.put(
            finding.path("id").asString(""),
            (finding.path("outcome").asString("") + " " + finding.path("reason").asString(""))
                .strip());
      }
    }
    return told;
  }

  @Test
  void too_few_payments_leave_approval_undetermined_and_the_shop_ready() throws Exception {
    sell(3);

    Run run = check("credentials,approval");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(told(run))
        .containsEntry("approval", "undetermined")
        .containsEntry("approval-data-missing", "unknown too-few-payments");
    assertThat(check("approval").exit()).isEqualTo(3);
  }

  @Test
  void enough_payments_are_judged_and_the_evidence_again_to_the_same_bytes() throws Exception {
    sell(12);

    Run run = check("approval,reports", "--save-evidence", "seen.json");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(told(run))
        .containsEntry("approval", "ready")
        .containsEntry("approval-card-testing", "passed");
    assertThat(run.out()).contains("12 approved, 0 rejected of the latest 12 sales");
    assertThat(Files.readString(directory.resolve("seen.json")))
        .doesNotContain("comprador@example.com", account.accessToken());
    sandbox.close();
    assertThat(check("approval,reports", "--evidence", "seen.json").out()).isEqualTo(run.out());
  }

  @Test
  void reports_that_were_never_configured_are_advised_until_they_are() {
    Run before = check("credentials,reports");

    assertThat(before.exit()).as(before.all()).isZero();
    assertThat(told(before))
        .containsEntry("reports", "ready")
        .containsEntry("release-report-not-configured", "failed")
        .containsEntry("settlement-report-not-configured", "failed");
    assertThat(before.out()).contains("404", "pasaje reports config --family release");
    for (String family : new String[] {"release", "settlement"}) {
      Run stored =
          Run.in(directory)
              .pasaje("reports", "config", "--family", family, "--recommended", "--apply");
      assertThat(stored.exit()).as(stored.all()).isZero();
    }
    Run after = check("credentials,reports");
    assertThat(told(after))
        .containsEntry("release-report-not-configured", "passed")
        .containsEntry("settlement-report-not-configured", "passed");
  }

  @Test
  void where_nobody_answers_both_are_undetermined() {
    sandbox.close();

    Run run = check("approval,reports");

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(told(run))
        .containsEntry("approval", "undetermined")
        .containsEntry("reports", "undetermined")
        .containsEntry("approval-paid-twice", "unknown no-answer")
        .containsEntry("release-report-not-configured", "unknown no-answer");
  }
}
