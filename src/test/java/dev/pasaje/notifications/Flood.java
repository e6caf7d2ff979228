// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Sends signed notifications, each of another payment, and remembers which were acknowledged. A
/// connection that breaks is made again.
final class Flood implements AutoCloseable {
  private final AtomicLong next;
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean stopping;

  private Flood(long firstId) {
    this.next = new AtomicLong(firstId);
  }

  static Flood start(int port, int connections, long firstId) {
    Flood flood = new Flood(firstId);
    for (int i = 0; i < connections; i++) {
      flood.senders.add(Thread.ofVirtual().start(() -> flood.send(port)));
    }
    return flood;
  }

  private void send(int port) {
    while (!stopping) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        while (!stopping) {
          long id = next.getAndIncrement();
          socket.getOutputStream().write(request(id));
          int status = status(in);
          if (status == 200) {
            acknowledged.add(id);
          } else {
            refused.incrementAndGet();
          }
        }
      } catch (IOException killed) {
        // The next connection finds the server again, or the test ends.
        Thread.onSpinWait();
      }
    }
  }

  private static byte[] request(long id) {
    String manifest = "id:" + id + ";request-id:r-" + id + ";ts:1764170000;";
    String body = "{\"type\":\"payment\",\"data\":{\"id\":\"" + id + "\"}}";
    return ("POST /n/"
            + ReceiverServer.INTEGRATION
            + "?data.id="
            + id
            + "&type=payment HTTP/1.1\r\nHost: localhost\r\nx-request-id: r-"
            + id
            + "\r\nx-signature: ts=1764170000,v1="
            + Arrivals.hmac(ReceiverServer.SECRET, manifest)
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
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
    return Integer.parseInt(head.substring(9, 12));
  }

  int refused() {
    return refused.get();
  }

  /// Ids that were answered with 200 so far.
  Set<Long> acknowledged() {
    return acknowledged;
  }

  @Override
  public void close() {
    stop();
  }

  void stop() {
    stopping = true;
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
