// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/merchant_orders`: what a buyer was asked to pay and what was paid of it. A payment belongs to
/// the merchant order its `order` names.
public final class MerchantOrders {
  public static final String KIND = "merchant_order";
  private static final int USUAL_LIMIT = 30;
  private static final List<String> SETTABLE =
      List.of(
          "external_reference",
          "marketplace",
          "notification_url",
          "sponsor_id",
          "additional_info",
          "application_id");

  private final World world;
  private final Shelf orders;

  public MerchantOrders(World world) {
    this.world = world;
    this.orders = world.shelf(KIND);
    world.listen(this::follow);
  }

  public void routes(Router router) {
    router.post("/merchant_orders", this::create);
    router.get("/merchant_orders/search", this::search);
    router.get("/merchant_orders/{id}", request -> Reply.ok(find(request).body()));
    router.put("/merchant_orders/{id}", this::change);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode sent = request.object();
    check(sent);
    Optional<Document> preference =
        Json.text(sent, "preference_id")
            .map(id ->
                world
                    .shelf(Preferences.KIND)
                    .find(id, caller)
                    .orElseThrow(() -> invalid("invalid preference_id")));
    Document order = open(caller.account(), caller.live(), caller.application().id(), preference);
    set(order, sent);
    return Reply.created(order.body());
  }

  /// A new, unpaid order of a seller, with the items of a preference if there is one.
  Document open(Account owner, boolean live, long applicationId, Optional<Document> preference) {
    String id = Long.toString(world.next(KIND, 23_000_000_001L));
    String now = Dates.text(world.now());
    ObjectNode body = Json.object().put("id", Request.parseLong(id).orElseThrow());
    body.put("status", "opened").putNull("external_reference").putNull("preference_id");
    body.putArray("payments");
    body.putArray("shipments");
    body.putArray("payouts");
    body.putObject("collector")
        .put("id", owner.id())
        .put("email", "")
        .put("nickname", owner.nickname());
    body.put("marketplace", "NONE").putNull("notification_url");
    body.put("date_created", now).put("last_updated", now).putNull("sponsor_id");
    body.put("shipping_cost", 0).put("total_amount", 0).put("site_id", owner.site().name());
    body.put("paid_amount", 0).put("refunded_amount", 0).putNull("payer");
    body.putArray("items");
    body.put("cancelled", false).putNull("additional_info").putNull("application_id");
    body.put("is_test", owner.testUser() || !live).put("order_status", "payment_required");
    Document order =
        new Document(
            id, owner.id(), live, body, Json.object().put("application_id", applicationId));
    preference.ifPresent(one -> take(order, one.body()));
    MerchantOrderState.settle(order);
    orders.put(order);
    publish(order, "create");
    return order;
  }

  private static void take(Document order, ObjectNode preference) {
    ObjectNode body = order.body();
    body.set("preference_id", preference.path("id"));
    body.set("items", items(preference.path("items")));
    body.set("marketplace", preference.path("marketplace"));
    body.set("notification_url", preference.path("notification_url"));
    body.put(
        "external_reference",
        Json.text(preference, "external_reference").filter(text -> !text.isEmpty()).orElse(null));
    Json.number(preference, "shipments", "cost")
        .ifPresent(cost -> body.put("shipping_cost", Json.plain(cost)));
    Json.text(preference, "client_id").ifPresent(client -> body.put("application_id", client));
  }

  private Reply change(Request request) {
    Document order = find(request);
    ObjectNode sent = request.object();
    check(sent);
    set(order, sent);
    publish(order, "update");
    return Reply.ok(order.body());
  }

  private void set(Document order, ObjectNode sent) {
    ObjectNode body = order.body();
    for (String name : SETTABLE) {
      if (Json.present(sent, name)) {
        body.set(name, sent.path(name));
      }
    }
    if (sent.path("items").isArray()) {
      body.set("items", items(sent.path("items")));
    }
    if (sent.path("payer").isObject()) {
      ObjectNode payer = body.putObject("payer");
      Json.number(sent, "payer", "id").ifPresent(id -> payer.put("id", id.longValue()));
      payer.put("email", Json.textOrNull(sent, "payer", "email"));
      payer.put("nickname", Json.text(sent, "payer", "nickname").orElse(""));
    }
    body.put("last_updated", Dates.text(world.now()));
    MerchantOrderState.settle(order);
  }

