// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The time that one host may cost, and the sockets opened in it: when it is over, all of them are
/// closed, so that nothing can wait any longer.
final class TimeBox implements AutoCloseable {
  private final long end;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch done = new CountDownLatch(1);

  TimeBox(Duration limit) {
    end = System.nanoTime() + limit.toNanos();
    // A thread of the system: floods of data may keep every virtual one from its turn.
    Thread.ofPlatform().daemon().name("tls-time").start(this::watch);
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /// Connects within the given time and what is left.
  Socket connect(InetSocketAddress to, Duration patience) throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(to, millis(patience));
      return socket;
    } catch (IOException | RuntimeException failed) {
      release(socket);
      throw failed;
    }
  }

  /// Milliseconds a blocking call may take.
  ///
  /// @throws SocketTimeoutException when nothing is left
  int millis(Duration patience) throws SocketTimeoutException {
    Duration left = left();
    long millis = (patience.compareTo(left) < 0 ? patience : left).toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException("time is over");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /// Why something failed: because time was over, whatever the exception says.
  TlsFacts.Failure failure(IOException failed) {
    return isOver()
        ? new TlsFacts.Failure(Exchange.Reason.TIMEOUT, "the time for this host was over")
        : Failures.of(failed);
  }

  void release(Socket socket) {
    open.remove(socket);
    close(socket);
  }

  @Override
  public void close() {
    done.countDown();
    open.forEach(TimeBox::close);
  }

  private void watch() {
    try {
      if (!done.await(left().toNanos(), TimeUnit.NANOSECONDS)) {
        open.forEach(TimeBox::close);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is gone either way.
    }
  }
}
