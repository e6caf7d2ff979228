// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Sends requests to addresses that were resolved and checked before: it asks no resolver, so a
/// name that changes its mind changes nothing. Each request has its own connection and an alarm
/// that closes it when its time is over, whatever it is waiting for. Redirections are answers.
final class Caller {
  private static final int PIECES = 8;

  private final ReceiverTarget target;
  private final List<InetAddress> addresses;
  private final SSLSocketFactory tls;
  private final ScheduledExecutorService alarms;
  private final Patience patience;
  private final AnswerSheet sheet;

  Caller(
      ReceiverTarget target,
      List<InetAddress> addresses,
      SSLSocketFactory tls,
      ScheduledExecutorService alarms,
      Patience patience,
      AnswerSheet sheet) {
    this.target = target;
    this.addresses = addresses;
    this.tls = tls;
    this.alarms = alarms;
    this.patience = patience;
    this.sheet = sheet;
  }

  /// Sends one request; never throws for anything the other side does.
  Answer send(Request request, Duration limit) {
    long start = System.nanoTime();
    AtomicBoolean late = new AtomicBoolean();
    AtomicReference<Socket> open = new AtomicReference<>();
    ScheduledFuture<?> alarm =
        alarms.schedule(
            () -> {
              late.set(true);
              close(open.get());
            },
            limit.toNanos(),
            TimeUnit.NANOSECONDS);
    try {
      return exchange(request, start, limit, open);
    } catch (IOException | IllegalArgumentException failed) {
      Duration took = since(start);
      Result result =
          late.get()
              ? open.get() == null ? Result.NOT_CONNECTED : Result.TIMED_OUT
              : result(failed);
      return Answer.none(result, took, sheet.detail(failed));
    } finally {
      alarm.cancel(false);
      close(open.get());
    }
  }

  private Answer exchange(Request request, long start, Duration limit, AtomicReference<Socket> open)
      throws IOException {
    Socket plain = connect(start, limit, open);
    Socket socket = target.https() ? secure(plain) : plain;
    write(socket.getOutputStream(), request);
    AnswerReader reader = new AnswerReader(new BufferedInputStream(socket.getInputStream()));
    AnswerReader.Head head = reader.head();
    Duration took = since(start);
    long until = System.nanoTime() + patience.body().toNanos();
    socket.setSoTimeout((int) Math.max(1, patience.body().toMillis()));
    return sheet.answer(head, reader.body(head, request.method(), until), took);
  }

  private Socket connect(long start, Duration limit, AtomicReference<Socket> open)
      throws IOException {
    IOException last = new ConnectException("no address");
    for (InetAddress address : addresses) {
      Duration left = limit.minus(since(start));
      if (left.isNegative() || left.isZero()) {
        break;
      }
      Socket socket = new Socket();
      try {
        long each = Math.min(left.toMillis(), patience.connect().toMillis());
        socket.connect(new InetSocketAddress(address, target.port()), (int) Math.max(1, each));
        open.set(socket);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException failed) {
        last = failed;
        close(socket);
      }
    }
    throw last instanceof ConnectException ? last : new NotConnected(last);
  }

  /// Nobody took the connection.
  private static final class NotConnected extends IOException {
    private static final long serialVersionUID = 1L;

    NotConnected(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private Socket secure(Socket plain) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /// A receiver may answer before it has read everything, and close: its answer still counts.
  private void write(OutputStream out, Request request) throws IOException {
    String host = target.url().getHost();
    boolean usual = target.url().getPort() < 0;
    out.write(request.head(usual ? host : host + ":" + target.url().getPort()));
    out.flush();
    byte[] body = request.bytes();
    int pieces = request.pace() == Request.Pace.DRIPPING ? PIECES : 1;
    int each = Math.max(1, (body.length + pieces - 1) / pieces);
    try {
      for (int at = 0; at < body.length; at += each) {
        if (at > 0) {
          LockSupport.parkNanos(patience.drip().toNanos());
        }
        out.write(body, at, Math.min(each, body.length - at));
        out.flush();
      }
    } catch (IOException stopped) {
      return;
    }
  }

  private Result result(Exception failed) {
    if (failed instanceof ConnectException refused) {
      return String.valueOf(refused.getMessage()).contains("refused")
          ? Result.CONNECTION_REFUSED
          : Result.NOT_CONNECTED;
    }
    if (failed instanceof NotConnected) {
      return Result.NOT_CONNECTED;
    }
    if (failed instanceof AnswerReader.Garbled) {
      return Result.GARBLED;
    }
    if (failed instanceof SSLException) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof CertificateException) {
          return Result.UNTRUSTED;
        }
      }
      return Result.HANDSHAKE_FAILED;
    }
    return Result.CLOSED;
  }

  private static Duration since(long start) {
    return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
  }

  private static void close(@org.jspecify.annotations.Nullable Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        return;
      }
    }
  }
}
