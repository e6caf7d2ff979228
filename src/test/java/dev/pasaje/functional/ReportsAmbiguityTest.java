// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer that never comes says nothing of whether the report was made: it is searched for
/// before it is asked for again. And the notice that one is ready, from the emulator to the
/// archive.
class ReportsAmbiguityTest {
  private static final String[] FETCH = {
    "reports", "fetch", "--family", "release", "--from", "2026-10-01", "--look-every", "0"
  };

  /// What the front does to the next request for a report.
  private enum Fate {
    /// The report is made, and nobody is told.
    CUT_AFTER,
    /// Nothing is made either.
    CUT_BEFORE,
    /// Made, but a gateway in between gave up.
    GATEWAY_AFTER
  }

  @TempDir Path directory;

  private final Queue<Fate> fates = new ArrayDeque<>();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private SandboxAccount account;
  private HttpServer front;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-24T12:00:00Z")));
    account = sandbox.account("MLA", "real");
    front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.createContext("/notice", this::notice);
    front.createContext("/", this::pass);
    front.start();
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
            .formatted(account.publicKey(), account.accessToken(), address("")));
    call(
        "POST",
        "/_sandbox/movements",
        "{\"description\":\"tip\",\"amount\":3.25,\"date\":\"2026-10-10T10:00:00.000-04:00\"}");
  }

  @AfterEach
  void close() {
    front.stop(0);
    http.close();
    sandbox.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + front.getAddress().getPort() + path;
  }

  private void notice(HttpExchange exchange) throws IOException {
    try (exchange) {
      notices.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean asks =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().getPath().equals("/v1/account/release_report");
      Optional<Fate> fate = asks ? Optional.ofNullable(fates.poll()) : Optional.empty();
      if (fate.filter(Fate.CUT_BEFORE::equals).isPresent()) {
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (fate.filter(Fate.CUT_AFTER::equals).isPresent()) {
        return;
      }
      boolean gone = fate.filter(Fate.GATEWAY_AFTER::equals).isPresent();
      byte[] told = gone ? new byte[0] : answer.body();
      answer
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(
          gone ? 504 : answer.statusCode(), told.length == 0 ? -1 : told.length);
      exchange.getResponseBody().write(told);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + exchange.getRequestURI()))
            .timeout(Duration.ofSeconds(30))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private String call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .header("Authorization", "Bearer " + account.accessToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private Stream<String> asked(String method, String path) {
    return sandbox.requests().all().stream()
        .map(entry -> entry.request().method() + " " + entry.request().path())
        .filter(line -> line.equals(method + " " + path));
  }

  private long kept(String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("reports/tienda/release"))) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }

  @Test
  void an_answer_cut_off_after_the_report_was_made_is_searched_for_and_found() throws IOException {
    fates.add(Fate.CUT_AFTER);
    Run fetched = Run.in(directory).pasaje(FETCH);
    assertThat(fetched.exit()).as(fetched.all()).isZero();
    assertThat(asked("POST", "/v1/account/release_report")).hasSize(1);
    assertThat(kept(".parquet")).isEqualTo(1);
  }

  @Test
  void a_gateway_that_gave_up_is_no_answer_either() throws IOException {
    fates.add(Fate.GATEWAY_AFTER);
    Run fetched = Run.in(directory).pasaje(FETCH);
    assertThat(fetched.exit()).as(fetched.all()).isZero();
    assertThat(asked("POST", "/v1/account/release_report")).hasSize(1);
    assertThat(kept(".parquet")).isEqualTo(1);
  }

  @Test
  void what_was_not_made_is_told_and_made_by_the_next_run() throws IOException {
    fates.add(Fate.CUT_BEFORE);
    Run unsure = Run.in(directory).pasaje(FETCH);
    assertThat(unsure.exit()).as(unsure.all()).isEqualTo(3);
    assertThat(asked("POST", "/v1/account/release_report")).isEmpty();

    Run fetched = Run.in(directory).pasaje(FETCH);
    assertThat(fetched.exit()).as(fetched.all()).isZero();
    assertThat(asked("POST", "/v1/account/release_report")).hasSize(1);
    assertThat(kept(".csv")).isEqualTo(1);
  }

  /// The emulator signs and sends; what arrived is given to the command as a file.
  private String notice(String password) throws IOException, InterruptedException {
    call(
        "PUT",
        "/_sandbox/reports/notification",
        "{\"url\":\"%s\",\"password\":\"%s\"}".formatted(address("/notice"), password));
    assertThat(
            Run.in(directory)
                .pasaje("reports", "create", "--family", "release", "--from", "2026-10-01")
                .exit())
        .isZero();
    String list = call("GET", "/v1/account/release_report/list", "");
    String task = list.replaceAll("(?s).*?\"id\"\\s*:\\s*(\\d+).*", "$1");
    for (int look = 0; look < 3; look++) {
      call("GET", "/v1/account/release_report/task/" + task, "");
    }
    String said = notices.poll(20, TimeUnit.SECONDS);
    assertThat(said).as("the notice of task %s", task).isNotNull();
    return said;
  }

  private Run take(String notice, String password) throws IOException {
    Files.writeString(directory.resolve("notice.json"), notice);
    return Run.in(directory)
        .with("REPORT_PASSWORD", password)
        .pasaje("reports", "fetch", "--notice", "notice.json", "--secret-from", "REPORT_PASSWORD");
  }

  @Test
  void a_notice_of_the_emulator_brings_its_file_and_a_forged_one_does_not()
      throws IOException, InterruptedException {
    String said = notice("a password");
    String elsewhere = said.replace(sandbox.baseUrl(), "http://evil.example");
    assertThat(elsewhere).isNotEqualTo(said);

    assertThat(take(said, "another password").exit()).isEqualTo(2);
    String other = said.replaceAll("(\"transaction_id\"\\s*:\\s*\")\\d", "$17");
    assertThat(
            take(other.equals(said) ? said.replace("\"2026-", "\"2025-") : other, "a password")
                .exit())
        .isEqualTo(2);
    assertThat(directory.resolve("reports/tienda/release")).doesNotExist();

    // Its addresses are not covered by the signature, and not used.
    Run taken = take(elsewhere, "a password");
    assertThat(taken.exit()).as(taken.all()).isZero();
    assertThat(kept(".csv")).isEqualTo(1);
    assertThat(kept(".csv.parquet")).isEqualTo(1);
    assertThat(Files.readString(sidecar()))
        .contains("\"requestedBegin\" : \"2026-10-01T04:00:00Z\"");
  }

  private Path sidecar() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("reports/tienda/release"))) {
      return files.filter(file -> file.toString().endsWith(".csv.json")).findFirst().orElseThrow();
    }
  }

  @Test
  void a_long_password_leaves_the_date_unsigned_which_is_said()
      throws IOException, InterruptedException {
    String password = "p".repeat(64);
    Run taken = take(notice(password), password);
    assertThat(taken.exit()).as(taken.all()).isZero();
    assertThat(taken.out()).contains("72");
    assertThat(kept(".csv")).isEqualTo(1);
  }
}
