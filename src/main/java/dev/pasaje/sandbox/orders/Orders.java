// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/orders` and what can be done with one.
public final class Orders {
  private final World world;
  private final PaymentOrders orders;
  private final PaymentDesk desk;
  private final Refunds refunds;
  private final Keys keys;
  private final Points points;

  public Orders(
      World world, PaymentOrders orders, PaymentDesk desk, Refunds refunds, CardTokens tokens) {
    this.world = world;
    this.orders = orders;
    this.desk = desk;
    this.refunds = refunds;
    this.keys = new Keys(world);
    this.points = new Points(world, orders, tokens);
  }

  public void routes(Router router) {
    router.post("/v1/orders", this::create);
    router.get("/v1/orders", new OrderSearch(world, orders)::search);
    router.get(
        "/v1/orders/{id}",
        request -> Reply.ok(find(request, world.access().ordersSeller(request)).body()));
    router.post("/v1/orders/{id}/process", request -> act(request, this::process));
    router.post("/v1/orders/{id}/capture", request -> act(request, this::capture));
    router.post("/v1/orders/{id}/cancel", request -> act(request, this::cancel));
    router.post("/v1/orders/{id}/refund", request -> act(request, this::refund));
    router.post("/v1/orders/{id}/transactions", request -> act(request, this::add));
    router.put(
        "/v1/orders/{id}/transactions/{transaction_id}", request -> act(request, this::change));
    router.delete("/v1/orders/{id}/transactions/{transaction_id}", this::remove);
    points.routes(router, this::find);
  }

  /// Something done to an order under a key.
  private interface Action {
    Reply on(Request request, Caller caller, Document order);
  }

  private Reply act(Request request, Action action) {
    Caller caller = world.access().ordersSeller(request);
    Document order = find(request, caller);
    return keys.once(request, caller, () -> action.on(request, caller, order));
  }

  private Document find(Request request, Caller caller) {
    String id = request.param("id");
    if (!OrderIds.isOrder(id)) {
      throw OrderErrors.INVALID_PATH_PARAM.at("order_id", "is not an order id");
    }
    return orders.shelf().find(id, caller).orElseThrow(OrderErrors.ORDER_NOT_FOUND::refusal);
  }

  private static ObjectNode body(Request request) {
    try {
      if (request.json() instanceof ObjectNode object) {
        return object;
      }
    } catch (ApiError malformed) {
      throw OrderErrors.JSON_SYNTAX_ERROR.refusal();
    }
    throw OrderErrors.PROPERTY_TYPE.at("$", "must be an object");
  }

  private Reply create(Request request) {
    Caller caller = world.access().ordersSeller(request);
    return keys.once(
        request,
        caller,
        () -> {
          ObjectNode sent = body(request);
          OrderRules.create(caller, sent);
          points.check(caller, sent);
          Document order = orders.create(caller, sent);
          boolean now = Json.text(order.body(), "processing_mode").orElse("").equals("automatic");
          return now && Json.text(sent, "type").orElse("").equals("online")
              ? charge(request, caller, order, 201)
              : Reply.created(order.body());
        });
  }

  private Reply charge(Request request, Caller caller, Document order, int status) {
    try {
      orders.pay(caller, order);
    } catch (ApiError refused) {
      orders.shelf().remove(order.id());
      throw refused;
    }
    return outcome(request, order, status);
  }

  /// 402 with the order under `data` when its transaction failed (measured).
  private Reply outcome(Request request, Document order, int status) {
    Optional<ObjectNode> failed =
        PaymentOrders.transaction(order)
            .filter(one -> one.path("status").asString("").equals("failed"));
    if (failed.isEmpty()) {
      return Reply.json(status, order.body());
    }
    String detail =
        Json.text(failed.get(), "id").orElse("")
            + ": "
            + Json.text(failed.get(), "status_detail").orElse("");
    String text = "The following transactions failed";
    return ApiError.orders(402, "failed", text, List.of(detail), order.body())
        .reply(request.id(), world.now());
  }

