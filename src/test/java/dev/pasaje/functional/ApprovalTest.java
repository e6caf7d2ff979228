// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `approval analyze` and `approval messages` as a user runs them: against the emulator over HTTP,
/// and from files.
class ApprovalTest {
  private static final Instant AT = Instant.parse("2026-11-24T11:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What each holder's name of the official test cards is answered with.
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("OTHE", "cc_rejected_other_reason"),
              Map.entry("CALL", "cc_rejected_call_for_authorize"),
              Map.entry("FUND", "cc_rejected_insufficient_amount"),
              Map.entry("SECU", "cc_rejected_bad_filled_security_code"),
              Map.entry("EXPI", "cc_rejected_bad_filled_date"),
              Map.entry("FORM", "cc_rejected_bad_filled_other"),
              Map.entry("CARD", "cc_rejected_bad_filled_card_number"),
              Map.entry("INST", "cc_rejected_invalid_installments"),
              Map.entry("DUPL", "cc_rejected_duplicated_payment"),
              Map.entry("LOCK", "cc_rejected_card_disabled"),
              Map.entry("CTNA", "cc_rejected_card_type_not_allowed"),
              Map.entry("ATTE", "cc_rejected_max_attempts"),
              Map.entry("BLAC", "cc_rejected_blacklist"),
              Map.entry("UNSU", "cc_unsupported_unsupported")));

  @TempDir Path directory;

  private Run pasaje(String... arguments) {
    List<String> all = new ArrayList<>(List.of("approval"));
    all.addAll(List.of(arguments));
    return Run.in(directory).pasaje(all.toArray(String[]::new));
  }

  private static void validate(String schema, String document) throws IOException {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/schemas", schema)), InputFormat.JSON)
                .validate(document, InputFormat.JSON))
        .isEmpty();
  }

  private JsonNode call(Sandbox sandbox, SandboxAccount account, String path, String body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                      .header("Authorization", "Bearer " + account.accessToken())
                      .header("Content-Type", "application/json")
                      .header("X-Idempotency-Key", body.hashCode() + path)
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .body());
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void pay(Sandbox sandbox, SandboxAccount account, String holder) {
    String token =
        call(
                sandbox,
                account,
                "/v1/card_tokens?public_key=" + account.publicKey(),
                """
                {"card_number":"5031433215406351","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"%s",
                 "identification":{"type":"CPF","number":"12345678909"}}}
                """
                    .formatted(holder))
            .path("id")
            .asString("");
    JsonNode payment =
        call(
            sandbox,
            account,
            "/v1/payments",
            """
            {"token":"%s","installments":1,"payment_method_id":"master","transaction_amount":10.50,
             "external_reference":"R-%s","payer":{"email":"test_user_7@testuser.com"}}
            """
                .formatted(token, holder));
    assertThat(payment.path("id").asLong(0)).as(payment.toString()).isPositive();
    sandbox.advance(Duration.ofMinutes(1));
  }

  private void settings(Sandbox sandbox, SandboxAccount account) throws IOException {
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
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
  }

  @Test
  void payments_with_the_names_of_the_test_cards_are_analysed_end_to_end() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(AT))) {
      SandboxAccount account = sandbox.account("MLB", "test-user");
      settings(sandbox, account);
      pay(sandbox, account, "APRO");
      pay(sandbox, account, "CONT");
      NAMES.keySet().forEach(holder -> pay(sandbox, account, holder));

      Run run = pasaje("analyze", "--from", "2026-11-24", "--to", "2026-11-24", "--format", "json");

      assertThat(run.exit()).as(run.all()).isZero();
      validate("approval.schema.json", run.out());
      JsonNode report = JSON.readTree(run.out());
      assertThat(report.path("counts").path("approved").asInt(0)).isEqualTo(1);
      assertThat(report.path("counts").path("open").asInt(0)).isEqualTo(1);
      assertThat(report.path("counts").path("lost").asInt(0)).isEqualTo(NAMES.size());
      Map<String, Boolean> seen = new TreeMap<>();
      report
          .path("rejections")
          .forEach(one ->
              seen.put(one.path("statusDetail").asString(""), one.path("known").asBoolean(false)));
      assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(NAMES.values());
      // The one that is in no table of the domain.
      assertThat(seen)
          .allSatisfy((detail, known) ->
              assertThat(known).as(detail).isEqualTo(!detail.equals("cc_unsupported_unsupported")));
      assertThat(report.path("rates").path("byAmount").get(0).path("lost").asString(""))
          .isEqualTo("147.0");

      Run kept =
          pasaje(
              "analyze",
              "--from",
              "2026-11-24",
              "--to",
              "2026-11-24",
              "--format",
              "json",
              "--keep",
              "kept.jsonl");
      Run again =
          pasaje(
              "analyze",
              "--from",
              "2026-11-24",
              "--to",
              "2026-11-24",
              "--format",
              "json",
              "--keep",
              "kept.jsonl");
      assertThat(kept.out()).isEqualTo(run.out());
      assertThat(again.out()).isEqualTo(run.out());
      assertThat(Files.readAllLines(directory.resolve("kept.jsonl"))).hasSize(NAMES.size() + 2);
      Run file = pasaje("analyze", "--file", "kept.jsonl", "--site", "MLB", "--fail-on", "any");
      assertThat(file.exit()).as(file.all()).isEqualTo(1);
      assertThat(file.out()).contains("cc_rejected_call_for_authorize");
    }
  }

  @Test
  void a_refused_token_is_undetermined() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(AT))) {
      SandboxAccount account = sandbox.account("MLB", "test-user");
      settings(sandbox, account);
      Path settings = directory.resolve("pasaje.yaml");
      Files.writeString(
          settings, Files.readString(settings).replace(account.accessToken(), "APP_USR-1-2-3-4"));

      Run run = pasaje("analyze");

      assertThat(run.exit()).as(run.all()).isEqualTo(3);
      assertThat(run.err()).contains("refused");
    }
  }

  private void shop() throws IOException {
    Files.writeString(
        directory.resolve("p.jsonl"),
        """
        {"id":1,"status":"approved","status_detail":"accredited","date_created":"2026-11-02T10:00:00.000-03:00","collector_id":7,"currency_id":"ARS","transaction_amount":1500,"external_reference":"A","payment_method_id":"visa","payment_type_id":"credit_card"}
        {"id":2,"status":"rejected","status_detail":"cc_rejected_high_risk","date_created":"2026-11-03T10:00:00.000-03:00","collector_id":7,"currency_id":"ARS","transaction_amount":200,"external_reference":"=cmd","payment_method_id":"<b>master</b>","payment_type_id":"credit_card"}
        {"id":3,"status":"rejected","status_detail":"<script>","date_created":"2026-11-03T11:00:00.000-03:00","collector_id":8,"currency_id":"ARS","transaction_amount":200}
        """);
    Files.writeString(
        directory.resolve("sent.jsonl"),
        "{\"method\":\"POST\",\"path\":\"/v1/payments\",\"requestBody\":{\"external_reference\":\"=cmd\"},\"responseBody\":\"{\\\"id\\\":2}\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "pt"})
  void every_format_is_written_in_every_language(String language) throws IOException {
    shop();
    Run run =
        pasaje(
            "analyze",
            "--file",
            "p.jsonl",
            "--captured",
            "sent.jsonl",
            "--site",
            "MLA",
            "--lang",
            language,
            "--output",
            "json=a.json",
            "--output",
            "csv=a.csv",
            "--output",
            "html=a.html");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80, run.out());
    validate("approval.schema.json", Files.readString(directory.resolve("a.json")));
    JsonNode report = JSON.readTree(Files.readString(directory.resolve("a.json")));
    assertThat(report.path("captured").asBoolean(false)).isTrue();
    assertThat(report.path("missing").get(0).path("neverSent").asInt(0)).isEqualTo(1);
    String html = Files.readString(directory.resolve("a.html"));
    assertThat(html)
        .contains("default-src &#39;none&#39;", "<svg", "<title>")
        .doesNotContain("<script", "<b>master", "http://", "https://");
    assertThat(Files.readString(directory.resolve("a.csv")).lines().findFirst())
        .contains("part,name,detail,attempts,approved,decided,share,low,high,currency,amount");
  }

  @Test
  void payments_of_other_sellers_are_left_out_when_the_account_is_named() throws IOException {
    shop();
    Run both = pasaje("analyze", "--file", "p.jsonl");
    Run one = pasaje("analyze", "--file", "p.jsonl", "--account", "7");

    assertThat(both.out()).contains("3 payments", "several sellers");
    assertThat(one.out()).contains("2 payments", "1 sold by another account");
  }

  @Test
  void the_window_counts_for_files_too() throws IOException {
    shop();

    Run run = pasaje("analyze", "--file", "p.jsonl", "--to", "2026-11-02", "--site", "MLA");

    assertThat(run.out()).contains("1 payments", "2 outside the window");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "pt"})
  void messages_are_for_use_in_a_shop(String language) throws IOException {
    Run json = pasaje("messages", "--lang", language, "--format", "json");
    Run text = pasaje("messages", "--lang", language);

    validate("approval-messages.schema.json", json.out());
    JsonNode document = JSON.readTree(json.out());
    assertThat(document.path("language").asString("")).isEqualTo(language);
    assertThat(document.path("messages").path("OK").asString("")).contains("{descriptor}");
    assertThat(document.path("details")).hasSize(102);
    document
        .path("details")
        .forEach(one ->
            assertThat(document.path("messages").has(one.path("message").asString(""))).isTrue());
    assertThat(text.out()).contains("FUNDS").contains("cc_rejected_high_risk");
  }

  @ParameterizedTest
  @CsvSource({
    "--from yesterday, yesterday",
    "--from 2026-11-02 --to 2026-11-01, not before",
    "--site XX, XX",
    "--fail-on never, never",
    "--format junit, junit",
    "--store, exclude",
    "--file no.jsonl, no.jsonl",
    "--captured p.jsonl, captured request"
  })
  void misuse_is_one_line_and_exit_2(String flags, String says) throws IOException {
    shop();
    List<String> all = new ArrayList<>(List.of("analyze", "--file", "p.jsonl"));
    all.addAll(List.of(flags.split(" ")));
    Run run = pasaje(all.toArray(String[]::new));

    assertThat(run.exit()).as(run.all()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says);
  }

  @Test
  void keeping_needs_both_dates_and_a_token_is_needed() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations:\n  loja:\n    site: MLB\n    product: checkout-api\n");

    assertThat(pasaje("analyze", "--keep", "k").exit()).isEqualTo(2);
    assertThat(pasaje("analyze").exit()).isEqualTo(2);
    assertThat(pasaje("analyze").err()).contains("access token");
    Run store = pasaje("analyze", "--store");
    assertThat(store.exit()).as(store.all()).isEqualTo(3);
    assertThat(store.out()).contains("no payments");
  }
}
