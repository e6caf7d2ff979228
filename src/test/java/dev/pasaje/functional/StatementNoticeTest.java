// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A statement is scheduled, made by the emulator, told to `serve`, read again over the API and
/// kept once; a notice alone moves nothing.
@Timeout(60)
class StatementNoticeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REPORT = "activities_collection";
  private static final String BASE = "/v1/reporting/operations/" + REPORT;

  @TempDir Path directory;

  private Sandbox sandbox;
  private SandboxAccount account;
  private Settings settings;
  private Database database;
  private Service service;

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
            webhook-secrets: ["the webhook secret"]
        api: { base-url: "%s" }
        serve: { port: 0 }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
    settings = new SettingsFile(Map.of(), directory).read(Optional.empty());
    database = Database.open(settings.storeUrl(), directory);
    serve();
  }

  private void serve() {
    service =
        Service.start(
            settings,
            database,
            new Service.Conditions(InstantSource.system(), new Random(1), "node", "test"));
  }

  @AfterEach
  void close() {
    service.close();
    database.close();
    sandbox.close();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private JsonNode call(String path, String body) throws IOException, InterruptedException {
    return JSON.readTree(send(sandbox.baseUrl() + path, body).body());
  }

  private HttpResponse<String> send(String url, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + account.accessToken())
            .header("Content-Type", "application/json")
            .header("X-Idempotency-Key", java.util.UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private void pay() throws IOException, InterruptedException {
    String card =
        call(
                "/v1/card_tokens?public_key=" + account.publicKey(),
                """
                {"card_number":"5031755734530604","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"APRO",
                 "identification":{"type":"DNI","number":"12345678"}}}
                """)
            .path("id")
            .asString();
    assertThat(
            call(
                    "/v1/payments",
                    """
                    {"transaction_amount":1000,"token":"%s","installments":1,
                     "payment_method_id":"master","description":"One",
                     "payer":{"email":"buyer@example.com"}}
                    """
                        .formatted(card))
                .path("status")
                .asString())
        .isEqualTo("approved");
  }

  private String receiver() {
    return "http://127.0.0.1:" + service.port() + "/n/tienda";
  }

  /// A payment of yesterday in a statement that is available, told to nobody.
  private String statement() throws IOException, InterruptedException {
    pay();
    String uid =
        call(
                BASE + "/statements",
                """
                {"filters":{"creation_date":{"range":{"gte":"2026-11-20T00:00:00-03:00",
                 "lte":"2026-11-20T23:59:59-03:00"}}}}
                """)
            .path("record_id")
            .asString();
    sandbox.advance(Duration.ofSeconds(2));
    return uid;
  }

  private static String notice(String report, String uid) {
    return """
    {"report_id":"%s","statement_id":"%s","status":"available","files":[{"type":"text/csv",
     "name":"%s.csv","size":20480,"has_zip_version":false,
     "url":"http://127.0.0.1:1/never-fetched.csv"}]}
    """
        .formatted(report, uid, report);
  }

  private List<Path> kept() {
    Path folder = directory.resolve("reports/tienda/" + REPORT);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv.json")).toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  private long downloads() {
    return sandbox.requests().all().stream()
        .filter(entry -> entry.request().path().endsWith("/download"))
        .count();
  }

  private List<String> signatures() {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select distinct topic || ' ' || signature || ' ' || disposition from inbox")
                .mapTo(String.class)
                .list());
  }

  @Test
  void from_the_schedule_to_the_archive() throws Exception {
    pay();
    Run stored =
        Run.in(directory)
            .with("NOTICE_KEY", "a key")
            .pasaje(
                "reports",
                "config",
                "--report",
                "collection",
                "--recommended",
                "--notify-url",
                receiver(),
                "--notify-key-from",
                "NOTICE_KEY",
                "--schedule",
                "on",
                "--apply");
    assertThat(stored.exit()).as(stored.all()).isZero();

    sandbox.advance(Duration.ofDays(1));

    until("kept", () -> kept().size() == 1);
    assertThat(Run.in(directory).pasaje("reports", "show", "activities").out())
        .containsPattern("approved +regular_payment +1 +1000\\.00");
  }

  @Test
  void a_notice_is_read_again_and_kept_once_however_often_it_is_told() throws Exception {
    String uid = statement();
    for (int i = 0; i < 5; i++) {
      assertThat(send(receiver(), notice(REPORT, uid)).statusCode()).isEqualTo(200);
    }
    until("kept", () -> kept().size() == 1);
    assertThat(Files.readString(kept().getFirst())).contains(uid, "2026-11-20T03:00:00Z");
    assertThat(downloads()).isEqualTo(1);
    assertThat(signatures()).containsExactly("activities_statement unverifiable raised");

    // Told again after a restart, and asked for by hand.
    service.close();
    serve();
    assertThat(send(receiver(), notice(REPORT, uid)).statusCode()).isEqualTo(200);
    Run again = Run.in(directory).pasaje("reports", "activities");
    assertThat(again.err()).contains("nothing new");
    assertThat(downloads()).isEqualTo(1);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void a_header_nobody_can_check_neither_helps_nor_harms() throws Exception {
    String uid = statement();

    assertThat(
            send(receiver(), notice(REPORT, uid), "x-signature", "ts=1,v1=" + "ab".repeat(32))
                .statusCode())
        .isEqualTo(200);

    until("kept", () -> kept().size() == 1);
    assertThat(signatures()).containsExactly("activities_statement unverifiable raised");
  }

  @Test
  void a_forged_notice_leads_to_a_look_and_to_no_file() throws Exception {
    assertThat(send(receiver(), notice(REPORT, "no-such-statement")).statusCode()).isEqualTo(200);
    until(
        "looked for",
        () ->
            sandbox.requests().all().stream()
                .anyMatch(
                    entry -> entry.request().path().endsWith("/statements/no-such-statement")));
    assertThat(kept()).isEmpty();
    assertThat(downloads()).isZero();
  }

  @Test
  void killed_between_reading_and_keeping_the_next_start_goes_on() throws Exception {
    String uid = statement();
    assertThat(send(receiver(), notice(REPORT, uid)).statusCode()).isEqualTo(200);
    until("kept", () -> kept().size() == 1);
    service.close();
    // As if the process had died before the file was whole: its note comes last.
    Files.delete(kept().getFirst());

    serve();

    until("kept again", () -> kept().size() == 1);
    assertThat(downloads()).isEqualTo(2);
  }
}
