// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and what the others learn: nothing.
class ApiAccessTest {
  @TempDir Path directory;

  private static final List<String> PATHS =
      List.of(
          "/api",
          "/api/",
          "/api/v1/orders",
          "/api/v1/orders?limit=0",
          "/api/v1/orders/tienda/A-1",
          "/api/v1/orders/tienda/none",
          "/api/v1/orders/otra/A-1/timeline",
          "/api/v1/outbox",
          "/api/openapi.json",
          "/api/v1/nothing",
          "/api/%2e%2e/x",
          "/api/v1/orders/%C3%28/A-1",
          "/%61pi/v1/orders");

  private static final List<String> SHOWN =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "Bearer wrong",
          "Bearer " + ApiServer.TOKEN + "x",
          "Bearer " + ApiServer.TOKEN.substring(1),
          "Bearer " + ApiServer.TOKEN.toUpperCase(java.util.Locale.ROOT),
          "Bearer x" + ApiServer.TOKEN,
          "Bearer" + ApiServer.TOKEN,
          ApiServer.TOKEN,
          "Basic " + ApiServer.TOKEN,
          "Bearer a, Bearer " + ApiServer.TOKEN);

  /// All that a caller can see, but the date.
  private record Seen(int status, Map<String, List<String>> headers, String body) {
    static Seen of(HttpResponse<String> response) {
      Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
      headers.remove("date");
      return new Seen(response.statusCode(), headers, response.body());
    }
  }

  @Test
  void whoever_shows_no_token_gets_one_answer_whatever_is_there() {
    try (ApiServer server = new ApiServer(directory, ApiServer.TOKEN)) {
      server.book.put("A-1", "paid", ApiServer.NOON, Optional.empty());
      Set<Seen> seen = new HashSet<>();
      for (String path : PATHS) {
        for (String shown : SHOWN) {
          for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            HttpRequest.Builder request =
                server.request(path).method(method, BodyPublishers.noBody());
            if (!shown.isEmpty()) {
              request.header("authorization", shown);
            }
            seen.add(Seen.of(server.send(request)));
          }
        }
      }

      assertThat(seen).hasSize(1);
      Seen only = seen.iterator().next();
      assertThat(only.status()).isEqualTo(401);
      assertThat(only.headers())
          .containsEntry("www-authenticate", List.of("Bearer realm=\"pasaje\""))
          .containsEntry("content-type", List.of("application/problem+json"));
      assertThat(only.body()).doesNotContain(ApiServer.TOKEN);
    }
  }

  @Test
  void without_tokens_in_the_settings_nobody_is_let_in() {
    for (String[] none : new String[][] {{}, {""}, {"  "}}) {
      try (ApiServer server = new ApiServer(directory, none)) {
        for (String shown : List.of("Bearer ", "Bearer null", "Bearer " + ApiServer.TOKEN)) {
          assertThat(
                  server
                      .send(server.request("/api/v1/orders").header("authorization", shown))
                      .statusCode())
              .isEqualTo(401);
        }
        assertThat(server.send(server.request("/api/v1/orders")).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void every_token_of_the_settings_opens() {
    try (ApiServer server = new ApiServer(directory, "one", "two", ApiServer.TOKEN)) {
      for (String shown : List.of("Bearer one", "bearer two", "BEARER  " + ApiServer.TOKEN)) {
        assertThat(
                server
                    .send(server.request("/api/v1/orders").header("authorization", shown))
                    .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void two_tokens_at_once_are_none() {
    try (ApiServer server = new ApiServer(directory, ApiServer.TOKEN)) {
      HttpResponse<String> response =
          server.send(
              server
                  .request("/api/v1/orders")
                  .header("authorization", "Bearer wrong")
                  .header("authorization", "Bearer " + ApiServer.TOKEN));

      assertThat(response.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_large_body_without_a_token_is_refused_as_well() {
    try (ApiServer server = new ApiServer(directory, ApiServer.TOKEN)) {
      HttpResponse<String> response =
          server.send(
              server
                  .request("/api/v1/orders/tienda/A-1/expected")
                  .PUT(BodyPublishers.ofByteArray(new byte[1 << 20])));

      assertThat(response.statusCode()).isEqualTo(401);
    }
  }
}
