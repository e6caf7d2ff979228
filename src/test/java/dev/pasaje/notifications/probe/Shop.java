// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A merchant's web server that does what a test tells it, down to the bytes; it remembers what it
/// was sent.
final class Shop implements AutoCloseable {
  /// One request as it came.
  record Incoming(
      String method, String path, String query, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /// A parameter's raw value; null when it is not there.
    @org.jspecify.annotations.Nullable
    String parameter(String name) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return null;
    }

    boolean visit() {
      return !method.equals("POST");
    }
  }

  /// What a shop does with a request; to write nothing is to close the connection.
  @FunctionalInterface
  interface Behaviour {
    void answer(Incoming request, Out out) throws IOException;
  }

  /// Where the answer goes, and a gate that opens when the test is over.
  record Out(OutputStream stream, CountDownLatch closing) {
    void reply(int status) throws IOException {
      reply(status, Map.of(), "");
    }

    void reply(int status, Map<String, String> headers, String body) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      head.append("Content-Length: " + bytes.length + "\r\n\r\n");
      raw(head.toString());
      stream.write(bytes);
      stream.flush();
    }

    void raw(String text) throws IOException {
      stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
      stream.flush();
    }

    void untilTheEnd() {
      try {
        closing.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final ServerSocket server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Incoming> received = new ArrayList<>();
  private final Behaviour behaviour;

  Shop(Behaviour behaviour) {
    this("127.0.0.1", ServerSocketFactory.getDefault(), behaviour);
  }

  Shop(String address, ServerSocketFactory sockets, Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = sockets.createServerSocket();
      server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int connections() {
    return connections.get();
  }

  List<Incoming> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String[] head = head(in).split("\r\n");
      String[] line = head[0].split(" ");
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i < head.length; i++) {
        int colon = head[i].indexOf(':');
        headers.put(
            head[i].substring(0, colon).toLowerCase(Locale.ROOT),
            head[i].substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      byte[] body = in.readNBytes(length);
      int mark = line[1].indexOf('?');
      Incoming request =
          new Incoming(
              line[0],
              mark < 0 ? line[1] : line[1].substring(0, mark),
              mark < 0 ? "" : line[1].substring(mark + 1),
              headers,
              new String(body, StandardCharsets.UTF_8));
      synchronized (received) {
        received.add(request);
      }
      behaviour.answer(request, new Out(socket.getOutputStream(), closing));
    } catch (IOException | ArrayIndexOutOfBoundsException gone) {
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
