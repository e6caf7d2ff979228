// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's system: a real HTTP server that keeps what arrives, and answers as it is told.
final class Receiver implements AutoCloseable {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final AtomicReference<Manners> manners = new AtomicReference<>(_ -> Reply.of(200));

  /// @param headers names in lower case, first values
  record Arrival(Map<String, String> headers, String body) {
    String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    JsonNode data() {
      return JSON.readTree(body).path("data");
    }

    String reference() {
      return data().path("reference").asString();
    }

    long revision() {
      return data().path("revision").asLong();
    }
  }

  record Reply(int status, Map<String, String> headers) {
    /// The connection is cut without an answer.
    static final Reply NONE = new Reply(0, Map.of());

    static Reply of(int status) {
      return new Reply(status, Map.of());
    }

    Reply with(String header, String value) {
      return new Reply(status, Map.of(header, value));
    }
  }

  interface Manners {
    Reply reply(Arrival arrival);
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = new java.util.TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      headers.put(":method", exchange.getRequestMethod());
      headers.put(":path", exchange.getRequestURI().toString());
      Arrival arrival = new Arrival(headers, body);
      arrivals.add(arrival);
      Reply reply = manners.get().reply(arrival);
      if (reply.status() != 0) {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), -1);
      }
    }
  }

  void answers(Manners now) {
    manners.set(now);
  }

  void answers(int status) {
    answers(_ -> Reply.of(status));
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /// Revisions that arrived of one order, repetitions included.
  List<Long> revisions(String reference) {
    return arrivals.stream()
        .filter(arrival -> arrival.reference().equals(reference))
        .map(Arrival::revision)
        .toList();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
  }

  Target target(String name, String... integrations) {
    return new Target.Http(name, List.of(integrations), url(), Secret.of(SECRET));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