  private Reply process(Request request, Caller caller, Document order) {
    manual(order);
    if (PaymentOrders.transaction(order).isEmpty()) {
      throw OrderErrors.ORDER_BUILDER_WITHOUT_TRANSACTIONS.refusal();
    }
    created(order);
    BigDecimal amount =
        new BigDecimal(
            Json.text(PaymentOrders.transaction(order).orElseThrow(), "amount").orElse("0"));
    if (amount.compareTo(orders.total(order)) != 0) {
      throw OrderErrors.INVALID_TOTAL_AMOUNT.refusal();
    }
    orders.pay(caller, order);
    return outcome(request, order, 200);
  }

  private Reply capture(Request request, Caller caller, Document order) {
    String status = status(order);
    boolean waits = order.body().path("status_detail").asString("").equals("waiting_capture");
    if (!waits && !(status.equals("processed") && isAsync(order))) {
      throw status.equals("canceled")
          ? OrderErrors.ORDER_ALREADY_CANCELED.refusal()
          : OrderErrors.CANNOT_CAPTURE_ORDER.refusal();
    }
    orders.payment(order).ifPresent(payment -> desk.capture(payment, Optional.empty()));
    orders.sync(order);
    return Reply.ok(order.body());
  }

  /// What still waits is called off. An order captured asynchronously can be cancelled after it was
  /// paid (live suite of the Node SDK); its payment is given back.
  private Reply cancel(Request request, Caller caller, Document order) {
    String status = status(order);
    if (status.equals("canceled")) {
      throw OrderErrors.ORDER_ALREADY_CANCELED.refusal();
    }
    Optional<Document> payment = orders.payment(order);
    boolean waits =
        List.of("created", "at_terminal", "action_required", "processing").contains(status);
    boolean paid =
        status.equals("processed")
            && isAsync(order)
            && order.body().path("status_detail").asString("").equals("accredited");
    if (!waits && !paid) {
      throw OrderErrors.CANNOT_CANCEL_ORDER.refusal();
    }
    if (settling(order)) {
      throw OrderErrors.PROCESSOR_COMMUNICATION_ERROR.refusal();
    }
    orders.close(order, TransactionState.CANCELED);
    if (paid) {
      payment.ifPresent(one -> refunds.refund(one, Optional.empty(), caller.account()));
    } else {
      payment.ifPresent(one -> desk.cancel(one, "by_collector"));
    }
    return Reply.ok(order.body());
  }

  /// Right after its creation the real API refuses to cancel or refund an order, and takes the same
  /// call with the same key some seconds later (measured, api.md 7.4).
  private boolean settling(Document order) {
    Instant settled = world.now().minus(world.rules().orderSettling());
    return Json.text(order.body(), "created_date")
        .flatMap(Dates::parse)
        .filter(at -> at.isAfter(settled))
        .isPresent();
  }

  private static boolean isAsync(Document order) {
    return Json.text(order.body(), "capture_mode").orElse("").equals("automatic_async");
  }

  private Reply refund(Request request, Caller caller, Document order) {
    ObjectNode sent = body(request);
    String status = status(order);
    Optional<Document> payment = orders.payment(order);
    if (status.equals("refunded")) {
      throw OrderErrors.ORDER_ALREADY_REFUNDED.refusal();
    }
    if (!status.equals("processed") || payment.isEmpty()) {
      throw OrderErrors.CANNOT_REFUND_ORDER.refusal();
    }
    if (settling(order)) {
      throw OrderErrors.UNPROCESSABLE_ENTITY.refusal();
    }
    Optional<BigDecimal> part = part(sent, order);
    int before = order.body().path("transactions").path("refunds").size();
    try {
      refunds.refund(payment.get(), part, caller.account());
    } catch (ApiError refused) {
      throw refused.status() == 400 && part.isPresent()
          ? OrderErrors.REFUND_AMOUNT_EXCEEDS.refusal()
          : OrderErrors.CANNOT_REFUND_ORDER.refusal(String.valueOf(refused.getMessage()));
    }
    orders.sync(order);
    return Reply.created(OrderView.refunded(order, before));
  }

