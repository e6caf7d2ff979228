// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.notifications.Arrival;
import dev.pasaje.notifications.Forward;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.notifications.Receiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pasaje notifications listen`, turned by hand, beside a receiver that writes into the same
/// store.
class ListeningTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:03Z");

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> forwarded = new CopyOnWriteArrayList<>();
  private final Transport transport = Transport.with(Duration.ofSeconds(10), 1 << 16);
  private Database database;
  private Receiver receiver;
  private HttpServer shop;
  private volatile int status = 201;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabases.sqlite(directory);
    receiver =
        new Receiver(
            database, List.of(integration("tienda"), integration("otra")), 100, () -> NOW, _ -> {});
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            forwarded.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("X-request-id")
                    + " "
                    + exchange.getRequestHeaders().get("X-twice")
                    + " "
                    + exchange.getRequestHeaders().getFirst("Te")
                    + " "
                    + body);
            exchange.sendResponseHeaders(status, -1);
          }
        });
    shop.start();
  }

  @AfterEach
  void close() {
    shop.stop(0);
    receiver.close();
    transport.close();
    database.close();
  }

  private static Integration integration(String id) {
    return new Integration(
        id,
        Site.MLA,
        Product.CHECKOUT_PRO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CredentialSet.NONE,
        CredentialSet.NONE,
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private void receive(String integration, String query, byte[] body) {
    receiver.receive(
        new Arrival(
            integration,
            "POST",
            "/n/" + integration + "?" + query,
            query,
            List.of(
                new Arrival.Header("Host", "public.example"),
                new Arrival.Header("Content-Length", "999"),
                new Arrival.Header("TE", "gzip"),
                new Arrival.Header("X-Request-Id", "r-1"),
                new Arrival.Header("X-Twice", "a"),
                new Arrival.Header("X-Twice", "b"),
                new Arrival.Header("Bad Name", "x")),
            body,
            false,
            "127.0.0.1",
            NOW));
  }

  private void receive(String integration, String id) {
    receive(
        integration,
        "data.id=" + id + "&type=payment",
        ("{\"action\":\"payment.updated\",\"data\":{\"id\":\"" + id + "\"}}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private Terminal terminal() {
    return Terminal.of(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new ByteArrayInputStream(new byte[0]),
        false,
        Map.of("LANG", "en_US.UTF-8"),
        directory,
        () -> NOW);
  }

  private Listening listening(String integration, Optional<String> to) {
    return new Listening(
        new Inbox(database),
        integration,
        to.map(path ->
            new Forward(
                URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + path), transport)),
        terminal());
  }

  private String printed() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  @Test
  void each_arrival_is_one_line_once() {
    receive("tienda", "1");
    Listening listening = listening("", Optional.empty());

    listening.begin(Listening.Start.LATEST);
    assertThat(printed())
        .isEqualTo("12:00:03Z  tienda  payment  payment.updated  1  none  read again\n");
    assertThat(listening.step()).isZero();
    receive("otra", "2");
    assertThat(listening.step()).isEqualTo(1);
    assertThat(printed()).contains("otra  payment").hasLineCount(1);
    assertThat(listening.step()).isZero();
    assertThat(printed()).isEmpty();
  }

  @Test
  void from_now_on_and_of_one_integration_only() {
    receive("tienda", "1");
    Listening listening = listening("otra", Optional.empty());

    listening.begin(Listening.Start.NOW);
    receive("tienda", "2");
    receive("otra", "3");
    listening.step();

    assertThat(printed()).contains("  3  ").hasLineCount(1);
  }

  @Test
  void what_is_sent_on_is_what_came_but_for_the_connection() {
    Listening listening = listening("", Optional.of("/hook?own=1"));
    listening.begin(Listening.Start.NOW);
    receive("tienda", "data.id=7&type=payment&x=%41[b]|c%", new byte[] {'{', (byte) 0xff, '}'});
    status = 500;

    listening.step();

    assertThat(forwarded)
        .containsExactly(
            "POST /hook?own=1&data.id=7&type=payment&x=%41%5Bb%5D%7Cc%25 r-1 [a, b] null {ÿ}");
    assertThat(printed()).endsWith("  → answered 500\n");
  }

  @Test
  void nobody_there_to_send_on_to_is_told_and_the_watch_goes_on() {
    shop.stop(0);
    Listening listening = listening("", Optional.of("/hook"));
    listening.begin(Listening.Start.NOW);
    receive("tienda", "1");
    receive("tienda", "2");

    assertThat(listening.step()).isEqualTo(2);
    assertThat(printed()).contains("no answer (refused)").hasLineCount(4);
  }

  @Test
  void a_stranger_writes_no_line_of_his_own() {
    Listening listening = listening("", Optional.empty());
    listening.begin(Listening.Start.NOW);
    receive(
        "tienda",
        "data.id=7&type=payment",
        "{\"action\":\"a\\n\\u001b[31mb\",\"data\":{\"id\":\"7\"}}"
            .getBytes(StandardCharsets.UTF_8));

    listening.step();

    assertThat(printed()).hasLineCount(1).doesNotContain("\u001b");
  }
}
