// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.http.Transport;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// From the configuration to the archive and back, against the emulator over HTTP.
class ReportsCommandsTest {
  @TempDir Path directory;

  private Sandbox sandbox;
  private SandboxAccount account;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-24T12:00:00Z")));
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
    move("tip", "100.50", "2026-09-10T10:00:00.000-04:00");
    move("asset_management", "2.25", "2026-10-20T10:00:00.000-04:00");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void move(String description, String amount, String date)
      throws IOException, InterruptedException {
    call(
        "POST",
        "/_sandbox/movements",
        "{\"description\":\"%s\",\"amount\":%s,\"date\":\"%s\"}"
            .formatted(description, amount, date));
  }

  private void call(String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + account.accessToken())
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
  }

  private Run run(String... arguments) {
    return Run.in(directory).pasaje(arguments);
  }

  private long created(String route) {
    return sandbox.requests().all().stream()
        .filter(request ->
            request.request().method().equals("POST")
                && request.request().path().equals("/v1/account/" + route))
        .count();
  }

  private List<Path> kept(String family, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("reports/tienda/" + family))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void a_configuration_is_a_difference_before_it_is_changed() {
    Run shown = run("reports", "config", "--family", "release", "--recommended");
    assertThat(shown.exit()).isZero();
    assertThat(shown.out()).contains("+ columns: DATE SOURCE_ID", "--apply");
    assertThat(run("reports", "config", "--family", "release").out()).contains("never configured");

    assertThat(run("reports", "config", "--family", "release", "--recommended", "--apply").out())
        .contains("changed");
    assertThat(run("reports", "config", "--family", "release", "--recommended").out())
        .contains("nothing to change");
    Run zone =
        run(
            "reports",
            "config",
            "--family",
            "release",
            "--set",
            "display_timezone=GMT-03",
            "--schedule",
            "on",
            "--apply");
    assertThat(zone.out()).contains("+ display_timezone: GMT-03", "+ scheduled: true");
    assertThat(run("reports", "config", "--family", "release").out())
        .contains("display_timezone: GMT-03");
  }

  @Test
  void a_setting_nobody_documents_is_told_a_wrong_value_refused_and_lines_fit_the_screen() {
    Run slip = run("reports", "config", "--family", "release", "--set", "report_transalation=en");
    assertThat(slip.exit()).isZero();
    assertThat(slip.err()).contains("report_transalation: no document names this setting");
    Run hour = run("reports", "config", "--set", "frequency.hour=99");
    assertThat(hour.exit()).isEqualTo(2);
    assertThat(hour.err()).contains("--set frequency.hour=99: accepted are 0 - 23");
    assertThat(run("reports", "config", "--recommended").out().lines())
        .allMatch(line -> line.length() <= 80);
    assertThat(run("reports", "list").err()).contains("has no release report of this account");
  }

  @Test
  void a_configuration_somebody_stored_meanwhile_is_changed() {
    assertThat(run("reports", "config", "--recommended", "--apply").exit()).isZero();
    try (Transport transport = Transport.with(Duration.ofSeconds(20), 1 << 20)) {
      ReportApi api =
          new ReportApi(
              new MercadoPago.Access(
                      URI.create(sandbox.baseUrl().toString()),
                      transport,
                      Pacing.USUAL,
                      InstantSource.system(),
                      Pacing.Sleeper.REAL,
                      "test")
                  .as(Secret.of(account.accessToken())),
              ReportFamily.RELEASE);
      ObjectNode changed = api.configuration().orElseThrow().put("separator", "|");
      changed.remove("scheduled");
      api.configure(changed, Optional.empty());
      assertThat(api.configuration().orElseThrow().path("separator").asString("")).isEqualTo("|");
    }
    assertThat(Range.zone("GMT-3")).isEqualTo(ZoneOffset.ofHours(-3));
    assertThat(Range.zone("GMT-03:30")).isEqualTo(ZoneOffset.ofHoursMinutes(-3, -30));
  }

  @Test
  void a_long_range_is_fetched_in_parts_kept_proved_and_shown() throws IOException, SQLException {
    assertThat(run("reports", "config", "--recommended", "--apply").exit()).isZero();
    Run fetched = run("reports", "fetch", "--from", "2026-08-01", "--look-every", "0");
    assertThat(fetched.exit()).as(fetched.all()).isZero();
    assertThat(created("release_report")).isEqualTo(2);
    assertThat(kept("release", ".csv")).hasSize(2);

    Run again = run("reports", "fetch", "--from", "2026-08-01", "--look-every", "0");
    assertThat(again.out()).contains("already here");
    assertThat(created("release_report")).isEqualTo(2);
    assertThat(created("settlement_report")).isEqualTo(2);

    assertThat(run("reports", "list", "--family", "release").out()).contains("*  release");
    Run proved = run("reports", "prove");
    assertThat(proved.out()).startsWith("It closes: 4 files");
    assertThat(run("reports", "show", "balance", "--format", "csv").out())
        .contains("2026-09-10,100.50,0.00,100.50,ARS", "2026-10-20,2.25,0.00,102.75,ARS");
    assertThat(run("reports", "show", "movements").out()).contains("tip", "100.50");
    assertThat(run("reports", "show", "movements", "--format", "html").out())
        .contains("Content-Security-Policy", "<table>")
        .doesNotContain("<script");
    assertThat(Files.readString(kept("release", ".json").getFirst()))
        .contains("\"requestedBegin\" : \"2026-08-01T04:00:00Z\"", "\"taskId\"", "\"sha256\"");

    try (Engine engine = Engine.duckDb(directory.resolve("spill"), 256 << 20);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery(
                "select sum(net_credit_amount), count(distinct file), min(date_offset) from "
                    + Sql.parquet(kept("release", ".parquet"))
                    + " where class in ('tip', 'yield')")) {
      assertThat(sum.next()).isTrue();
      assertThat(sum.getBigDecimal(1)).isEqualTo(new BigDecimal("102.75"));
      assertThat(sum.getInt(2)).isEqualTo(2);
      assertThat(sum.getInt(3)).isEqualTo(-240);
    }
  }

  @Test
  void who_is_killed_after_asking_goes_on_and_asks_for_nothing_twice() throws IOException {
    assertThat(run("reports", "create", "--family", "release", "--from", "2026-10-01").exit())
        .isZero();
    // As if the process had died between asking and writing down the task, in the middle of a line.
    Path journal = directory.resolve("reports/tienda/journal.tsv");
    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(2);
    Files.writeString(journal, lines.getFirst() + "\n" + lines.getLast().substring(0, 30));

    Run fetched =
        run("reports", "fetch", "--family", "release", "--from", "2026-10-01", "--look-every", "0");

    assertThat(fetched.exit()).as(fetched.all()).isZero();
    assertThat(created("release_report")).isEqualTo(1);
    assertThat(kept("release", ".parquet")).hasSize(1);
  }

  @Test
  void a_task_that_hangs_is_waited_for_and_told() throws IOException, InterruptedException {
    call("PUT", "/_sandbox/reports/quirks", "{\"stuck_task\":true}");
    Run stuck =
        run("reports", "fetch", "--family", "release", "--from", "2026-10-01", "--wait", "0");
    assertThat(stuck.exit()).isEqualTo(3);
    assertThat(stuck.err()).contains("not ready yet");
    Run still =
        run("reports", "fetch", "--family", "release", "--from", "2026-10-01", "--wait", "0");
    assertThat(still.exit()).isEqualTo(3);
    assertThat(created("release_report")).isEqualTo(1);
  }

  @Test
  void a_range_that_is_answered_with_203_is_told() throws IOException, InterruptedException {
    call("PUT", "/_sandbox/reports/quirks", "{\"refused_range\":true}");
    Run refused = run("reports", "fetch", "--family", "release", "--from", "2026-10-01");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains("203");
  }

  @Test
  void days_that_are_not_over_and_words_that_are_no_days_are_refused() {
    assertThat(run("reports", "fetch", "--from", "2026-11-24").exit()).isEqualTo(2);
    assertThat(run("reports", "fetch", "--from", "soon").err()).contains("2026-09-01");
    assertThat(run("reports", "fetch", "--family", "other", "--from", "2026-10-01").exit())
        .isEqualTo(2);
    assertThat(run("reports", "show", "everything").err()).contains("balance, movements");
    assertThat(run("reports", "show", "balance").exit()).isEqualTo(2);
  }

  @Test
  void a_bad_row_ends_with_1_and_a_formula_is_none() throws IOException {
    Files.writeString(
        directory.resolve("r.csv"),
        """
        DATE,DESCRIPTION,NET_CREDIT_AMOUNT,NET_DEBIT_AMOUNT,SOURCE_ID
        2026-09-01T10:00:00.000-03:00,payment,1.00,0.00,=cmd()
        yesterday,payment,1.00,0.00,2
        """);
    Run parsed = run("reports", "parse", "r.csv", "--keep", "tienda");
    assertThat(parsed.exit()).isEqualTo(1);
    assertThat(parsed.out()).contains("line 3", "DATE", "yesterday");
    assertThat(kept("release", ".parquet")).hasSize(1);
    Run shown =
        run("reports", "show", "movements", "r.csv", "--format", "csv", "--output", "xlsx=m.xlsx");
    assertThat(shown.out()).contains("'=cmd()");
    assertThat(directory.resolve("m.xlsx")).isNotEmptyFile();
    assertThat(run("reports", "prove", "r.csv").exit()).isEqualTo(1);
  }
}
