// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A key-value engine of version 2 as its documentation tells it: tokens, versions, check-and-set,
/// deleted versions that answer 404 with their metadata.
public final class KvServer implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final HttpServer server;
  private final String token;
  private final Map<String, List<JsonNode>> secrets = new HashMap<>();

  /// Run, each once, between a read and the next write: somebody who is faster.
  public final ConcurrentLinkedQueue<Runnable> inBetween = new ConcurrentLinkedQueue<>();

  public KvServer(String token) {
    this.token = token;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    server.createContext("/v1/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized void put(String path, String json) {
    secrets.computeIfAbsent(path, key -> new ArrayList<>()).add(JSON.readTree(json));
  }

  public synchronized void delete(String path) {
    Objects.requireNonNull(secrets.get(path)).add(JSON.nullNode());
  }

  public synchronized int version(String path) {
    return secrets.getOrDefault(path, List.of()).size();
  }

  public synchronized JsonNode current(String path) {
    return Objects.requireNonNull(secrets.get(path)).getLast();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    ObjectNode answer = JSON.createObjectNode();
    int status;
    if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      answer.putArray("errors").add("permission denied");
      status = 403;
    } else {
      String path = exchange.getRequestURI().getPath().substring("/v1/".length());
      if (exchange.getRequestMethod().equals("GET")) {
        status = get(path, answer);
      } else {
        Runnable faster = inBetween.poll();
        if (faster != null) {
          faster.run();
        }
        status = post(path, JSON.readTree(asked), answer);
      }
    }
    byte[] body = answer.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized int get(String path, ObjectNode answer) {
    if (!secrets.containsKey(path)) {
      answer.putArray("errors");
      return 404;
    }
    JsonNode last = current(path);
    ObjectNode data = answer.putObject("data");
    data.set("data", last);
    ObjectNode metadata = data.putObject("metadata");
    metadata.put("version", version(path));
    metadata.put("destroyed", false);
    metadata.put("deletion_time", last.isNull() ? "2026-11-24T12:00:00Z" : "");
    return last.isNull() ? 404 : 200;
  }

  private synchronized int post(String path, JsonNode asked, ObjectNode answer) {
    JsonNode cas = asked.path("options").path("cas");
    if (!cas.isInt() || cas.asInt() != version(path)) {
      answer.putArray("errors").add("check-and-set parameter did not match the current version");
      return 400;
    }
    secrets.computeIfAbsent(path, key -> new ArrayList<>()).add(asked.get("data"));
    answer.putObject("data").put("version", version(path));
    return 200;
  }

  /// Nobody answers from now on.
  public void fallSilent() {
    server.stop(0);
  }

  @Override
  public void close() {
    fallSilent();
  }
}
