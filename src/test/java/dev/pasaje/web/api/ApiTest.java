// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.outbox.Outbox;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the API answers to sensible requests.
class ApiTest {
  @TempDir Path directory;
  private ApiServer server;

  @BeforeEach
  void start() {
    server = new ApiServer(directory, "another-token", ApiServer.TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String reference, String state) {
    server.book.put(reference, state, ApiServer.NOON, Optional.empty());
  }

  @Test
  void an_order_is_shown_whole_with_amounts_as_text() {
    put("A-1", "paid");

    HttpResponse<String> response = server.get("/api/v1/orders/tienda/A-1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(response.body())
        .isEqualTo(
            """
            {"integration":"tienda","reference":"A-1","revision":3,"state":"paid",\
            "currency":"ARS","total":"1500.50","paid":"1500.50","refunded":"0",\
            "flags":["late-payment","x"],"heldAt":null,"releasedAt":null,"releasedBy":"",\
            "changedAt":"2026-11-26T12:00:00Z"}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b | a%2Fb",
        "a/../b | a%2F..%2Fb",
        "100% | 100%25",
        "%2F | %252F",
        "ñandú 🦤 | %C3%B1and%C3%BA%20%F0%9F%A6%A4",
        "a+b | a+b",
        "a+b | a%2Bb",
        "a;b=c | a;b=c",
        "a?b#c | a%3Fb%23c",
        "timeline | timeline",
        "x' or '1'='1 | x'%20or%20'1'='1",
      })
  void references_may_be_any_text(String reference, String encoded) {
    put(reference, "paid");
    String path = "/api/v1/orders/tienda/" + encoded;

    assertThat(ApiServer.json(server.get(path)).path("reference").asString()).isEqualTo(reference);
    assertThat(server.get(path + "/timeline").statusCode()).isEqualTo(200);
    assertThat(
            server
                .call("PUT", path + "/expected", "{\"total\":\"1\",\"currency\":\"ARS\"}")
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void a_list_is_read_page_by_page_and_every_order_comes_once() {
    for (int order = 0; order < 7; order++) {
      server.book.put(
          "A/" + order + "\tñ",
          order % 2 == 0 ? "paid" : "pending",
          ApiServer.NOON.plus(Duration.ofSeconds(order / 3)),
          Optional.empty());
    }
    List<String> seen = new ArrayList<>();
    String path = "/api/v1/orders?limit=3";
    for (String next = path; !next.isEmpty(); ) {
      JsonNode page = ApiServer.json(server.get(next));
      page.path("orders").forEach(order -> seen.add(order.path("reference").asString()));
      next = page.path("next").isNull() ? "" : path + "&after=" + page.path("next").asString();
    }

    assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
    assertThat(orders("?state=pending")).hasSize(3);
    assertThat(orders("?state=pending&integration=tienda")).hasSize(3);
    assertThat(orders("?integration=otra")).isEmpty();
  }

  private List<JsonNode> orders(String query) {
    return List.copyOf(
        ApiServer.json(server.get("/api/v1/orders" + query)).path("orders").values());
  }

  @Test
  void a_timeline_tells_what_happened() {
    put("A-1", "paid");

    assertThat(server.get("/api/v1/orders/tienda/A-1/timeline").body())
        .isEqualTo(
            "{\"events\":[{\"at\":\"2026-11-26T12:00:00Z\",\"kind\":\"payment\","
                + "\"detail\":\"123 approved\"}]}");
  }

  @Test
  void an_order_is_expected_before_it_is_paid() {
    HttpResponse<String> response =
        server.call(
            "PUT",
            "/api/v1/orders/tienda/new/expected",
            "{\"total\": \"1234.50\", \"currency\": \"BRL\"}");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    String kept =
        server
            .database
            .read()
            .withHandle(handle ->
                handle
                    .createQuery("select total || ' ' || currency from expected_order")
                    .mapTo(String.class)
                    .one());
    assertThat(kept).isEqualTo("1234.50 BRL");
  }

  @Test
  void a_held_order_is_released_once() {
    server.book.put("A-1", "hold-fraud", ApiServer.NOON, Optional.of(ApiServer.NOON));
    String path = "/api/v1/orders/tienda/A-1/release";

    HttpResponse<String> first = server.call("POST", path, "{\"by\":\"Ana Núñez\"}");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(ApiServer.json(first).path("releasedBy").asString()).isEqualTo("Ana Núñez");
    assertThat(ApiServer.json(first).path("releasedAt").asString())
        .isEqualTo("2026-11-26T12:00:00Z");

    HttpResponse<String> second = server.call("POST", path, "{\"by\":\"Ana Núñez\"}");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(ApiServer.json(second).path("type").asString())
        .isEqualTo("urn:pasaje:problem:not-held");
  }

  @Test
  void what_was_given_up_is_listed_and_replayed() {
    long id = server.deadEvent("A-1");

    JsonNode page = ApiServer.json(server.get("/api/v1/outbox"));
    assertThat(page.path("deliveries")).hasSize(1);
    assertThat(page.path("deliveries").path(0).path("trouble").asString()).isEqualTo("http-500");
    assertThat(page.path("next").isNull()).isTrue();

    assertThat(server.call("POST", "/api/v1/outbox/" + id + "/erp/replay", "").statusCode())
        .isEqualTo(202);
    assertThat(ApiServer.json(server.get("/api/v1/outbox?state=dead")).path("deliveries"))
        .isEmpty();
    assertThat(server.outbox.letters(Outbox.State.DUE, 0, "", 10)).hasSize(1);
  }

  @Test
  void deliveries_are_read_page_by_page() {
    for (int order = 0; order < 5; order++) {
      server.deadEvent("A-" + order);
    }
    JsonNode first = ApiServer.json(server.get("/api/v1/outbox?limit=3"));
    JsonNode second =
        ApiServer.json(server.get("/api/v1/outbox?limit=3&after=" + first.path("next").asString()));

    assertThat(first.path("deliveries")).hasSize(3);
    assertThat(second.path("deliveries")).hasSize(2);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void errors_speak_the_languages_of_pasaje() {
    for (String language : List.of("es", "pt", "en")) {
      HttpResponse<String> response =
          server.send(
              server
                  .request("/api/v1/orders/tienda/none")
                  .header("authorization", "bearer " + ApiServer.TOKEN)
                  .header("accept-language", "fr, " + language + "-XX;q=0.8, en;q=0.1"));
      assertThat(response.headers().firstValue("content-language")).hasValue(language);
    }
  }

  @Test
  void head_answers_without_a_body() {
    put("A-1", "paid");
    HttpResponse<String> response = server.call("HEAD", "/api/v1/orders/tienda/A-1", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void the_description_names_every_route_and_no_other() {
    JsonNode paths = ApiServer.json(server.get("/api/openapi.json")).path("paths");
    Set<String> documented = new TreeSet<>();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(documented).isEqualTo(new TreeSet<>(server.api.routes()));
  }

  @Test
  void answers_are_as_described() {
    server.book.put("A-1", "hold-fraud", ApiServer.NOON, Optional.of(ApiServer.NOON));
    server.deadEvent("A-1");

    fits("OrderPage", server.get("/api/v1/orders"));
    fits("Order", server.get("/api/v1/orders/tienda/A-1"));
    fits("Timeline", server.get("/api/v1/orders/tienda/A-1/timeline"));
    fits("Order", server.call("POST", "/api/v1/orders/tienda/A-1/release", "{\"by\":\"Ana\"}"));
    fits("DeliveryPage", server.get("/api/v1/outbox?state=dead"));
    fits("Problem", server.get("/api/v1/orders/tienda/none"));
    fits("Problem", server.get("/api/v1/orders?limit=0"));
    fits("Problem", server.send(server.request("/api/v1/orders")));
  }

  private void fits(String schema, HttpResponse<String> response) {
    String schemas =
        ApiServer.json(server.get("/api/openapi.json"))
            .at("/components/schemas")
            .toString()
            .replace("#/components/schemas/", "#/$defs/");
    String whole = "{\"$ref\":\"#/$defs/%s\",\"$defs\":%s}".formatted(schema, schemas);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole, InputFormat.JSON)
                .validate(response.body(), InputFormat.JSON))
        .as("%s: %s", schema, response.body())
        .isEmpty();
  }
}
