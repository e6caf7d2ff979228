// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Listens on this machine alone for the browser that comes back from authorising. Requests that
/// carry no `state` are answered and forgotten.
public final class Callback implements AutoCloseable {
  private final HttpServer server;
  private final String path;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private Callback(HttpServer server, String path) {
    this.server = server;
    this.path = path;
  }

  /// Whether an address is one of this machine alone.
  public static boolean local(URI redirect) {
    String host = String.valueOf(redirect.getHost());
    return "http".equals(redirect.getScheme())
        && (host.equals("localhost") || host.equals("127.0.0.1"))
        && redirect.getPort() >= 0;
  }

  /// @param said the words the browser shows
  /// @throws PasajeException when the port is taken
  public static Callback listen(URI redirect, String said) {
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(
                  InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), redirect.getPort()),
              0);
      String path = redirect.getPath().isEmpty() ? "/" : redirect.getPath();
      Callback callback = new Callback(server, path);
      server.createContext("/", exchange -> callback.answer(exchange, said));
      server.start();
      return callback;
    } catch (IOException taken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "oauth.listen",
          Map.of("address", redirect.toString(), "why", String.valueOf(taken.getMessage())),
          taken);
    }
  }

  private void answer(HttpExchange exchange, String said) throws IOException {
    try (exchange) {
      URI asked = exchange.getRequestURI();
      String query = Optional.ofNullable(asked.getRawQuery()).orElse("");
      boolean ours = path.equals(asked.getPath()) && query.contains("state=");
      if (ours) {
        answers.add(query);
      }
      byte[] body = said.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      exchange.sendResponseHeaders(ours ? 200 : 404, ours ? body.length : -1);
      if (ours) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /// The query the browser came back with; empty when it did not in time.
  public Optional<String> await(Duration most) throws InterruptedException {
    return Optional.ofNullable(answers.poll(most.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
