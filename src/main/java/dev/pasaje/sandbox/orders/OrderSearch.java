// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/orders`: by date of creation, which is required, and further filters; newest first.
final class OrderSearch {
  private static final int USUAL_LIMIT = 30;
  private static final int MOST = 100;

  private final World world;
  private final PaymentOrders orders;

  OrderSearch(World world, PaymentOrders orders) {
    this.world = world;
    this.orders = orders;
  }

  Reply search(Request request) {
    Caller caller = world.access().ordersSeller(request);
    Instant begin = date(request, "begin_date");
    Instant end = date(request, "end_date");
    int limit = number(request, "limit", USUAL_LIMIT, MOST);
    int offset = number(request, "offset", 0, Integer.MAX_VALUE);
    List<Document> found =
        orders
            .shelf()
            .of(caller)
            .filter(order -> {
              Instant at =
                  Json.text(order.body(), "created_date")
                      .flatMap(Dates::parse)
                      .orElse(Instant.EPOCH);
              return !at.isBefore(begin) && !at.isAfter(end);
            })
            .filter(order -> is(request, order, "external_reference") && is(request, order, "type"))
            .filter(order -> is(request, order, "status") && is(request, order, "status_detail"))
            .toList()
            .reversed();
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    found.stream().skip(offset).limit(limit).forEach(order -> data.add(order.body()));
    page.putObject("paging")
        .put("total", found.size())
        .put("total_pages", limit == 0 ? 0 : (found.size() + limit - 1) / limit)
        .put("offset", offset)
        .put("limit", limit);
    return Reply.ok(page);
  }

  private static boolean is(Request request, Document order, String name) {
    return request
        .queryParam(name)
        .map(want -> want.equals(Json.text(order.body(), name).orElse("")))
        .orElse(true);
  }

  private static Instant date(Request request, String name) {
    String text =
        request
            .queryParam(name)
            .orElseThrow(() -> OrderErrors.REQUIRED_PROPERTIES.at(name, "is required"));
    return Dates.parse(text)
        .orElseThrow(() -> OrderErrors.PROPERTY_VALUE.at(name, "must be a date and time"));
  }

  private static int number(Request request, String name, int usual, int most) {
    return request
        .queryParam(name)
        .map(text ->
            Request.parseLong(text)
                .filter(n -> n >= 0 && n <= most)
                .orElseThrow(
                    () -> OrderErrors.PROPERTY_VALUE.at(name, "must be between 0 and " + most)))
        .map(Long::intValue)
        .orElse(usual);
  }
}
