// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Puts hellos to one address: a few at the same time, each on a connection of its own.
final class Asker {
  /// More at once look like an attack to some servers.
  private static final int AT_ONCE = 8;

  private static final Duration LEAST = Duration.ofSeconds(2);

  private final InetSocketAddress address;
  private final TimeBox box;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile Duration patience;

  Asker(InetSocketAddress address, TimeBox box) {
    this.address = address;
    this.box = box;
    this.patience = box.left().dividedBy(2);
  }

  /// Asks, and learns from the first answer how long it is worth waiting for others.
  Reply askFirst(Hello hello) {
    long start = System.nanoTime();
    Reply reply = ask(hello);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (reply instanceof Reply.Accepted || reply instanceof Reply.Refused) {
      Duration learned = LEAST.plus(took.multipliedBy(10));
      patience = learned.compareTo(patience) < 0 ? learned : patience;
    }
    return reply;
  }

  Reply ask(Hello hello) {
    try (Line line = connect()) {
      try {
        line.out().write(hello.encode(new Random()));
        return ReplyReader.read(line.in(), hello.protocol());
      } catch (IOException failed) {
        return box.isOver()
            ? new Reply.Unasked(box.failure(failed))
            : new Reply.Silence(box.failure(failed));
      }
    } catch (IOException failed) {
      return new Reply.Unasked(box.failure(failed));
    }
  }

  /// Whether what listens there answers to HTTP without TLS.
  boolean speaksPlainHttp() {
    try (Line line = connect()) {
      line.out().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(line.in().readNBytes(5), StandardCharsets.US_ASCII).equals("HTTP/");
    } catch (IOException silent) {
      return false;
    }
  }

  /// A connection, as soon as there may be one more.
  Line connect() throws IOException {
    try {
      if (!free.tryAcquire(box.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SocketTimeoutException("time is over");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
    try {
      return Line.to(address, box, patience, free::release);
    } catch (IOException | RuntimeException failed) {
      free.release();
      throw failed;
    }
  }

  TimeBox box() {
    return box;
  }
}
