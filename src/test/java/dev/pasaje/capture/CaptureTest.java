// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.http.Transport;
import dev.pasaje.outside.Trust;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What passes through the proxy, what it writes down, and what it never writes down.
class CaptureTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private Capture capture(URI upstream, Duration limit, Trust trust) {
    Transport transport = Transport.trusting(limit, 1 << 20, trust.context());
    open.add(transport);
    Capture capture =
        Capture.start(
            new Capture.Plan("127.0.0.1", 0, upstream, file(), limit),
            transport,
            () -> Instant.parse("2026-11-24T12:00:00Z"));
    open.add(capture);
    return capture;
  }

  private Capture capture(URI upstream) {
    return capture(upstream, Duration.ofSeconds(20), Trust.usual());
  }

  private Path file() {
    return directory.resolve("requests.jsonl");
  }

  private static CapturedRequests read(Path file) {
    CapturedRequests recorded = new CapturedRequests();
    recorded.read(file);
    return recorded;
  }

  private Sandbox sandbox(SandboxOptions options) {
    Sandbox sandbox = Sandbox.start(options);
    open.add(sandbox);
    return sandbox;
  }

  private static HttpResponse<String> send(
      Capture capture, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + capture.port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(file()).stream()
        .map(JSON::readTree)
        .map(JsonNode.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_sale_passes_and_is_written_down_without_a_secret(boolean tls) throws Exception {
    SandboxOptions options = SandboxOptions.usual();
    Sandbox sandbox = sandbox(tls ? options.withTls(directory) : options);
    Trust trust = tls ? Trust.with(List.of(directory.resolve("ca.pem"))) : Trust.usual();
    Capture capture = capture(URI.create(sandbox.baseUrl()), Duration.ofSeconds(20), trust);
    String accessToken = sandbox.account("MLB", "test-user").accessToken();
    String[] headers = {
      "Authorization", "Bearer " + accessToken,
      "User-Agent", "MercadoPago Java SDK/3.5.0",
      "X-Idempotency-Key", "0d5020ed-1af6-469c-ae06-c3bec19954bb",
      "X-meli-session-id", "armor.marked-device",
      "X-Private-Thing", "marked-header",
      "Cookie", "session=marked-cookie",
      "Content-Type", "application/json"
    };

    HttpResponse<String> token =
        send(
            capture,
            "POST",
            "/v1/card_tokens?access_token=" + accessToken,
            """
            {"card_number":"5031433215406351","expiration_month":11,"expiration_year":2030,
             "security_code":"907","cardholder":{"name":"APRO MARKEDHOLDER",
             "identification":{"type":"CPF","number":"12345678909"}}}
            """,
            headers);
    String cardToken = JSON.readTree(token.body()).path("id").asString();
    HttpResponse<String> payment =
        send(
            capture,
            "POST",
            "/v1/payments",
            """
            {"transaction_amount":40.10,"installments":1,"payment_method_id":"master",
             "token":"%s","external_reference":"PED-1","statement_descriptor":"LOJA",
             "description":"for marked.buyer@example.com, card 5031 4332 1540 6351",
             "metadata":{"note":"Bearer marked-bearer"},
             "payer":{"email":"marked.buyer@example.com","first_name":"Markedname",
              "last_name":"Markedlast","identification":{"type":"CPF","number":"12345678909"}},
             "additional_info":{"items":[{"id":"A","title":"Cup","quantity":1,"unit_price":40.10}],
              "payer":{"first_name":"Markedname","phone":{"area_code":"11","number":"987654321"},
              "address":{"zip_code":"01310100","street_name":"Markedstreet","street_number":"77"}}}}
            """
                .formatted(cardToken),
            headers);
    String id = JSON.readTree(payment.body()).path("id").asString();
    HttpResponse<String> read = send(capture, "GET", "/v1/payments/" + id, "", headers);

    assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
    assertThat(payment.statusCode()).as(payment.body()).isEqualTo(201);
    assertThat(payment.headers().firstValue("content-type").orElse("")).contains("json");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(read.body()).path("transaction_amount").decimalValue())
        .isEqualByComparingTo("40.10");
    assertThat(capture.figures()).isEqualTo(new Figures(3, 1, 0, 0, 0));
    String kept = Files.readString(file());
    assertThat(kept)
        .doesNotContain(accessToken, cardToken, "5031433215406351", "5031 4332 1540 6351")
        .doesNotContain("\"907\"", "12345678909", "987654321", "01310100", "503143", "6351")
        .doesNotContainIgnoringCase("marked");
    JsonNode line = lines().get(1);
    assertThat(line.propertyNames())
        .containsExactly(
            "at",
            "method",
            "path",
            "query",
            "requestHeaders",
            "requestBody",
            "status",
            "responseHeaders",
            "responseBody");
    assertThat(line.path("requestHeaders").propertyNames())
        .containsExactlyInAnyOrder(
            "Authorization",
            "User-Agent",
            "X-Idempotency-Key",
            "X-meli-session-id",
            "Content-Type");
    assertThat(line.path("requestHeaders").path("User-Agent").asString())
        .isEqualTo("MercadoPago Java SDK/3.5.0");
    JsonNode body = line.path("requestBody");
    assertThat(body.path("external_reference").asString()).isEqualTo("PED-1");
    assertThat(body.path("transaction_amount").decimalValue()).isEqualByComparingTo("40.10");
    assertThat(body.path("payer").path("email").asString()).isEqualTo("m…@example.com");
    assertThat(body.path("payer").path("first_name").asString()).isEqualTo("M…");
    assertThat(body.path("additional_info").path("items").path(0).path("title").asString())
        .isEqualTo("Cup");
    assertThat(line.path("responseBody").path("id").asString()).isEqualTo(id);
    assertThat(read(file()).size()).isEqualTo(1);
  }

  @Test
  void an_api_that_is_down_is_a_502_that_is_written_down() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Capture capture = capture(URI.create("http://127.0.0.1:" + free));

    HttpResponse<String> answer = send(capture, "GET", "/v1/payments/1", "");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(JSON.readTree(answer.body()).path("error").asString()).isEqualTo("refused");
    assertThat(JSON.readTree(answer.body()).path("message").asString())
        .contains("pasaje quality capture", "127.0.0.1:" + free);
    assertThat(lines().getFirst().path("status").asInt()).isEqualTo(502);
    assertThat(lines().getFirst().path("trouble").asString()).isEqualTo("refused");
    assertThat(capture.figures()).isEqualTo(new Figures(1, 0, 0, 1, 0));
  }

  /// A server that says so much for each connection, and no more.
  private URI saying(String words, boolean close) throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(listening);
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            try {
              Socket socket = listening.accept();
              open.add(socket);
              InputStream in = socket.getInputStream();
              assertThat(in.read()).isNotNegative();
              socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
              socket.getOutputStream().flush();
              if (close) {
                socket.shutdownOutput();
              }
            } catch (IOException ended) {
              return;
            }
          }
        });
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Type: application/json\r\n\r\n{"
      })
  void an_api_that_does_not_finish_in_time_is_a_504(String words) throws Exception {
    Capture capture = capture(saying(words, false), Duration.ofMillis(400), Trust.usual());

    HttpResponse<String> answer = send(capture, "POST", "/v1/payments", "{}");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(lines().getFirst().path("status").asInt()).isEqualTo(504);
    assertThat(lines().getFirst().path("trouble").asString()).isEqualTo("timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{",
      })
  void an_answer_that_breaks_off_is_a_502(String words) throws Exception {
    Capture capture = capture(saying(words, true));

    assertThat(send(capture, "GET", "/x", "").statusCode()).isEqualTo(502);
    assertThat(lines().getFirst().path("status").asInt()).isEqualTo(502);
  }

  @Test
  void a_server_that_cannot_be_believed_is_a_502() throws Exception {
    Sandbox sandbox = sandbox(SandboxOptions.usual().withTls(directory));
    Capture capture = capture(URI.create(sandbox.baseUrl()));

    assertThat(send(capture, "GET", "/users/me", "").statusCode()).isEqualTo(502);
    assertThat(lines().getFirst().path("trouble").asString()).isEqualTo("tls");
  }

  /// A server that answers every request with its own head, after as many bytes as it was told.
  private URI echoing(int bytes) throws IOException {
    var server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] head =
              (exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Keep-Alive", "timeout=1");
          exchange.getResponseHeaders().add("X-Request-Id", "r-1");
          exchange.getResponseHeaders().add("Set-Cookie", "a=1");
          exchange.getResponseHeaders().add("Set-Cookie", "b=2");
          exchange.sendResponseHeaders(200, head.length + (long) bytes);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[bytes]);
            out.write(head);
          }
        });
    server.start();
    open.add(() -> server.stop(0));
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void headers_between_two_machines_are_not_forwarded() throws Exception {
    Capture capture = capture(echoing(0));
    String answer;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), capture.port())) {
      socket
          .getOutputStream()
          .write(
              """
              GET /a%20b?x=%5B1%5D&email=marked@example.com HTTP/1.1
              Host: me
              Connection: close, X-Mine
              X-Mine: 1
              TE: trailers
              Proxy-Authorization: Basic bWFya2Vk
              X-Theirs: 1

              """
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      // Nothing follows, so the server closes once it has answered.
      socket.shutdownOutput();
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer).contains("/a%20b?x=%5B1%5D&email=marked@example.com").contains("X-theirs");
    assertThat(answer).doesNotContain("X-mine", "Te,", "Proxy-authorization", "timeout=1");
    assertThat(answer).contains("a=1", "b=2");
    assertThat(lines().getFirst().path("query").asString())
        .isEqualTo("x=%5B1%5D&email=m…@example.com");
    assertThat(Files.readString(file())).doesNotContain("bWFya2Vk", "marked");
  }

  @Test
  void a_long_answer_passes_whole_and_is_not_kept() throws Exception {
    Capture capture = capture(echoing(5 << 20));

    HttpResponse<String> answer = send(capture, "GET", "/v1/account/report.csv", "");

    assertThat(answer.body()).hasSizeGreaterThan(5 << 20).contains("report.csv");
    assertThat(lines().getFirst().path("responseBody").isNull()).isTrue();
    assertThat(lines().getFirst().path("trouble").asString()).isEqualTo("answer-not-kept");
    assertThat(Files.size(file())).isLessThan(10_000);
  }

  @Test
  void a_request_without_bounds_is_refused() throws Exception {
    Capture capture = capture(echoing(0));

    HttpResponse<String> answer =
        send(capture, "POST", "/v1/payments", "x".repeat(Forwarder.MOST_REQUEST + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(lines().getFirst().path("trouble").asString()).isEqualTo("request-too-large");
  }

  @Test
  void a_line_torn_by_a_kill_is_no_error_and_is_cut_off_before_the_next() throws Exception {
    Files.writeString(
        file(),
        "{\"method\":\"POST\",\"path\":\"/v1/payments\",\"status\":201,\"requestHeaders\":{},"
            + "\"requestBody\":{},\"responseBody\":{\"id\":7}}\n{\"method\":\"PO",
        StandardOpenOption.CREATE);

    assertThat(read(file()).size()).isEqualTo(1);

    Capture capture = capture(echoing(0));
    assertThat(send(capture, "GET", "/y", "").statusCode()).isEqualTo(200);
    assertThat(lines()).hasSize(2);
    assertThat(read(file()).size()).isEqualTo(1);
  }

  @Test
  void forms_and_addresses_are_veiled_too() {
    assertThat(
            Veil.body(
                    "grant_type=client_credentials&client_secret=marked&client_id=12"
                        .getBytes(StandardCharsets.UTF_8),
                    "application/x-www-form-urlencoded",
                    "/oauth/token")
                .toString())
        .isEqualTo(
            "{\"grant_type\":\"client_credentials\",\"client_secret\":\"[REDACTED]\","
                + "\"client_id\":\"12\"}");
    assertThat(Veil.path("/v1/card_tokens/0123456789abcdef0123456789abcdef"))
        .isEqualTo("/v1/card_tokens/[REDACTED]");
    assertThat(
            Veil.headers(Map.of("Cookie", List.of("a"), "User-Agent", List.of("x")))
                .propertyNames())
        .containsExactly("User-Agent");
    assertThat(Veil.body("no json".getBytes(StandardCharsets.UTF_8), "", "/").isNull()).isTrue();
  }
}
