// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// A server that gives the answers it was told to give, one after the other, and remembers what it
/// was asked. When all are given, the last one is repeated.
final class ScriptedServer implements AutoCloseable {
  /// One answer; no status breaks the connection off instead.
  record Line(Optional<Integer> status, Map<String, String> headers, String body) {}

  /// One request as it came.
  record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private final HttpServer server;
  private final Deque<Line> script = new ArrayDeque<>();
  private Line last = new Line(Optional.empty(), Map.of(), "");
  private final List<Asked> asked = new ArrayList<>();

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  ScriptedServer answer(int status, String body) {
    return answer(status, body, Map.of());
  }

  synchronized ScriptedServer answer(int status, String body, Map<String, String> headers) {
    script.add(new Line(Optional.of(status), headers, body));
    return this;
  }

  synchronized ScriptedServer breakOff() {
    script.add(new Line(Optional.empty(), Map.of(), ""));
    return this;
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private synchronized Line next(Asked request) {
    asked.add(request);
    if (!script.isEmpty()) {
      last = script.removeFirst();
    }
    return last;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Line line =
          next(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      if (line.status().isEmpty()) {
        return;
      }
      line.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = line.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(line.status().get(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