  private static ArrayNode items(JsonNode sent) {
    ArrayNode items = Json.array();
    for (JsonNode one : sent) {
      ObjectNode item = items.addObject();
      for (String name :
          List.of(
              "id",
              "title",
              "description",
              "picture_url",
              "category_id",
              "quantity",
              "unit_price",
              "currency_id")) {
        item.set(name, Json.present(one, name) ? one.path(name) : Json.object().nullNode());
      }
    }
    return items;
  }

  private static void check(ObjectNode sent) {
    if (Json.present(sent, "notification_url")
        && Json.text(sent, "notification_url").filter(PreferenceRules::isAddress).isEmpty()) {
      throw ApiError.invalid("invalid_url", "notification_url invalid");
    }
    if (Json.present(sent, "items") && !MerchantOrderState.priced(sent.path("items"))) {
      throw invalid("invalid items");
    }
    for (String name :
        List.of(
            "external_reference", "preference_id", "marketplace", "additional_info", "site_id")) {
      if (Json.present(sent, name) && !sent.path(name).isString()) {
        throw invalid("invalid " + name);
      }
    }
    if (Json.present(sent, "payer") && !sent.path("payer").isObject()) {
      throw invalid("invalid payer");
    }
  }

  private static ApiError invalid(String message) {
    return ApiError.invalid("bad_request", message);
  }

  private Document find(Request request) {
    Caller caller = world.access().seller(request);
    return orders
        .find(request.param("id"), caller)
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "merchant order not found", List.of()));
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    Predicate<Document> wanted =
        is(request, "status", "status")
            .and(is(request, "preference_id", "preference_id"))
            .and(is(request, "application_id", "application_id"))
            .and(is(request, "sponsor_id", "sponsor_id"))
            .and(is(request, "external_reference", "external_reference"))
            .and(is(request, "site_id", "site_id"))
            .and(is(request, "marketplace", "marketplace"))
            .and(is(request, "payer_id", "payer", "id"))
            .and(within(request, "date_created"))
            .and(within(request, "last_updated"));
    List<Document> found = orders.of(caller).filter(wanted).toList();
    ArrayNode elements = Json.array();
    Pages page = Pages.of(request, USUAL_LIMIT);
    page.slice(found).forEach(order -> elements.add(order.body()));
    return Reply.ok(page.elements(elements, found.size()));
  }

  private static Predicate<Document> is(Request request, String parameter, String... path) {
    Optional<String> want = request.queryParam(parameter);
    return order ->
        want.map(text -> text.equals(Json.anyText(order.body(), path).orElse(""))).orElse(true);
  }

  private static Predicate<Document> within(Request request, String name) {
    Optional<Instant> from = date(request, name + "_from");
    Optional<Instant> to = date(request, name + "_to");
    return order -> {
      Instant at = Json.text(order.body(), name).flatMap(Dates::parse).orElse(Instant.EPOCH);
      return from.map(begin -> !at.isBefore(begin)).orElse(true)
          && to.map(end -> !at.isAfter(end)).orElse(true);
    };
  }

  private static Optional<Instant> date(Request request, String name) {
    return request
        .queryParam(name)
        .map(text -> Dates.parse(text).orElseThrow(() -> invalid("invalid " + name)));
  }

  /// Keeps the order in step with its payments.
  private void follow(ResourceEvent event) {
    if (!event.kind().equals("payment")) {
      return;
    }
    world
        .shelf("payment")
        .find(event.id())
        .ifPresent(payment ->
            Json.anyText(payment.body(), "order", "id")
                .flatMap(orders::find)
                .filter(order -> order.ownerId() == payment.ownerId())
                .ifPresent(order -> record(order, payment)));
  }

  private void record(Document order, Document payment) {
    MerchantOrderState.record(order, payment.body());
    order.body().put("last_updated", Dates.text(world.now()));
    publish(order, "update");
  }

  private void publish(Document order, String action) {
    world.publish(
        new ResourceEvent(
            KIND,
            action,
            order.id(),
            order.ownerId(),
            order.notes().path("application_id").longValue(),
            order.live(),
            Json.text(order.body(), "notification_url").orElse(""),
            world.now()));
  }
}
