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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `reports config` for reports of operations and of a marketplace: what would change is shown, and
/// what was scheduled arrives.
class ReportsSchedulesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] COLLECTION = {"--report", "collection"};
  private static final String[] STORED = {
    "--report",
    "collection",
    "--recommended",
    "--notify-url",
    "http://127.0.0.1:1/n/tienda",
    "--notify-key-from",
    "NOTICE_KEY",
    "--apply"
  };

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

  private Run run(String... arguments) {
    return Run.in(directory).with("NOTICE_KEY", "the-notice-key").pasaje(arguments);
  }

  private Run config(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of("reports", "config"));
    all.addAll(List.of(first));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  /// The calls that changed something, in order.
  private List<String> writes() {
    return sandbox.requests().all().stream()
        .map(entry -> entry.request())
        .filter(request -> !request.method().equals("GET"))
        .map(request ->
            request.method() + " " + request.path().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
        .toList();
  }

  private void pay() throws IOException, InterruptedException {
    String card =
        call(
            "/v1/card_tokens?public_key=" + account.publicKey(),
            """
            {"card_number":"5031755734530604","expiration_month":11,"expiration_year":2030,
             "security_code":"123","cardholder":{"name":"APRO",
             "identification":{"type":"DNI","number":"12345678"}}}
            """);
    var _ =
        call(
            "/v1/payments",
            """
            {"transaction_amount":1000,"token":"%s","installments":1,"payment_method_id":"master",
             "description":"One","payer":{"email":"buyer@example.com"}}
            """
                .formatted(card));
  }

  private String call(String path, String body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + account.accessToken())
                  .header("Content-Type", "application/json")
                  .header("X-Idempotency-Key", java.util.UUID.randomUUID().toString())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return JSON.readTree(answer.body()).path("id").asString();
    }
  }

  private List<Path> kept(String report) throws IOException {
    Path folder = directory.resolve("reports/tienda/" + report);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).toList();
    }
  }

  @Test
  void a_configuration_of_operations_is_a_difference_before_it_is_changed() {
    String[] wanted = Stream.of(STORED).limit(STORED.length - 1).toArray(String[]::new);
    Run shown = config(wanted);
    assertThat(shown.exit()).as(shown.all()).isZero();
    assertThat(shown.out())
        .contains(
            "activities_collection report",
            "+ structure.name: pasaje-activities_collection",
            "+ structure.columns: date_created date_approved date_released operation_id",
            "+ notifiers:",
            "http://127.0.0.1:1/n/tienda",
            "Nothing was changed")
        .doesNotContain("the-notice-key");
    assertThat(config(wanted, "--schedule", "on").out())
        .contains("+ notifiers:", "+ schedule: period=daily hour=3", "Nothing was changed");
    assertThat(writes()).isEmpty();

    assertThat(config(STORED).out()).contains("changed");
    assertThat(writes())
        .containsExactly("POST /v1/reporting/operations/activities_collection/config");
    Run now = config(COLLECTION);
    assertThat(now.out())
        .contains("structure.name: pasaje-activities_collection", "no schedule made from here");
    Run zone = config(STORED, "--set", "structure.display_timezone=GMT-03");
    assertThat(zone.out()).contains("+ structure.display_timezone: GMT-03");
    assertThat(zone.out()).doesNotContain("structure.columns");
    assertThat(writes().getLast())
        .isEqualTo("PUT /v1/reporting/operations/activities_collection/config/ID");
    // Only one webhook, under the id it had.
    assertThat(config(COLLECTION).out().split("webhook", -1)).hasSize(2);
  }

  @Test
  void a_change_that_would_lose_the_key_of_the_notice_is_refused() {
    assertThat(config(STORED).exit()).isZero();

    Run blind = config(COLLECTION, "--set", "structure.name=other", "--apply");

    assertThat(blind.exit()).isEqualTo(2);
    assertThat(blind.err()).contains("would lose it");
    assertThat(writes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collection", "after-collection", "withdrawals"})
  void every_report_of_operations_takes_its_recommended_columns(String report) {
    Run run =
        run(
            "reports",
            "config",
            "--report",
            report,
            "--recommended",
            "--set",
            "notifiers=[{\"type\":\"internal_sftp\",\"data\":{}}]",
            "--apply");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.out()).contains("changed");
  }

  @Test
  void what_is_scheduled_is_made_and_brought_once() throws Exception {
    assertThat(config(STORED).exit()).isZero();
    Run planned = config(COLLECTION, "--schedule", "on");
    assertThat(planned.out()).contains("+ schedule: period=daily hour=3", "Nothing was changed");
    assertThat(writes()).hasSize(1);

    assertThat(config(COLLECTION, "--schedule", "on", "--apply").out()).contains("changed");
    assertThat(config(COLLECTION, "--schedule", "on", "--apply").out()).contains("nothing to");
    assertThat(writes()).hasSize(2);
    assertThat(config(COLLECTION).out())
        .containsPattern("schedule: period=daily hour=3 \\(.{36}\\)");

    pay();
    sandbox.advance(Duration.ofDays(1));
    Run brought = run("reports", "activities");
    assertThat(brought.exit()).as(brought.all()).isZero();
    assertThat(brought.out()).containsPattern("approved +regular_payment +1 +1000\\.00");
    assertThat(kept("activities_collection")).hasSize(1);
    Run again = run("reports", "activities");
    assertThat(again.err()).contains("nothing new");
    assertThat(kept("activities_collection")).hasSize(1);

    Run plan = config(COLLECTION, "--schedule", "off");
    assertThat(plan.out()).contains("- schedule: period=daily hour=3", "Nothing was changed");
    assertThat(writes().getLast()).startsWith("POST");
    assertThat(config(COLLECTION, "--schedule", "off", "--apply").out()).contains("changed");
    assertThat(writes().getLast())
        .isEqualTo("DELETE /v1/reporting/operations/activities_collection/schedule/ID");
    sandbox.advance(Duration.ofDays(3));
    assertThat(run("reports", "activities").err()).contains("nothing new");
    Run none = config(COLLECTION, "--schedule", "off", "--apply");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("--schedule-id");
  }

  @Test
  void a_schedule_is_replaced_without_a_gap() {
    assertThat(config(STORED).exit()).isZero();
    assertThat(config(COLLECTION, "--schedule", "on", "--apply").exit()).isZero();
    int before = writes().size();

    Run run = config(COLLECTION, "--schedule", "on", "--every", "weekly", "--day", "1", "--apply");

    assertThat(run.out())
        .contains("- schedule: period=daily hour=3", "+ schedule: period=weekly hour=3 value=1");
    assertThat(writes().subList(before, writes().size()))
        .containsExactly(
            "POST /v1/reporting/operations/activities_collection/schedule",
            "DELETE /v1/reporting/operations/activities_collection/schedule/ID");
  }

  @Test
  void who_is_killed_while_scheduling_is_told_and_goes_on() throws IOException {
    assertThat(config(STORED).exit()).isZero();
    assertThat(config(COLLECTION, "--schedule", "on", "--apply").exit()).isZero();
    Path file = directory.resolve("reports/tienda/schedules.json");
    String done = Files.readString(file);

    // Between making the new one and ending the old one.
    ObjectNode all = (ObjectNode) JSON.readTree(done);
    ((ObjectNode) all.path("activities_collection")).put("replaces", "an-old-one");
    Files.writeString(file, all.toString());
    assertThat(config(COLLECTION, "--schedule", "on", "--apply").out()).contains("changed");
    assertThat(writes().getLast()).endsWith("/schedule/an-old-one").startsWith("DELETE");
    assertThat(Files.readString(file)).isEqualTo(done);

    // Between asking and writing down the id.
    Files.writeString(file, "{\"activities_collection\":{\"asked\":true}}");
    Run again = config(COLLECTION, "--schedule", "on", "--apply");
    assertThat(again.out()).contains("no answer came", "changed");
    assertThat(Files.readString(file)).doesNotContain("asked");
    assertThat(writes().getLast()).startsWith("POST");
  }

  @Test
  void a_schedule_made_elsewhere_is_ended_by_its_id() {
    Run gone =
        config(COLLECTION, "--schedule", "off", "--schedule-id", "made-elsewhere", "--apply");

    assertThat(gone.exit()).as(gone.all()).isZero();
    assertThat(gone.out()).contains("- schedule: made-elsewhere", "not there any more");
  }

  @Test
  void a_marketplace_is_configured_and_scheduled() throws IOException {
    String[] market = {"--report", "marketplace-sales"};
    Run blind = config(market, "--recommended", "--apply");
    assertThat(blind.exit()).isEqualTo(2);
    assertThat(blind.err()).contains("--set columns=");

    Run set =
        config(market, "--recommended", "--set", "columns=DATE,SOURCE_ID", "--schedule", "on");
    assertThat(set.out())
        .contains(
            "+ columns: DATE SOURCE_ID",
            "+ frequency.hour: 3",
            "- scheduled: ?",
            "+ scheduled: true",
            "Nothing was changed");
    assertThat(writes()).isEmpty();
    assertThat(
            config(
                    market,
                    "--recommended",
                    "--set",
                    "columns=DATE,SOURCE_ID",
                    "--schedule",
                    "on",
                    "--apply")
                .exit())
        .isZero();
    assertThat(writes())
        .containsExactly(
            "POST /v1/account/marketplace_sales_report/config",
            "POST /v1/account/marketplace_sales_report/schedule");

    sandbox.advance(Duration.ofDays(1));
    Run brought =
        run("reports", "activities", "--marketplace", "MP-MKT-" + account.applicationId());
    assertThat(brought.exit()).as(brought.all()).isZero();
    assertThat(kept("marketplace-sales")).hasSize(1);
    assertThat(config(market, "--schedule", "off", "--apply").out())
        .contains("+ scheduled: false", "changed");
    assertThat(writes().getLast())
        .isEqualTo("DELETE /v1/account/marketplace_sales_report/schedule");
  }

  @Test
  void a_settlement_schedule_that_pauses_for_a_change_says_so() {
    String[] settlement = {"--family", "settlement"};
    assertThat(config(settlement, "--recommended", "--schedule", "on", "--apply").exit()).isZero();

    Run changed = config(settlement, "--set", "frequency.hour=5", "--apply");

    assertThat(changed.out())
        .contains("- frequency.hour: 3", "+ frequency.hour: 5", "switched off, and on again");
    assertThat(writes().subList(writes().size() - 3, writes().size()))
        .containsExactly(
            "DELETE /v1/account/settlement_report/schedule",
            "PUT /v1/account/settlement_report/config",
            "POST /v1/account/settlement_report/schedule");
  }

  @Test
  void what_cannot_be_meant_is_refused_before_anything_is_sent() {
    List<String[]> wrong =
        List.of(
            new String[] {"--report", "sales"},
            new String[] {"--report", "collection", "--schedule", "maybe"},
            new String[] {"--report", "collection", "--schedule", "on", "--every", "hourly"},
            new String[] {"--report", "collection", "--schedule", "on", "--every", "weekly"},
            new String[] {"--report", "collection", "--schedule", "on", "--hour", "24"},
            new String[] {"--report", "collection", "--schedule", "on", "--day", "99"},
            new String[] {"--report", "collection", "--schedule", "off", "--hour", "3"},
            new String[] {"--report", "collection", "--hour", "3"},
            new String[] {"--report", "collection", "--schedule", "on", "--schedule-id", "x"},
            new String[] {"--report", "collection", "--schedule", "off", "--schedule-id", "../x"},
            new String[] {"--report", "collection", "--schedule", "on"},
            new String[] {"--report", "collection", "--recommended"},
            new String[] {"--report", "collection", "--notify-url", "http://x.example/"},
            new String[] {
              "--report",
              "collection",
              "--notify-url",
              "http://x.example/",
              "--notify-key-from",
              "NONE"
            },
            new String[] {"--report", "collection", "--set", "notifiers=[{"},
            new String[] {"--report", "marketplace-sales", "--notify-url", "http://x.example/"},
            new String[] {"--report", "marketplace-sales", "--schedule", "on", "--hour", "3"},
            new String[] {"--family", "release", "--schedule", "on", "--every", "daily"});

    wrong.forEach(arguments -> {
      Run run = config(arguments, "--apply");
      assertThat(run.exit()).as("%s: %s", List.of(arguments), run.all()).isEqualTo(2);
      assertThat(run.err()).isNotBlank();
    });
    assertThat(writes()).isEmpty();
  }
}
