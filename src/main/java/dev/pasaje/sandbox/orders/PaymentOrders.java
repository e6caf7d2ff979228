// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All orders, each kept in step with its payment: whatever changes the payment (a buyer, the
/// clock, a refund by the other API) shows in the order at once and is told as `order.<status>`.
public final class PaymentOrders {
  public static final String KIND = "order";
  private static final String EXPIRE = "order.expire";

  /// A terminal waits a quarter of an hour (devsite-docs `mp-point/resources`).
  private static final Duration POINT_LIFE = Duration.ofMinutes(15);

  private static final List<String> ECHO =
      List.of(
          "external_reference",
          "description",
          "marketplace",
          "marketplace_fee",
          "checkout_available_at",
          "payer",
          "items",
          "config",
          "shipment",
          "additional_info",
          "taxes",
          "discounts");
  private static final Set<String> OPEN = Set.of("created", "at_terminal");

  private final World world;
  private final PaymentDesk desk;
  private final Shelf orders;
  private final OrderIds ids;
  private final OrderMoney money;
  private final String baseUrl;

  public PaymentOrders(World world, PaymentDesk desk, String baseUrl) {
    this.world = world;
    this.desk = desk;
    this.orders = world.shelf(KIND);
    this.ids = new OrderIds(world);
    this.money = new OrderMoney(world, desk);
    this.baseUrl = baseUrl;
    world.agenda().work(EXPIRE, id -> orders.find(id).ifPresent(this::expire));
    world.listen(this::follow);
  }

  Shelf shelf() {
    return orders;
  }

  Document create(Caller caller, ObjectNode sent) {
    String id = ids.order(caller.test());
    String type = Json.text(sent, "type").orElse("online");
    String mode = Json.text(sent, "processing_mode").orElse("automatic");
    ObjectNode body = Json.object().put("id", id).put("type", type).put("processing_mode", mode);
    body.put("total_amount", total(sent));
    body.put("country_code", caller.site().country3())
        .put("user_id", Long.toString(caller.account().id()));
    body.put("status", "created").put("status_detail", "created");
    body.put("capture_mode", Json.text(sent, "capture_mode").orElse("automatic_async"));
    body.put("currency", caller.site().currency());
    body.put("created_date", Dates.utc(world.now()))
        .put("last_updated_date", Dates.utc(world.now()));
    ObjectNode data =
        sent.path("integration_data") instanceof ObjectNode given
            ? given.deepCopy()
            : Json.object();
    body.set(
        "integration_data", data.put("application_id", Long.toString(caller.application().id())));
    for (String name : ECHO) {
      if (Json.present(sent, name)) {
        body.set(name, sent.path(name));
      }
    }
    Document order = new Document(id, caller, body);
    order.notes().put("application_id", caller.application().id()).put("version", 1);
    life(order, sent, type);
    if (type.equals("online") && mode.equals("manual")) {
      body.put("checkout_url", baseUrl + "/checkout/v1/redirect?order_id=" + id);
      body.put("client_token", world.chance("orders").lettersAndDigits(48));
    }
    if (type.equals("qr")) {
      body.putObject("type_response")
          .put(
              "qr_data",
              "00020101021243650016COM.MERCADOLIBRE"
                  + id
                  + "6304"
                  + world.chance("orders").hex(4).toUpperCase(java.util.Locale.ROOT));
    }
    for (JsonNode payment : sent.path("transactions").path("payments")) {
      add(order, payment);
    }
    return orders.put(order);
  }

  private static String total(ObjectNode sent) {
    return Json.text(sent, "total_amount")
        .or(() -> Json.text(sent.path("transactions").path("payments").path(0), "amount"))
        .orElse("0.00");
  }

  private void life(Document order, ObjectNode sent, String type) {
    Optional<String> asked = Json.text(sent, "expiration_time");
    boolean shop = !type.equals("online");
    asked
        .or(() -> shop ? Optional.of(POINT_LIFE.toString()) : Optional.empty())
        .ifPresent(text -> {
          order.body().put("expiration_time", text);
          world
              .agenda()
              .at(world.now().plus(OrderRules.period(text).orElse(POINT_LIFE)), EXPIRE, order.id());
        });
  }

  private OrderView view(Document order) {
    int decimals = world.accounts().account(order.ownerId()).orElseThrow().site().decimals();
    return new OrderView(decimals, ids);
  }

  ObjectNode add(Document order, JsonNode sent) {
    ObjectNode transactions =
        order.body().path("transactions") instanceof ObjectNode there
            ? there
            : order.body().putObject("transactions");
    ArrayNode list =
        transactions.path("payments") instanceof ArrayNode there
            ? there
            : transactions.putArray("payments");
    ObjectNode shown = view(order).created(ids.payment(), sent);
    list.add(shown);
    touch(order);
    return shown;
  }

