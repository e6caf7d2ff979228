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

/// The emulator's own speed and size: reads per second of one payment, and many payments with their
/// notifications in a small heap. `java -Xmx512m … SandboxBench [seconds] [payments]`
final class SandboxBench {
  private static final int CONNECTIONS = 16;

  private SandboxBench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int payments = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    reads(seconds);
    memory(payments);
  }

  private static void reads(int seconds) throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      SandboxAccount seller = sandbox.account("MLB", "test-user");
      try (var connection = new Connection(sandbox.baseUrl(), seller.accessToken())) {
        String created = connection.call("POST", "/v1/payments", "warm", pix(""));
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

  private static void memory(int payments) throws IOException {
    SandboxOptions options =
        SandboxOptions.usual().withStart(Instant.parse("2026-03-02T12:00:00Z"));
    long begin = System.nanoTime();
    try (Sandbox sandbox = Sandbox.start(options);
        Receiver receiver = Receiver.counting()) {
      SandboxAccount seller = sandbox.account("MLB", "test-user");
      try (var connection = new Connection(sandbox.baseUrl(), seller.accessToken())) {
        for (int i = 1; i <= payments; i++) {
          connection.call("POST", "/v1/payments", "k" + i, pix(receiver.url("/n")));
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
          "sandbox memory: %,d payments, %,d notifications received, %s %% of the last %,d delivered,"
              + " %,d MB used of %,d MB, %,d s%n",
          payments,
          receiver.count(),
          history.deliveredPercent(),
          history.total(),
          used >> 20,
          runtime.maxMemory() >> 20,
          Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }
  }

  private static String pix(String url) {
    return """
    {"transaction_amount": 10, "payment_method_id": "pix", "notification_url": "%s",
     "payer": {"email": "comprador@example.com"}}
    """
        .formatted(url);
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
