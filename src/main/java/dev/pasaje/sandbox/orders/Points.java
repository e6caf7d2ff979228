// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.cards.TestCards;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Orders that are paid in a shop: at a terminal or by QR code. No terminal is there, so what it
/// would report comes by the documented simulation call (204, then the notification).
final class Points {
  private static final Set<String> OPEN = Set.of("created", "at_terminal", "action_required");

  private final World world;
  private final PaymentOrders orders;
  private final CardTokens tokens;

  Points(World world, PaymentOrders orders, CardTokens tokens) {
    this.world = world;
    this.orders = orders;
    this.tokens = tokens;
  }

  void routes(Router router, BiFunction<Request, Caller, Document> find) {
    router.post(
        "/_sandbox/orders/{id}/events",
        request -> {
          Caller caller = world.access().ordersSeller(request);
          return report(caller, find.apply(request, caller), request.object());
        });
  }

  /// A terminal or a till must be named, exist, and be the caller's.
  void check(Caller caller, ObjectNode sent) {
    switch (Json.text(sent, "type").orElse("")) {
      case "point" -> terminal(caller, sent.path("config").path("point"));
      case "qr" -> till(caller, sent.path("config").path("qr"));
      default -> {}
    }
  }

  private void terminal(Caller caller, JsonNode config) {
    String id =
        Json.text(config, "terminal_id")
            .orElseThrow(() ->
                OrderErrors.REQUIRED_PROPERTIES.at("$.config.point.terminal_id", "is required"));
    if (world.shelf("terminal").find(id, caller).isEmpty()) {
      throw OrderErrors.FORBIDDEN_CHECKING_TERMINAL_OWNER.refusal();
    }
    boolean busy =
        orders
            .shelf()
            .of(caller)
            .filter(order -> OPEN.contains(Json.text(order.body(), "status").orElse("")))
            .anyMatch(order ->
                id.equals(Json.text(order.body(), "config", "point", "terminal_id").orElse("")));
    if (busy) {
      throw OrderErrors.ALREADY_QUEUED_ORDER_FOR_DEVICE.refusal();
    }
  }

  private void till(Caller caller, JsonNode config) {
    String id =
        Json.text(config, "external_pos_id")
            .orElseThrow(() ->
                OrderErrors.REQUIRED_PROPERTIES.at("$.config.qr.external_pos_id", "is required"));
    boolean known =
        world
            .shelf("pos")
            .of(caller)
            .anyMatch(pos -> id.equals(Json.text(pos.body(), "external_id").orElse("")));
    if (!known) {
      throw OrderErrors.POS_NOT_FOUND.refusal();
    }
  }

  private Reply report(Caller caller, Document order, ObjectNode event) {
    String status =
        Json.text(event, "status")
            .orElseThrow(() -> OrderErrors.REQUIRED_PROPERTIES.at("$.status", "is required"));
    if (Json.text(order.body(), "type").orElse("").equals("online")) {
      throw OrderErrors.INVALID_ORDER_TYPE.refusal();
    }
    if (!OPEN.contains(Json.text(order.body(), "status").orElse(""))) {
      throw OrderErrors.OPERATION_NOT_SUPPORTED.refusal();
    }
    switch (status) {
      case "at_terminal" -> orders.state(order, "at_terminal", "at_terminal");
      case "action_required" -> orders.state(order, "action_required", "check_on_terminal");
      case "processed" -> pay(caller, order, event, "APRO");
      case "failed" -> pay(caller, order, event, "OTHE");
      case "canceled" -> orders.close(order, TransactionState.CANCELED);
      case "expired" -> orders.close(order, TransactionState.EXPIRED);
      default ->
          throw OrderErrors.PROPERTY_VALUE.at(
              "$.status",
              "must be one of action_required, at_terminal, canceled, expired, failed, processed");
    }
    return Reply.empty(204);
  }

  private void pay(Caller caller, Document order, ObjectNode event, String holder) {
    Optional<ObjectNode> shown = PaymentOrders.transaction(order);
    if (shown.isEmpty()) {
      throw OrderErrors.ORDER_BUILDER_WITHOUT_TRANSACTIONS.refusal();
    }
    String brand = Json.text(event, "payment_method_id").orElse("visa").toLowerCase(Locale.ROOT);
    ObjectNode card = TestCards.of(caller.site(), brand, holder, world.now());
    ObjectNode method =
        Json.object()
            .put("id", brand)
            .put("type", Json.text(event, "payment_method_type").orElse("credit_card"));
    method.put("token", tokens.create(caller, card).id());
    method.put("installments", Json.number(event, "installments").map(n -> n.intValue()).orElse(1));
    OrderView.method(shown.get(), method);
    orders.pay(caller, order);
  }
}
