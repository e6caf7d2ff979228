// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// An API that answers each route as it was told to, and 404 to the rest; it remembers what it was
/// asked.
final class RoutedServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> routes = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  RoutedServer() {
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

  /// @param route method and path, `GET /v1/payments/1`
  synchronized RoutedServer on(String route, int status, String body) {
    routes.put(route, new Answer(status, body));
    return this;
  }

  /// Method and path, as it came, of every request, in order.
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /// The idempotency keys of the writes.
  synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  private synchronized Answer find(String route, String key, String body) {
    asked.add(route);
    if (!route.startsWith("GET")) {
      keys.add(key);
      bodies.add(body);
    }
    return routes.getOrDefault(route, new Answer(404, "{\"message\":\"resource not found\"}"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestHeaders().getFirst("X-Idempotency-Key");
      Answer answer =
          find(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
              key == null ? "" : key,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
