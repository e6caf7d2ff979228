// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pasaje.Pasaje;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Whole `pasaje approval analyze --keep` processes are killed while they fetch: whoever runs it
/// again has every payment once.
class KilledAnalysisTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DAYS = 100;
  private static final int A_DAY = 2;
  private static final int KILLS = 2;

  @TempDir Path directory;

  /// Between the process and the emulator. At one page it kills the process: before that page is
  /// answered, or a moment after.
  private static final class Road implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI emulator;
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicReference<Runnable> end = new AtomicReference<>(() -> {});
    private volatile int last = Integer.MAX_VALUE;
    private volatile Duration grace = Duration.ZERO;

    Road(URI emulator) throws IOException {
      this.emulator = emulator;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::pass);
      server.start();
    }

    URI address() {
      return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// @param page which of the pages to come is the last
    /// @param answered how long the process lives with its answer; it gets none when zero
    void endsAt(int page, Duration answered, Runnable kill) {
      pages.set(0);
      grace = answered;
      end.set(kill);
      last = page;
    }

    private void pass(HttpExchange exchange) throws IOException {
      int page = pages.incrementAndGet();
      if (page >= last && grace.isZero()) {
        end.get().run();
        exchange.close();
        return;
      }
      try {
        var answer =
            client.send(
                HttpRequest.newBuilder(emulator.resolve(exchange.getRequestURI()))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .build(),
                BodyHandlers.ofByteArray());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      }
      if (page >= last) {
        LockSupport.parkNanos(grace.toNanos());
        end.get().run();
      }
    }

    @Override
    public void close() {
      server.stop(0);
      client.close();
    }
  }

  private static void sell(Sandbox sandbox, SandboxAccount account) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < DAYS * A_DAY; i++) {
        String id =
            JSON.readTree(
                    post(
                        http,
                        sandbox,
                        account,
                        "/v1/payments",
                        """
                        {"transaction_amount":100,"payment_method_id":"pix",
                         "external_reference":"o-%d","payer":{"email":"comprador@example.com"}}
                        """
                            .formatted(i)))
                .path("id")
                .asString("");
        if (i % 2 == 0) {
          post(http, sandbox, account, "/_sandbox/payments/" + id + "/pay", "{}");
        }
        if (i % A_DAY == A_DAY - 1) {
          sandbox.advance(Duration.ofDays(1));
        }
      }
    }
  }

  private static String post(
      HttpClient http, Sandbox sandbox, SandboxAccount account, String path, String body)
      throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .header("Authorization", "Bearer " + account.accessToken())
                .header("Content-Type", "application/json")
                .header("X-Idempotency-Key", path + body.hashCode())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static String[] analyze(String... more) {
    return Stream.concat(
            Stream.of(
                "--quiet",
                "approval",
                "analyze",
                "--from",
                "2025-01-01",
                "--to",
                "2025-04-30",
                "--format",
                "json"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Pasaje.class.getName()),
                    Stream.of(analyze("--keep", "kept.jsonl")))
                .toList())
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  @Timeout(120)
  void killed_while_it_fetches_it_counts_nothing_twice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2025-01-02T12:00:00Z")));
        Road road = new Road(URI.create(sandbox.baseUrl()))) {
      SandboxAccount account = sandbox.account("MLB", "real");
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
              .formatted(account.publicKey(), account.accessToken(), road.address()));
      sell(sandbox, account);
      Run whole = Run.in(directory).pasaje(analyze());
      assertThat(whole.exit()).as(whole.all()).isZero();

      for (int i = 0; i < KILLS; i++) {
        AtomicReference<Process> child = new AtomicReference<>();
        Duration grace =
            random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(20));
        // The second page of a window is even: half of it is in the file then.
        road.endsAt(2 + random.nextInt(3), grace, () -> child.get().destroyForcibly());
        child.set(process());
        assertThat(child.get().onExit().join().exitValue())
            .as("killed, seed %d, run %d", seed, i)
            .isEqualTo(137);
      }
      road.endsAt(Integer.MAX_VALUE, Duration.ZERO, () -> {});
      Run last = Run.in(directory).pasaje(analyze("--keep", "kept.jsonl"));

      assertThat(last.out()).as("seed %d %s", seed, last.err()).isEqualTo(whole.out());
      List<String> ids =
          Files.readAllLines(directory.resolve("kept.jsonl")).stream()
              .map(line -> JSON.readTree(line).path("id").asString(""))
              .toList();
      assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates().hasSize(DAYS * A_DAY);
    }
  }
}
