// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.Pasaje;
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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Processes that bring scheduled statements, and one that is told of them, are killed at random
/// moments: in the end every statement is kept once, whole, and nothing half written is left.
class StatementsKilledTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DAYS = 8;
  private static final String REPORT = "activities_collection";

  @TempDir Path directory;

  private Sandbox sandbox;
  private SandboxAccount account;

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + account.accessToken())
                  .header("Content-Type", "application/json")
                  .header("X-Idempotency-Key", java.util.UUID.randomUUID().toString())
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
      return JSON.readTree(answer.body());
    }
  }

  private void pay() throws IOException, InterruptedException {
    String card =
        call(
                "POST",
                "/v1/card_tokens?public_key=" + account.publicKey(),
                """
                {"card_number":"5031755734530604","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"APRO",
                 "identification":{"type":"DNI","number":"12345678"}}}
                """)
            .path("id")
            .asString();
    var _ =
        call(
            "POST",
            "/v1/payments",
            """
            {"transaction_amount":10,"token":"%s","installments":1,"payment_method_id":"master",
             "description":"One","payer":{"email":"buyer@example.com"}}
            """
                .formatted(card));
  }

  @BeforeEach
  void open() throws IOException {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-10T12:00:00Z")));
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
        serve: { lease-seconds: 4 }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
    Run stored =
        Run.in(directory)
            .with("KEY", "k")
            .pasaje(
                "reports",
                "config",
                "--report",
                "collection",
                "--recommended",
                "--notify-url",
                "http://127.0.0.1:1/n/tienda",
                "--notify-key-from",
                "KEY",
                "--schedule",
                "on",
                "--apply");
    assertThat(stored.exit()).as(stored.all()).isZero();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private List<String> kept(String ending) throws IOException {
    Path folder = directory.resolve("reports/tienda/" + REPORT);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  private List<String> made() throws Exception {
    return call("GET", "/v1/reporting/operations/" + REPORT + "/statements", "")
        .path("results")
        .valueStream()
        .map(one -> REPORT + "-" + one.path("uid").asString() + ".csv")
        .sorted()
        .toList();
  }

  private Process bring() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                Pasaje.class.getName(),
                "reports",
                "activities",
                "--quiet"));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("bring.log").toFile())
        .start();
  }

  private long downloads() {
    return sandbox.requests().all().stream()
        .filter(entry -> entry.request().path().endsWith("/download"))
        .count();
  }

  @Test
  @Timeout(120)
  void killed_while_bringing_it_goes_on_and_keeps_each_once() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < DAYS; i++) {
      pay();
      sandbox.advance(Duration.ofDays(1));
    }
    assertThat(made()).hasSize(DAYS);
    for (int i = 0; i < 3; i++) {
      long enough = downloads() + 1 + random.nextInt(2);
      long more = random.nextInt(5_000_000);
      Process process = bring();
      while (process.isAlive() && downloads() < enough) {
        LockSupport.parkNanos(1_000_000);
      }
      LockSupport.parkNanos(more);
      process.destroyForcibly();
      process.onExit().join();
    }

    Run last = Run.in(directory).pasaje("reports", "activities");

    assertThat(last.exit()).as("seed %d: %s", seed, last.all()).isZero();
    assertThat(kept(".csv.json")).as("seed %d", seed).hasSize(DAYS);
    assertThat(kept(".csv")).as("seed %d", seed).isEqualTo(made());
    assertThat(Run.in(directory).pasaje("reports", "activities").err()).contains("nothing new");
    assertThat(Run.in(directory).pasaje("reports", "show", "activities").out())
        .as("seed %d", seed)
        .containsPattern("approved +regular_payment +" + DAYS + " +" + DAYS + "0\\.00");
  }

  @Test
  @Timeout(120)
  void a_server_that_is_killed_after_it_was_told_keeps_what_it_was_told() throws Exception {
    List<String> told;
    try (ServeProcess server = ServeProcess.start(directory)) {
      String structure =
          call("GET", "/v1/reporting/operations/" + REPORT + "/config", "")
              .at("/structure/id")
              .asString();
      var _ =
          call(
              "PUT",
              "/v1/reporting/operations/" + REPORT + "/config/" + structure,
              """
              {"structure":{"columns":[{"key":"operation_id"},{"key":"transaction_amount"}]},
               "notifiers":[{"type":"webhook","data":{"url":"%s/n/tienda","key":"k"}}]}
              """
                  .formatted(server.address()));
      // The schedule names a notifier that is gone: another one is made.
      assertThat(
              Run.in(directory)
                  .pasaje(
                      "reports", "config", "--report", "collection", "--schedule", "on", "--apply")
                  .exit())
          .isZero();
      pay();
      sandbox.advance(Duration.ofDays(1));
      told = made();
      assertThat(told).hasSize(1);
      long seen = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (sandbox.requests().all().stream()
              .noneMatch(entry -> entry.request().path().matches(".*/statements/[^/]+"))
          && System.nanoTime() < seen) {
        LockSupport.parkNanos(1_000_000);
      }
      server.kill();
    }
    try (ServeProcess next = ServeProcess.start(directory)) {
      long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (kept(".csv.json").isEmpty() && System.nanoTime() < limit) {
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(next.isAlive()).isTrue();
    }
    assertThat(kept(".csv")).isEqualTo(told);
    assertThat(kept(".csv.json")).hasSize(1);
  }
}
