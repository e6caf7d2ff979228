// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.web.ReceiverRoutes;
import dev.pasaje.web.Tokens;
import dev.pasaje.web.Web;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Random requests at the receiver's port: whatever comes, the answer is no 5xx, but for what is
/// beyond the quota of hints.
class ReceiverFuzzTest {
  private static final int AT_ONCE = 8;
  private static final int PER_CONNECTION = 50;

  @TempDir Path directory;

  @Test
  @Timeout(120)
  void no_random_request_is_an_error_of_ours() throws Exception {
    fuzz(20_000);
  }

  @Test
  @Tag("slow")
  @Tag("fuzz")
  void no_one_of_a_million_random_requests_is_an_error_of_ours() throws Exception {
    fuzz(1_000_000);
  }

  private void fuzz(int count) throws Exception {
    long seed = System.nanoTime();
    try (Database database = TestDatabases.sqlite(directory);
        Receiver receiver =
            new Receiver(
                database,
                List.of(ReceiverServer.integration("tienda", Arrivals.SECRET)),
                // Nothing is beyond the quota, so that every 503 is a fault.
                Integer.MAX_VALUE / 2,
                InstantSource.system(),
                _ -> {});
        Web web =
            Web.start(
                "127.0.0.1",
                0,
                new Web.Pages(
                    new ReceiverRoutes(receiver, InstantSource.system()),
                    receiver::healthy,
                    () -> "",
                    Optional.empty(),
                    new Tokens(List.of())));
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Integer, Integer>>> all =
          java.util.stream.IntStream.range(0, AT_ONCE)
              .mapToObj(i ->
                  senders.submit(() -> send(web.port(), new Random(seed + i), count / AT_ONCE)))
              .toList();
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<Map<Integer, Integer>> one : all) {
        one.get().forEach((status, times) -> statuses.merge(status, times, Integer::sum));
      }
      System.out.printf("fuzz, seed %d: answers %s%n", seed, statuses);
      assertThat(statuses.keySet())
          .as("seed %d", seed)
          .allMatch(status -> status < 500)
          .contains(200, 400);
      assertThat(receiver.healthy()).isTrue();
    }
  }

  /// Status 0 is a connection closed without an answer, which is no error either.
  private static Map<Integer, Integer> send(int port, Random random, int count) throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    int sent = 0;
    while (sent < count) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(30_000);
        InputStream in = socket.getInputStream();
        for (int i = 0; i < PER_CONNECTION && sent < count; i++) {
          sent++;
          byte[] request = request(random);
          int status;
          try {
            socket.getOutputStream().write(request);
            status = status(in);
          } catch (IOException closed) {
            status = 0;
          }
          statuses.merge(status, 1, Integer::sum);
          if (status >= 500) {
            throw new AssertionError(
                status + " for " + new String(request, StandardCharsets.ISO_8859_1));
          }
          // After a refusal the server may read the rest as something else, or close.
          if (status != 200 && status != 401) {
            break;
          }
        }
      }
    }
    return statuses;
  }

  private static int status(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int letter = in.read();
      if (letter < 0) {
        throw new IOException("closed");
      }
      head.append((char) letter);
    }
    int at = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
    if (at >= 0) {
      String length = head.substring(at + 15, head.indexOf("\r\n", at)).strip();
      in.readNBytes(Integer.parseInt(length));
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  private static final List<String> METHODS =
      List.of(
          "POST",
          "POST",
          "POST",
          "GET",
          "HEAD",
          "PUT",
          "DELETE",
          "OPTIONS",
          "PATCH",
          "BREW",
          "G@T",
          "p\u00f3st",
          "");
  private static final List<String> PATHS =
      List.of(
          "/n/tienda",
          "/n/tienda",
          "/n",
          "/n/",
          "/n/nadie",
          "/n/%2e%2e/x",
          "/n/%zz",
          "/n//",
          "/n/a/b",
          "//",
          "/livez",
          "/metrics",
          "/api/v1/orders",
          "*",
          "http://x/n/tienda",
          "n",
          "http:./x",
          "/n/" + "x".repeat(300),
          "/n/\u00e1",
          "/n/%00");
  private static final List<String> PARTS =
      List.of(
          "data.id=1",
          "data.id=",
          "type=payment",
          "topic=merchant_order",
          "id=9",
          "&",
          "&&",
          "=",
          "%",
          "%00",
          "%ff%fe",
          "+",
          "data%5Bid%5D=7",
          "?",
          "#x",
          "\u00e9",
          "client=tienda",
          "a=" + "b".repeat(500),
          "data.id=1e400",
          "type=%0d%0aX:1");
  private static final List<String> HEADERS =
      List.of(
          "x-signature: ts=1,v1=" + "a".repeat(64),
          "x-signature: ts=,v1=",
          "x-signature:",
          "x-request-id: 1",
          "Content-Type: application/json",
          "Content-Type: \u0001",
          "User-Agent: MercadoPago Feed v2.0 payment",
          "Connection: keep-alive",
          "Expect: nothing",
          "Cookie: a=b",
          "no colon",
          ": no name",
          "x: " + "y".repeat(2000),
          "Upgrade: h2c",
          "X-\u00e9: 1",
          "Accept-Encoding: gzip",
          "Content-Encoding: gzip",
          "Transfer-Encoding: nothing",
          "Host: a",
          "Host: b");
  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "{}",
          "[]",
          "null",
          "\"\"",
          "0",
          "{\"type\":\"payment\",\"data\":{\"id\":1}}",
          "{\"data\":{\"id\":{}}}",
          "{\"id\":1e999999999}",
          "\u0000",
          "\ufeff{}",
          "<xml/>",
          "a=b",
          "[".repeat(2000),
          "{\"type\":" + "9".repeat(1500) + "}",
          "{\"resource\":\"https://x/..%2f\",\"topic\":\"payment\"}",
          "x".repeat(3000));

  private static byte[] request(Random random) {
    StringBuilder text = new StringBuilder(any(METHODS, random)).append(' ');
    text.append(any(PATHS, random));
    for (int n = random.nextInt(5); n > 0; n--) {
      text.append(text.indexOf("?") < 0 ? "?" : "&").append(any(PARTS, random));
    }
    text.append(random.nextInt(50) == 0 ? " HTTP/9.9" : " HTTP/1.1").append("\r\nHost: x\r\n");
    for (int n = random.nextInt(5); n > 0; n--) {
      text.append(any(HEADERS, random)).append("\r\n");
    }
    byte[] body = any(BODIES, random).getBytes(StandardCharsets.UTF_8);
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    for (int n = random.nextInt(20) == 0 ? random.nextInt(4) : 0; n > 0; n--) {
      // Not the end of a line, or the server would wait for more.
      int at = random.nextInt(all.length);
      if (all[at] != '\r' && all[at] != '\n' && at < head.length - 40) {
        all[at] = (byte) random.nextInt(256);
      }
    }
    return all;
  }

  private static String any(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
