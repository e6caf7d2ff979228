// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.pasaje.outside.Outlook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A shop's web server on loopback, with TLS of the tests' own authority.
final class TestSite implements AutoCloseable {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  final TestAuthority authority = TestAuthority.create();
  final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
  private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;

  TestSite() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
    server.setExecutor(pool);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    try (exchange) {
      pages.getOrDefault(path, one -> one.sendResponseHeaders(404, -1)).handle(exchange);
    }
  }

  URI at(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  void serve(String path, HttpHandler handler) {
    pages.put(path, handler);
  }

  /// A file with headers; `name: value`, one a line.
  void serve(String path, String type, String headers, String text) {
    serve(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          headers
              .lines()
              .map(line -> line.split(": ", 2))
              .forEach(pair -> exchange.getResponseHeaders().add(pair[0], pair[1]));
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  Outlook outlook(Duration limit) {
    return new Outlook(limit, authority.trust(), false, "Pasaje/test", InstantSource.fixed(NOON));
  }

  PageFacts look(String path, PageTarget target, Optional<Chromium> browser) {
    return new PageProbe(outlook(Duration.ofSeconds(20)), browser)
        .look(new PageTarget(at(path), target.product(), target.productionKey(), target.testKey()));
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }
}
