// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.outbox.OrderChange;
import dev.pasaje.outbox.Outbox;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API on a real server, over a real store.
final class ApiServer implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final String TOKEN = "t0k3n-of-the-shop";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<RuntimeException> troubles = new CopyOnWriteArrayList<>();
  final Database database;
  final JdbiBook book;
  final Outbox outbox;
  final Api api;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  ApiServer(Path directory, String... tokens) {
    database = TestDatabases.sqlite(directory);
    InstantSource clock = InstantSource.fixed(NOON);
    book = new JdbiBook(database, Set.of("tienda"), clock);
    Target target =
        new Target.Http(
            "erp", List.of(), URI.create("https://erp.example"), Secret.of("whsec_unused"));
    outbox = new Outbox(database, List.of(target));
    List<Secret> secrets = List.of(tokens).stream().map(Secret::of).toList();
    api = new Api(secrets, book, outbox, clock, troubles::add);
    server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register("/api", api))
            .build()
            .start();
  }

  /// One event that has been given up; its id.
  long deadEvent(String reference) {
    database
        .write()
        .useTransaction(handle ->
            outbox.append(
                handle,
                new OrderChange(
                    "tienda",
                    reference,
                    1,
                    "paid",
                    Optional.empty(),
                    "ARS",
                    Optional.of(BigDecimal.TEN),
                    BigDecimal.TEN,
                    BigDecimal.ZERO,
                    List.of()),
                NOON));
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "update outbox_delivery set state = 'dead', trouble = 'http-500', attempts = 10"));
    return outbox.letters(Outbox.State.DEAD, 0, "", 500).getLast().outboxId();
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + pathAndQuery));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private HttpRequest.Builder authorized(String pathAndQuery) {
    return request(pathAndQuery).header("authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> get(String pathAndQuery) {
    return send(authorized(pathAndQuery));
  }

  HttpResponse<String> call(String method, String path, String body) {
    return send(authorized(path).method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> call(String method, String path, byte[] body) {
    return send(authorized(path).method(method, BodyPublishers.ofByteArray(body)));
  }

  int port() {
    return server.port();
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    database.close();
  }
}