  /// The one transaction an order may have.
  static Optional<ObjectNode> transaction(Document order) {
    return order.body().path("transactions").path("payments").path(0) instanceof ObjectNode shown
        ? Optional.of(shown)
        : Optional.empty();
  }

  void remove(Document order) {
    order.body().remove("transactions");
    touch(order);
  }

  /// Pays the order's transaction; a token that cannot be used fails it.
  void pay(Caller caller, Document order) {
    transaction(order)
        .ifPresent(shown -> {
          Optional<Document> payment = money.pay(caller, order, shown);
          if (payment.isPresent()) {
            order.notes().put("payment_id", payment.get().id());
            sync(order);
          } else {
            OrderView.put(shown, TransactionState.INVALID_TOKEN);
            settle(order);
          }
        });
  }

  /// Pays with what the buyer chose on the hosted page; the order then has that transaction.
  ///
  /// @param request in the form of `POST /v1/payments`
  public Optional<Document> payAtCheckout(Caller seller, Document order, ObjectNode request) {
    Document payment =
        Json.text(request, "payment_method_id").orElse("").equals("account_money")
            ? desk.createFromWallet(seller, request, Origin.order(order.id()))
            : desk.create(seller, request, Origin.order(order.id()));
    if (transaction(order).isEmpty()) {
      add(order, Json.object().put("amount", view(order).money(total(order))));
    }
    ObjectNode method = Json.object();
    method.set("id", payment.body().path("payment_method_id"));
    method.set("type", payment.body().path("payment_type_id"));
    method.set("installments", payment.body().path("installments"));
    transaction(order).ifPresent(shown -> OrderView.method(shown, method));
    order.notes().put("payment_id", payment.id());
    sync(order);
    return Optional.of(payment);
  }

  Optional<Document> payment(Document order) {
    return Json.text(order.notes(), "payment_id").flatMap(desk::find);
  }

  /// Ends an order whose transaction never became a payment, or whose payment was given back.
  void close(Document order, TransactionState state) {
    order.notes().put("closed", true);
    transaction(order).ifPresent(shown -> OrderView.put(shown, state));
    state(order, state.status(), state.orderDetail());
  }

  /// What a terminal reports while it works.
  void state(Document order, String status, String detail) {
    ObjectNode body = order.body();
    String before =
        Json.text(body, "status").orElse("") + "/" + Json.text(body, "status_detail").orElse("");
    body.put("status", status).put("status_detail", detail);
    touch(order);
    if (!before.equals(status + "/" + detail)) {
      order.notes().put("version", order.notes().path("version").intValue() + 1);
      world.publish(
          new ResourceEvent(
              KIND,
              "order." + status,
              order.id(),
              order.ownerId(),
              order.notes().path("application_id").longValue(),
              order.live(),
              "",
              world.now()));
    }
    if (!OPEN.contains(status)) {
      world.agenda().cancel(EXPIRE, order.id());
    }
  }

  private void touch(Document order) {
    order.body().put("last_updated_date", Dates.utc(world.now()));
  }

  private void follow(ResourceEvent event) {
    if (event.kind().equals(PaymentDesk.SHELF)) {
      desk.find(event.id())
          .flatMap(payment -> Json.text(payment.notes(), "order_id"))
          .flatMap(orders::find)
          .ifPresent(this::sync);
    }
  }

  void sync(Document order) {
    Optional<Document> payment = payment(order);
    if (payment.isEmpty() || Json.flag(order.notes(), "closed").orElse(false)) {
      return;
    }
    transaction(order)
        .ifPresent(shown -> {
          JsonNode asked = order.body().path("config").path("online").path("transaction_security");
          ObjectNode security = asked instanceof ObjectNode object ? object : Json.object();
          view(order).follow(shown, payment.get().body(), security);
          ArrayNode refunds =
              view(order)
                  .refunds(Json.text(shown, "id").orElse(""), payment.get().body(), order.notes());
          if (!refunds.isEmpty()) {
            ((ObjectNode) order.body().path("transactions")).set("refunds", refunds);
          }
          settle(order);
        });
  }

  private void settle(Document order) {
    transaction(order)
        .ifPresent(shown -> {
          TransactionState state =
              new TransactionState(
                  Json.text(shown, "status").orElse(""),
                  Json.text(shown, "status_detail").orElse(""));
          Json.text(shown, "paid_amount")
              .ifPresent(paid -> order.body().put("total_paid_amount", paid));
          state(order, state.status(), state.orderDetail());
        });
  }

  private void expire(Document order) {
    if (OPEN.contains(Json.text(order.body(), "status").orElse(""))) {
      close(order, TransactionState.EXPIRED);
    }
  }

  BigDecimal total(Document order) {
    return new BigDecimal(Json.text(order.body(), "total_amount").orElse("0"));
  }
}
