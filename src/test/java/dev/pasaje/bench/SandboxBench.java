// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.notifications.History;
import dev.pasaje.sandbox.notifications.Receiver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The emulator's own speed and size: reads per second of one payment, and many purchases in a
/// small heap, each a preference, its merchant order, a card payment and their notifications. `java
/// -Xmx512m … SandboxBench [seconds] [purchases]`
final class SandboxBench {
  private static final int CONNECTIONS = 16;

  private SandboxBench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int purchases = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    reads(seconds);
    memory(purchases);
  }

  private static void reads(int seconds) throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      SandboxAccount seller = sandbox.account("MLB", "test-user");
      try (var connection = new Connection(sandbox.baseUrl(), seller.accessToken())) {
        String created = connection.call("POST", "/v1/payments", "warm", pix());
        String id = id(created);
        drive(sandbox, seller, id, Math.max(1, seconds / 3));
        long count = drive(sandbox, seller, id, seconds);
        System.out.printf(
            "sandbox reads: %,d GET /v1/payments/{id} in %d s = %,d/s over %d connections%n",
            count, seconds, count / seconds, CONNECTIONS);
      }
    }
  }

  private static long drive(Sandbox sandbox, SandboxAccount seller, String id, int seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        counts.add(
            threads.submit(() -> {
              long count = 0;
              try (var connection = new Connection(sandbox.baseUrl(), seller.accessToken())) {
                while (System.nanoTime() < end) {
                  connection.call("GET", "/v1/payments/" + id, "", "");
                  count++;
                }
              }
              return count;
            }));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum;
    }
  }

  private static void memory(int purchases) throws IOException {
    SandboxOptions options =
        SandboxOptions.usual().withStart(Instant.parse("2026-03-02T12:00:00Z"));
    long begin = System.nanoTime();
    try (Sandbox sandbox = Sandbox.start(options);
        Receiver receiver = Receiver.counting()) {
      SandboxAccount seller = sandbox.account("MLB", "test-user");
      try (var connection = new Connection(sandbox.baseUrl(), seller.accessToken())) {
        for (int i = 1; i <= purchases; i++) {
          purchase(connection, i, receiver.url("/n"));
          if (i % 500 == 0) {
            sandbox.advance(Duration.ofSeconds(5));
          }
        }
      }
      sandbox.advance(Duration.ofSeconds(5));
      History history = History.of(sandbox.courier().deliveries());
      Runtime runtime = Runtime.getRuntime();
      System.gc();
      long used = runtime.totalMemory() - runtime.freeMemory();
      System.out.printf(
          "sandbox memory: %,d purchases, %,d notifications received, %s %% of the last %,d delivered,"
              + " %,d MB used of %,d MB, %,d s%n",
          purchases,
          receiver.count(),
          history.deliveredPercent(),
          history.total(),
          used >> 20,
          runtime.maxMemory() >> 20,
          Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }
  }

  /// What a shop does for one sale by card.
  private static void purchase(Connection connection, int number, String url) throws IOException {
    String preference =
        text(
            connection.call(
                "POST",
                "/checkout/preferences",
                "p" + number,
                """
                {"external_reference": "sale-%d", "notification_url": "%s",
                 "items": [{"title": "One", "quantity": 1, "unit_price": 100.5}]}
                """
                    .formatted(number, url)));
    String order =
        id(
            connection.call(
                "POST",
                "/merchant_orders",
                "o" + number,
                "{\"preference_id\": \"%s\"}".formatted(preference)));
    String token = text(connection.call("POST", "/v1/card_tokens", "t" + number, CARD));
    String payment =
        connection.call(
            "POST",
            "/v1/payments",
            "k" + number,
            """
            {"transaction_amount": 100.5, "token": "%s", "installments": 1,
             "payment_method_id": "master", "external_reference": "sale-%d",
             "notification_url": "%s", "order": {"type": "mercadopago", "id": %s},
             "payer": {"email": "comprador@example.com",
               "identification": {"type": "CPF", "number": "12345678909"}}}
            """
                .formatted(token, number, url, order));
    if (!payment.contains("\"approved\"")) {
      throw new IOException("not approved: " + payment);
    }
  }

  /// The Brazilian test card of the guides.
  private static final String CARD =
      """
      {"card_number": "5031433215406351", "expiration_month": 11, "expiration_year": 2030,
       "security_code": "123", "cardholder": {"name": "APRO",
         "identification": {"type": "CPF", "number": "12345678909"}}}
      """;

  private static String pix() {
    return """
    {"transaction_amount": 10, "payment_method_id": "pix", "payer": {"email": "comprador@example.com"}}
    """;
  }

  private static String text(String answer) {
    return answer.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static String id(String answer) {
    return answer.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1");
  }

  /// One keep-alive connection, so thin that the emulator is what is measured.
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String token;

    Connection(String baseUrl, String token) throws IOException {
      URI uri = URI.create(baseUrl);
      socket = new Socket(uri.getHost(), uri.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
      out = socket.getOutputStream();
      this.token = token;
    }

    String call(String method, String path, String key, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nX-Idempotency-Key: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(method, path, token, key.isEmpty() ? "none" : key, bytes.length);
      out.write((head + body).getBytes(StandardCharsets.UTF_8));
      String status = line();
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      if (!status.contains(" 200 ") && !status.contains(" 201 ")) {
        throw new IOException(status + " " + answer);
      }
      return answer;
    }

    private String line() throws IOException {
      var text = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("connection closed");
        }
        if (b != '\r') {
          text.append((char) b);
        }
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
