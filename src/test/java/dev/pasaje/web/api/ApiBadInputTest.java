// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that make no sense: each is refused with a reason, and none is a fault of the server.
class ApiBadInputTest {
  @TempDir Path directory;
  private ApiServer server;

  @BeforeEach
  void start() {
    server = new ApiServer(directory, ApiServer.TOKEN);
    server.book.put("A-1", "paid", ApiServer.NOON, Optional.empty());
  }

  @AfterEach
  void stop() {
    assertThat(server.troubles).isEmpty();
    server.close();
  }

  private static void refused(HttpResponse<String> response, int status, String problem) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(ApiServer.json(response).path("type").asString())
        .isEqualTo("urn:pasaje:problem:" + problem);
    assertThat(ApiServer.json(response).path("status").asInt()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=501",
        "limit=1e2",
        "limit=",
        "limit",
        "limit=%31%00",
        "limit=99999999999999999999",
        "limit=1&limit=1",
        "state=",
        "state=%C3%28",
        "state=a%0Ab",
        "after=not-a-position",
        "after=!!!",
        "after=MQ",
        "after=OTk5OTk5OTk5OTk5OTk5OTk5OQphCmI",
      })
  void a_bad_parameter_of_the_order_list_is_named(String query) {
    HttpResponse<String> response = server.get("/api/v1/orders?" + query);

    refused(response, 400, "parameter");
    assertThat(ApiServer.json(response).path("detail").asString())
        .contains(query.split("=", -1)[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "state=all", "state=DEAD", "after=1", "after=x:erp", "after=1:"})
  void a_bad_parameter_of_the_outbox_is_named(String query) {
    refused(server.get("/api/v1/outbox?" + query), 400, "parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/orders?stat=paid",
        "/api/v1/orders?=x",
        "/api/v1/orders/tienda/A-1?x=1",
        "/api/v1/orders/tienda/A-1/timeline?limit=3",
        "/api/v1/outbox?integration=tienda",
      })
  void an_unknown_parameter_does_not_pass_in_silence(String path) {
    refused(server.get(path), 400, "parameter-unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api",
    "GET, /api/",
    "GET, /api/v1",
    "GET, /api/v1/orders/",
    "GET, /api/v1/orders/tienda",
    "GET, /api/v1/orders/tienda/A-1/",
    "GET, /api/v1/orders/tienda/a/b/timeline",
    "GET, /api/v1/orders/tienda/A-1/Timeline",
    "GET, /api/v2/orders",
    "POST, /api/v1/outbox/1/replay",
  })
  void what_is_not_there_is_not_found(String method, String path) {
    int status = server.call(method, path, "").statusCode();
    assertThat(status).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/orders, GET",
    "DELETE, /api/v1/orders/tienda/A-1, GET",
    "POST, /api/v1/orders/tienda/A-1/expected, PUT",
    "GET, /api/v1/orders/tienda/A-1/release, POST",
    "GET, /api/v1/outbox/1/erp/replay, POST",
    "PATCH, /api/openapi.json, GET",
  })
  void a_wrong_method_is_told_the_right_one(String method, String path, String allowed) {
    HttpResponse<String> response = server.call(method, path, "");

    refused(response, 405, "method");
    assertThat(response.headers().firstValue("allow")).hasValue(allowed);
  }

  @Test
  void unknown_orders_integrations_and_deliveries_are_told_apart() {
    refused(server.get("/api/v1/orders/tienda/none"), 404, "no-such-order");
    refused(server.get("/api/v1/orders/none/A-1/timeline"), 404, "no-such-order");
    refused(
        server.call("POST", "/api/v1/orders/tienda/none/release", "{\"by\":\"Ana\"}"),
        404,
        "no-such-order");
    refused(
        server.call(
            "PUT", "/api/v1/orders/none/A-1/expected", "{\"total\":\"1\",\"currency\":\"ARS\"}"),
        404,
        "no-such-integration");
    refused(server.call("POST", "/api/v1/outbox/7/erp/replay", ""), 404, "no-such-delivery");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/orders/tienda/%00",
        "/api/v1/orders/tienda/a%0Ab",
        "/api/v1/orders/tienda/%C3%28",
        "/api/v1/orders/tienda/%FF",
        "/api/v1/orders/tienda/%ED%A0%80",
      })
  void a_reference_that_is_no_text_is_refused(String path) {
    refused(server.get(path), 400, "path");
  }

  @Test
  void a_reference_that_is_too_long_is_refused() {
    refused(server.get("/api/v1/orders/tienda/" + "a".repeat(257)), 400, "path");
    refused(server.get("/api/v1/orders/tienda/" + "a".repeat(256)), 404, "no-such-order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "%F0%9F%A6%A4"})
  void an_event_that_is_no_number_is_refused(String id) {
    refused(server.call("POST", "/api/v1/outbox/" + id + "/erp/replay", ""), 400, "path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | body",
        "{ | body",
        "null | body",
        "[] | body",
        "\"1\" | body",
        "{} {} | body",
        "{\"total\":\"1\",\"total\":\"2\",\"currency\":\"ARS\"} | body",
        "{} | field",
        "{\"total\":\"1\"} | field",
        "{\"currency\":\"ARS\"} | field",
        "{\"total\":1,\"currency\":\"ARS\"} | field",
        "{\"total\":null,\"currency\":\"ARS\"} | field",
        "{\"total\":\"\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"-1\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"1e3\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"1,50\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"1.23456\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"NaN\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"1234567890123\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"١\",\"currency\":\"ARS\"} | field",
        "{\"total\":\"1\",\"currency\":\"ars\"} | field",
        "{\"total\":\"1\",\"currency\":\"PESO\"} | field",
        "{\"total\":\"1\",\"currency\":[\"ARS\"]} | field",
        "{\"total\":\"1\",\"currency\":\"ARS\",\"paid\":\"1\"} | field-unknown",
      })
  void a_bad_expectation_is_refused_and_nothing_is_kept(String body, String problem) {
    refused(server.call("PUT", "/api/v1/orders/tienda/A-1/expected", body), 400, problem);

    long kept =
        server
            .database
            .read()
            .withHandle(handle ->
                handle.createQuery("select count(*) from expected_order").mapTo(Long.class).one());
    assertThat(kept).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | body",
        "{} | field",
        "{\"by\":\"\"} | field",
        "{\"by\":\"  \"} | field",
        "{\"by\":\"a\\nb\"} | field",
        "{\"by\":true} | field",
        "{\"who\":\"Ana\"} | field-unknown",
      })
  void a_release_by_nobody_is_refused(String body, String problem) {
    refused(server.call("POST", "/api/v1/orders/tienda/A-1/release", body), 400, problem);
  }

  @Test
  void a_body_that_is_too_large_too_deep_or_no_text_is_refused() {
    for (String path :
        List.of("/api/v1/orders/tienda/A-1/expected", "/api/v1/orders/tienda/A-1/release")) {
      String method = path.endsWith("release") ? "POST" : "PUT";
      refused(server.call(method, path, new byte[(16 << 10) + 1]), 413, "body-too-large");
      refused(server.call(method, path, new byte[4 << 20]), 413, "body-too-large");
      refused(server.call(method, path, "[".repeat(5000)), 400, "body");
      refused(server.call(method, path, new byte[] {'{', (byte) 0xC3, '}'}), 400, "body");
      refused(
          server.call(method, path, "{\"total\":\"1\"}".getBytes(StandardCharsets.UTF_16)),
          400,
          "body");
    }
    assertThat(server.get("/api/v1/orders").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/orders?state=%ZZ HTTP/1.1",
        "GET /api/v1/orders?%=% HTTP/1.1",
        "GET /api/v1/orders/tienda/%ZZ HTTP/1.1",
        "GET /api/v1/orders/tienda/% HTTP/1.1",
        "GET /api/v1/orders/tienda/ñ HTTP/1.1",
        "GET //api//v1/orders HTTP/1.1",
        "GET /api/v1/../v1/orders HTTP/1.1",
        "get /api/v1/orders HTTP/1.1",
      })
  void a_request_no_client_would_send_is_the_callers_fault(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          line
              + "\r\nHost: x\r\nAuthorization: Bearer "
              + ApiServer.TOKEN
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(10_000);
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(status).matches("HTTP/1.1 (2|4)[0-9][0-9]");
    }
  }

  @Test
  void random_requests_are_no_fault_of_the_server() {
    long seed = 20261126;
    Random random = new Random(seed);
    String[] parts = {
      "orders",
      "outbox",
      "tienda",
      "A-1",
      "timeline",
      "expected",
      "release",
      "replay",
      "v1",
      "1",
      "erp",
      "%2F",
      "%00",
      "%C3",
      "..",
      ".",
      "%25",
      "",
      ";",
      "ñ",
      "%F0%9F%A6%A4",
      "?",
      "&",
      "limit=1",
      "after=",
      "=",
      "state=dead"
    };
    String[] methods = {"GET", "PUT", "POST", "DELETE", "HEAD"};
    String[] bodies = {
      "", "{}", "{\"by\":\"x\"}", "{\"total\":\"1\",\"currency\":\"ARS\"}", "[", "\u0000"
    };
    for (int i = 0; i < 1500; i++) {
      StringBuilder path = new StringBuilder("/api/v1");
      boolean query = false;
      for (int part = random.nextInt(6); part > 0; part--) {
        String next = parts[random.nextInt(parts.length)];
        path.append(query || next.startsWith("?") ? "" : "/").append(next);
        query |= next.startsWith("?");
      }
      String encoded = path.toString().replace("ñ", "%C3%B1");
      String method = methods[random.nextInt(methods.length)];
      int status = server.call(method, encoded, bodies[random.nextInt(bodies.length)]).statusCode();
      assertThat(status).as("seed %d: %s %s", seed, method, encoded).isLessThan(500);
    }
  }
}
