// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.notifications.Receiver;
import dev.pasaje.notifications.ReceiverServer;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stranger sees of `pasaje serve`.
class WebTest {
  @TempDir Path directory;

  private final AtomicBoolean ready = new AtomicBoolean(true);
  private Database database;
  private Receiver receiver;
  private Web web;
  private HttpClient client;

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(directory);
    receiver =
        new Receiver(
            database,
            List.of(ReceiverServer.integration("tienda", "secret")),
            1000,
            InstantSource.system(),
            _ -> {});
    web =
        Web.start(
            "127.0.0.1",
            0,
            new Web.Pages(
                new ReceiverRoutes(receiver, InstantSource.system()),
                ready::get,
                () -> "figures 1\n",
                Optional.empty(),
                new Tokens(List.of(Secret.of("right")))));
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    web.close();
    receiver.close();
    database.close();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/", "/api/v1/orders", "/nothing", "/n/tienda/more", "/N/x"})
  void whatever_is_not_the_receiver_or_health_asks_for_a_token(String path) throws Exception {
    for (String token : List.of("", "Bearer wrong", "Bearer ", "Basic right", "right")) {
      HttpResponse<String> answer =
          token.isEmpty() ? send("GET", path) : send("GET", path, "Authorization", token);
      assertThat(answer.statusCode()).as("%s with %s", path, token).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }
  }

  @Test
  void the_token_opens_the_metrics() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics", "Authorization", "Bearer right");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("figures 1\n");
    assertThat(send("GET", "/nothing", "Authorization", "Bearer right").statusCode())
        .isEqualTo(404);
  }

  @Test
  void health_is_for_everybody_and_ready_only_when_it_is() throws Exception {
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    ready.set(false);
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void one_who_asks_cannot_tell_an_integration_that_is_there_from_one_that_is_not()
      throws Exception {
    for (String method : List.of("POST", "GET", "PUT", "DELETE")) {
      HttpResponse<String> there = send(method, "/n/tienda?data.id=1&type=payment");
      HttpResponse<String> not = send(method, "/n/nadie?data.id=1&type=payment");
      assertThat(not.statusCode()).isEqualTo(there.statusCode()).isEqualTo(200);
      assertThat(not.headers().map().keySet()).isEqualTo(there.headers().map().keySet());
      assertThat(not.body()).isEqualTo(there.body()).isEmpty();
    }
  }

  /// The same work is done for both: medians of alternating requests, with room for a busy machine.
  @Test
  void nor_by_how_long_the_answer_takes() throws Exception {
    int rounds = 400;
    long[] there = new long[rounds];
    long[] not = new long[rounds];
    String signature = "ts=1764170000,v1=" + "ab".repeat(32);
    for (int i = -100; i < rounds; i++) {
      for (boolean exists : new boolean[] {i % 2 == 0, i % 2 != 0}) {
        long start = System.nanoTime();
        send(
            "POST",
            (exists ? "/n/tienda" : "/n/nadie") + "?data.id=" + (1000 + i) + "&type=payment",
            "x-signature",
            signature,
            "x-request-id",
            "r");
        if (i >= 0) {
          (exists ? there : not)[i] = System.nanoTime() - start;
        }
      }
    }
    Arrays.sort(there);
    Arrays.sort(not);
    double ratio = (double) there[rounds / 2] / not[rounds / 2];
    System.out.printf(
        "median answer: %d µs for one that is there, %d µs for one that is not%n",
        there[rounds / 2] / 1000, not[rounds / 2] / 1000);
    assertThat(ratio).isBetween(0.5, 2.0);
  }

  @Test
  void an_address_that_is_taken_is_said_in_one_line() {
    assertThatThrownBy(() ->
            Web.start(
                "127.0.0.1",
                web.port(),
                new Web.Pages(
                    new ReceiverRoutes(receiver, InstantSource.system()),
                    ready::get,
                    () -> "",
                    Optional.empty(),
                    new Tokens(List.of()))))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("127.0.0.1:" + web.port());
  }
}
