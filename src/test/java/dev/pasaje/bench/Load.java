// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.function.LongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends signed notifications over many connections at once from one thread, and measures: the
/// generator must cost little, because it shares the machine with what it measures. A request goes
/// out on a connection when the one before it was answered.
final class Load {
  private static final int STEPS_PER_MS = 10;
  private static final int MOST_MS = 60_000;

  private Load() {}

  /// What came of it.
  ///
  /// @param acknowledged answers with 200
  /// @param millis from the first request to the last answer
  /// @param histogram answers by tenths of a millisecond
  @SuppressWarnings("ArrayRecordComponent") // made by one run, read by its caller
  record Result(long sent, long acknowledged, long millis, int[] histogram) {
    double perSecond() {
      return acknowledged * 1000.0 / Math.max(1, millis);
    }

    double percentile(double share) {
      long rank = (long) Math.ceil(sent * share);
      long seen = 0;
      for (int i = 0; i < histogram.length; i++) {
        seen += histogram[i];
        if (seen >= rank) {
          return (i + 1) / (double) STEPS_PER_MS;
        }
      }
      return MOST_MS;
    }
  }

  private static final class Connection {
    final SocketChannel channel;
    ByteBuffer request = ByteBuffer.allocate(0);
    final ByteBuffer answer = ByteBuffer.allocate(1024);
    long started;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /// @param request makes the n-th request
  static Result run(int port, int connections, long count, LongFunction<byte[]> request)
      throws IOException {
    int[] histogram = new int[MOST_MS * STEPS_PER_MS];
    long next = 0;
    long done = 0;
    long acknowledged = 0;
    try (Selector selector = Selector.open()) {
      long start = System.nanoTime();
      for (int i = 0; i < connections && next < count; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        send(connection, request.apply(next++));
      }
      while (done < count) {
        if (selector.select(30_000) == 0) {
          throw new IOException("no answer within 30 s, " + done + " of " + count + " answered");
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          Connection connection = (Connection) key.attachment();
          if (connection.request.hasRemaining()) {
            connection.channel.write(connection.request);
          }
          if (connection.channel.read(connection.answer) < 0) {
            throw new IOException("the server closed a connection");
          }
          if (complete(connection.answer)) {
            long tenths = (System.nanoTime() - connection.started) * STEPS_PER_MS / 1_000_000;
            histogram[(int) Math.min(histogram.length - 1, tenths)]++;
            done++;
            acknowledged += status(connection.answer) == 200 ? 1 : 0;
            connection.answer.clear();
            if (next < count) {
              send(connection, request.apply(next++));
            } else {
              key.cancel();
              connection.channel.close();
            }
          }
        }
      }
      return new Result(done, acknowledged, (System.nanoTime() - start) / 1_000_000, histogram);
    }
  }

  private static void send(Connection connection, byte[] request) throws IOException {
    connection.started = System.nanoTime();
    connection.request = ByteBuffer.wrap(request);
    connection.channel.write(connection.request);
  }

  /// The receiver's answers have no body, so an empty line ends them.
  private static boolean complete(ByteBuffer answer) {
    int end = answer.position();
    return end >= 4
        && answer.get(end - 4) == '\r'
        && answer.get(end - 3) == '\n'
        && answer.get(end - 2) == '\r'
        && answer.get(end - 1) == '\n';
  }

  private static int status(ByteBuffer answer) {
    byte[] status = new byte[3];
    answer.get("HTTP/1.1 ".length(), status);
    return Integer.parseInt(new String(status, StandardCharsets.US_ASCII));
  }

  /// Requests as Mercado Pago sends them, each of another payment, signed.
  static LongFunction<byte[]> notifications(String integration, String secret, long firstId) {
    Mac mac;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return number -> {
      long id = firstId + number;
      String requestId = "bb56a2f1-6aae-46ac-982e-" + (100_000_000_000L + number);
      String manifest = "id:" + id + ";request-id:" + requestId + ";ts:1764170000;";
      String hash =
          HexFormat.of().formatHex(mac.doFinal(manifest.getBytes(StandardCharsets.UTF_8)));
      String body =
          "{\"action\":\"payment.updated\",\"api_version\":\"v1\",\"data\":{\"id\":\""
              + id
              + "\"},\"date_created\":\"2026-11-26T12:00:00Z\",\"id\":"
              + (110_000_000_000L + number)
              + ",\"live_mode\":true,\"type\":\"payment\",\"user_id\":\"1403498245\"}";
      return ("POST /n/"
              + integration
              + "?data.id="
              + id
              + "&type=payment HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\nUser-Agent: MercadoPago WebHook v1.0 payment\r\nX-Request-Id: "
              + requestId
              + "\r\nX-Rest-Pool-Name: /services/webhooks.js\r\nX-Socket-Timeout: 22000"
              + "\r\nX-Signature: ts=1764170000,v1="
              + hash
              + "\r\n\r\n"
              + body)
          .getBytes(StandardCharsets.US_ASCII);
    };
  }
}