  private static Optional<BigDecimal> part(ObjectNode sent, Document order) {
    if (!Json.present(sent, "transactions")) {
      return Optional.empty();
    }
    JsonNode list = sent.path("transactions");
    if (!list.isArray()) {
      throw OrderErrors.PROPERTY_TYPE.at("$.transactions", "must be an array");
    }
    if (list.isEmpty()) {
      throw OrderErrors.MINIMUM_ITEMS.at("$.transactions", "must have at least 1 item");
    }
    JsonNode one = list.path(0);
    String id =
        Json.text(one, "id")
            .orElseThrow(
                () -> OrderErrors.REQUIRED_PROPERTIES.at("$.transactions[0].id", "is required"));
    transaction(order, id);
    if (!Json.present(one, "amount")) {
      return Optional.empty();
    }
    String amount =
        Json.text(one, "amount")
            .orElseThrow(
                () -> OrderErrors.PROPERTY_TYPE.at("$.transactions[0].amount", "must be a string"));
    return Optional.of(
        OrderRules.amount(amount)
            .filter(value -> value.signum() > 0)
            .orElseThrow(() ->
                OrderErrors.PROPERTY_VALUE.at("$.transactions[0].amount", "must be an amount")));
  }

  private static ObjectNode transaction(Document order, String id) {
    return PaymentOrders.transaction(order)
        .filter(one -> id.equals(Json.text(one, "id").orElse("")))
        .orElseThrow(OrderErrors.TRANSACTION_NOT_FOUND::refusal);
  }

  private Reply add(Request request, Caller caller, Document order) {
    ObjectNode sent = body(request);
    manual(order);
    created(order);
    if (!Json.present(sent, "payments")) {
      throw OrderErrors.REQUIRED_PROPERTIES.at("$.payments", "is required");
    }
    OrderRules.payments(caller, sent.path("payments"), "$.payments", "online");
    if (PaymentOrders.transaction(order).isPresent()) {
      throw OrderErrors.EXCEEDED_NUMBER_OF_TRANSACTIONS.refusal();
    }
    ArrayNode made = Json.array();
    sent.path("payments").forEach(payment -> made.add(orders.add(order, payment)));
    return Reply.created(Json.object().set("payments", made));
  }

  private Reply change(Request request, Caller caller, Document order) {
    ObjectNode sent = body(request);
    ObjectNode shown = transaction(order, request.param("transaction_id"));
    manual(order);
    created(order);
    if (!Json.present(sent, "payment_method")) {
      throw OrderErrors.REQUIRED_PROPERTIES.at("$.payment_method", "is required");
    }
    OrderRules.change(sent.path("payment_method"), "$.payment_method");
    OrderView.method(shown, sent.path("payment_method"));
    return Reply.ok(shown);
  }

  private Reply remove(Request request) {
    Caller caller = world.access().ordersSeller(request);
    Document order = find(request, caller);
    transaction(order, request.param("transaction_id"));
    manual(order);
    created(order);
    orders.remove(order);
    return Reply.empty(204);
  }

  private static void manual(Document order) {
    if (!Json.text(order.body(), "processing_mode").orElse("").equals("manual")) {
      throw OrderErrors.INVALID_ORDER_MODE_FOR_OPERATION.refusal();
    }
  }

  private static void created(Document order) {
    if (!status(order).equals("created")) {
      throw OrderErrors.OPERATION_NOT_SUPPORTED.refusal();
    }
  }

  private static String status(Document order) {
    return Json.text(order.body(), "status").orElse("");
  }
}
