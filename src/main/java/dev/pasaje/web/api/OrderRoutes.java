// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.web.api.OrderBook.Moment;
import dev.pasaje.web.api.OrderBook.Order;
import dev.pasaje.web.api.OrderBook.Position;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Orders, read and, in two ways, told something.
final class OrderRoutes {
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

  private static final String ONE = "/api/v1/orders/{integration}/{reference}";

  private final OrderBook orders;

  OrderRoutes(OrderBook orders) {
    this.orders = orders;
  }

  List<Route> all() {
    return List.of(
        new Route("GET", "/api/v1/orders", this::list),
        new Route("GET", ONE, this::one),
        new Route("GET", ONE + "/timeline", this::timeline),
        new Route("PUT", ONE + "/expected", this::expect),
        new Route("POST", ONE + "/release", this::release));
  }

  private Answer list(Call call) {
    Map<String, String> given = call.parameters(Set.of("integration", "state", "after", "limit"));
    int limit = Call.limit(given);
    List<Order> found =
        orders.list(
            new OrderBook.Wish(
                Optional.ofNullable(given.get("integration")),
                Optional.ofNullable(given.get("state")),
                Optional.ofNullable(given.get("after")).map(OrderRoutes::position),
                limit + 1));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode list = page.putArray("orders");
    found.stream().limit(limit).forEach(order -> list.add(json(order)));
    page.put("next", found.size() > limit ? text(found.get(limit - 1).position()) : null);
    return Answer.of(200, page);
  }

  private Answer one(Call call) {
    call.parameters(Set.of());
    return Answer.of(200, json(find(call)));
  }

  private Order find(Call call) {
    return orders
        .one(call.value("integration"), call.value("reference"))
        .orElseThrow(() -> new Refusal(Problem.NO_SUCH_ORDER));
  }

  private Answer timeline(Call call) {
    call.parameters(Set.of());
    List<Moment> moments =
        orders
            .timeline(call.value("integration"), call.value("reference"))
            .orElseThrow(() -> new Refusal(Problem.NO_SUCH_ORDER));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode events = page.putArray("events");
    for (Moment moment : moments) {
      events
          .addObject()
          .put("at", moment.at().toString())
          .put("kind", moment.kind())
          .put("detail", moment.detail());
    }
    return Answer.of(200, page);
  }

  private Answer expect(Call call) {
    call.parameters(Set.of());
    String integration = call.value("integration");
    String reference = call.value("reference");
    Map<String, String> told = call.texts(List.of("total", "currency"));
    String total = told.getOrDefault("total", "");
    String currency = told.getOrDefault("currency", "");
    if (!AMOUNT.matcher(total).matches()) {
      throw Call.field("total");
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw Call.field("currency");
    }
    if (!orders.expect(integration, reference, new BigDecimal(total), currency)) {
      throw new Refusal(Problem.NO_SUCH_INTEGRATION);
    }
    return Answer.empty(204);
  }

  private Answer release(Call call) {
    call.parameters(Set.of());
    String integration = call.value("integration");
    String reference = call.value("reference");
    String by = call.texts(List.of("by")).getOrDefault("by", "").strip();
    if (by.isEmpty()) {
      throw Call.field("by");
    }
    return switch (orders.release(integration, reference, by)) {
      case RELEASED -> Answer.of(200, json(find(call)));
      case NOT_HELD -> throw new Refusal(Problem.NOT_HELD);
      case NO_SUCH_ORDER -> throw new Refusal(Problem.NO_SUCH_ORDER);
    };
  }

  private static ObjectNode json(Order order) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("integration", order.integration())
        .put("reference", order.reference())
        .put("revision", order.revision())
        .put("state", order.state())
        .put("currency", order.currency())
        .put("total", order.total().map(BigDecimal::toPlainString).orElse(null))
        .put("paid", order.paid().toPlainString())
        .put("refunded", order.refunded().toPlainString());
    order.flags().forEach(json.putArray("flags")::add);
    json.put("heldAt", order.heldAt().map(Instant::toString).orElse(null))
        .put("releasedAt", order.releasedAt().map(Instant::toString).orElse(null))
        .put("releasedBy", order.releasedBy())
        .put("changedAt", order.changedAt().toString());
    return json;
  }

  private static String text(Position position) {
    String plain =
        position.changedAt().toEpochMilli()
            + "\n"
            + position.integration()
            + "\n"
            + position.reference();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static Position position(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
      if (parts.length == 3 && MILLIS.matcher(parts[0]).matches()) {
        return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], parts[2]);
      }
    } catch (IllegalArgumentException notBase64) {
      throw Call.parameter("after");
    }
    throw Call.parameter("after");
  }
}
