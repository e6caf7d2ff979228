// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// One connection whose whole conversation must be over within a time: however slowly bytes trickle
/// in, the time does not start again.
final class Line implements AutoCloseable {
  /// Twice the largest certificate message: no answer that is of use is longer.
  private static final long MAX_BYTES = 2L * Records.MAX_MESSAGE;

  private final TimeBox box;
  private final Socket socket;
  private final InputStream in;
  private final long end;
  private final Runnable whenClosed;

  private Line(TimeBox box, Socket socket, long end, Runnable whenClosed) throws IOException {
    this.box = box;
    this.socket = socket;
    this.end = end;
    this.whenClosed = whenClosed;
    this.in = new Timed(socket.getInputStream());
  }

  /// @param whenClosed run once, only if there is a line to close
  static Line to(InetSocketAddress address, TimeBox box, Duration patience, Runnable whenClosed)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Socket socket = box.connect(address, patience);
    try {
      return new Line(box, socket, end, whenClosed);
    } catch (IOException failed) {
      box.release(socket);
      throw failed;
    }
  }

  InputStream in() {
    return in;
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    box.release(socket);
    whenClosed.run();
  }

  private final class Timed extends InputStream {
    private final InputStream from;
    private long total;

    Timed(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (!left.isPositive()) {
        throw new SocketTimeoutException("no end of it in time");
      }
      if (total > MAX_BYTES) {
        throw new GarbageException("more than " + MAX_BYTES + " bytes");
      }
      socket.setSoTimeout(box.millis(left));
      int count = from.read(into, offset, length);
      total += count;
      return count;
    }

    @Override
    public int available() throws IOException {
      return from.available();
    }
  }
}
