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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole `pasaje reports fetch` processes are killed at random moments: in the end every range was
/// asked for once and every file is kept once, whole.
class ReportsKilledTest {
  private static final Instant NOW = Instant.parse("2025-06-24T12:00:00Z");

  private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 4, 30);

  /// Six months are four ranges of two families.
  private static final String[] FETCH = {
    "reports", "fetch", "--from", FIRST.toString(), "--to", LAST.toString(), "--look-every", "0"
  };

  private static final int REPORTS = 8;

  @TempDir Path directory;

  private static void call(Sandbox sandbox, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + sandbox.account("MLA", "real").accessToken())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  private void settings(Sandbox sandbox) throws IOException {
    SandboxAccount account = sandbox.account("MLA", "real");
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

  private Process fetch() throws IOException {
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
                "--quiet"));
    command.addAll(List.of(FETCH));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("fetch.log").toFile())
        .start();
  }

  /// What the emulator was asked to make: `route body`.
  private static List<String> created(Sandbox sandbox) {
    return sandbox.requests().all().stream()
        .map(entry -> entry.request())
        .filter(request ->
            request.method().equals("POST") && request.path().matches("/v1/account/\\w+_report"))
        .map(request -> request.path() + " " + new String(request.body(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("reports/tienda"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Test
  @Timeout(180)
  void killed_at_random_moments_it_goes_on_and_asks_for_nothing_twice() throws Exception {
    kill(5);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void killed_forty_times_it_goes_on_and_asks_for_nothing_twice() throws Exception {
    for (int i = 0; i < 8; i++) {
      kill(5);
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder())
            .filter(path -> !path.equals(directory))
            .forEach(path -> path.toFile().delete());
      }
    }
  }

  private void kill(int times) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(NOW))) {
      settings(sandbox);
      for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(13)) {
        call(
            sandbox,
            "/_sandbox/movements",
            "{\"description\":\"tip\",\"amount\":%d.25,\"date\":\"%sT10:00:00.000-04:00\"}"
                .formatted(day.getDayOfMonth(), day));
      }
      int killed = 0;
      for (int i = 0; i < times; i++) {
        int enough = sandbox.requests().all().size() + 1 + random.nextInt(10);
        long more = random.nextInt(40_000_000);
        Process process = fetch();
        while (process.isAlive() && sandbox.requests().all().size() < enough) {
          LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(more);
        killed += process.isAlive() ? 1 : 0;
        process.destroyForcibly();
        process.onExit().join();
      }
      assertThat(killed).as("killed while at work, seed %d", seed).isPositive();

      Run last = Run.in(directory).pasaje(FETCH);

      assertThat(last.exit()).as("seed %d: %s", seed, last.all()).isZero();
      assertThat(created(sandbox)).as("seed %d", seed).hasSize(REPORTS).doesNotHaveDuplicates();
      List<String> kept = kept();
      assertThat(kept.stream().filter(name -> name.endsWith(".csv"))).hasSize(REPORTS);
      assertThat(kept.stream().filter(name -> name.endsWith(".csv.parquet"))).hasSize(REPORTS);
      assertThat(kept.stream().filter(name -> name.endsWith(".csv.json"))).hasSize(REPORTS);
      // Beside these only the journal and the lock: nothing half written is left.
      assertThat(kept)
          .as("seed %d", seed)
          .hasSize(3 * REPORTS + 2)
          .contains("journal.tsv", ".lock");
      assertThat(Run.in(directory).pasaje("reports", "prove").out())
          .startsWith("It closes: " + REPORTS + " files");
      Run again = Run.in(directory).pasaje(FETCH);
      assertThat(again.out().lines()).hasSize(REPORTS).allMatch(l -> l.contains("already here"));
      assertThat(created(sandbox)).hasSize(REPORTS);
      System.out.printf("killed %d times: %d reports, each once, seed %d%n", killed, REPORTS, seed);
    }
  }
}
