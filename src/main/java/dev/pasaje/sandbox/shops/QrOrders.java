// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shops;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// In-store orders of the legacy QR API: one waits at a till until it is paid, replaced or taken
/// away; a dynamic one has a code of its own.
public final class QrOrders {
  /// An order waiting at a till; its id is the account's and the till's together.
  static final String WAITING = "instore_order";

  /// An order with a code of its own.
  static final String DYNAMIC = "instore_dynamic_order";

  private static final String INTEGRATOR = "qr_integrator";

  private final World world;

  public QrOrders(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.put(
        "/mpmobile/instore/qr/{user_id}/{external_id}", request -> place(request, "external_id"));
    router.delete(
        "/mpmobile/instore/qr/{user_id}/{external_id}",
        request -> takeAway(request, "external_id"));
    router.put(
        "/instore/qr/seller/collectors/{user_id}/stores/{external_store_id}/pos/{external_pos_id}/orders",
        request -> place(request, "external_pos_id"));
    String orders = "/instore/qr/seller/collectors/{user_id}/pos/{external_pos_id}/orders";
    router.get(orders, this::read);
    router.delete(orders, request -> takeAway(request, "external_pos_id"));
    String codes = "/instore/orders/qr/seller/collectors/{user_id}/pos/{external_pos_id}/qrs";
    router.post(codes, request -> dynamic(request, false));
    router.put(codes, request -> dynamic(request, true));
    router.patch("/instore/integrator", this::configure);
    router.get("/instore/integrator", this::configuration);
    router.post("/instore/orders/{merchant_order_id}/confirmation", this::confirm);
  }

  private Document till(Request request, Caller caller, String param) {
    return world
        .shelf(PointsOfSale.KIND)
        .of(caller)
        .filter(
            pos -> Json.text(pos.body(), "external_id").equals(Optional.of(request.param(param))))
        .filter(pos ->
            !request.params().containsKey("external_store_id")
                || Json.text(pos.body(), "external_store_id")
                    .equals(Optional.of(request.param("external_store_id"))))
        .findFirst()
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Point of sale not found", List.of()));
  }

  private static String slot(Caller caller, Document till) {
    return caller.account().id() + (caller.live() ? "/" : "/test/") + till.id();
  }

  private Shelf waiting() {
    return world.shelf(WAITING);
  }

  private Reply place(Request request, String param) {
    Caller caller = Stores.owner(world, request);
    Document till = till(request, caller, param);
    ObjectNode order = checked(request.object(), caller);
    order.put("date_created", Dates.text(world.now()));
    ObjectNode notes = Json.object().put("pos_id", till.id());
    waiting()
        .put(new Document(slot(caller, till), caller.account().id(), caller.live(), order, notes));
    return Reply.ok(order);
  }

  /// The old API calls the sum of the order `total_amount` or, in its first version, leaves it out.
  private static ObjectNode checked(ObjectNode body, Caller caller) {
    Fields.text(body, "external_reference");
    JsonNode items = body.path("items");
    if (!items.isArray() || items.isEmpty()) {
      throw Fields.refusal("items is required");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode item : items) {
      Fields.text(item, "title");
      BigDecimal line =
          Fields.positive(item, "unit_price").multiply(Fields.positive(item, "quantity"));
      Optional<BigDecimal> total = Json.number(item, "total_amount");
      if (total.isPresent() && caller.site().round(line).compareTo(total.get()) != 0) {
        throw Fields.refusal("total_amount of an item must be unit_price by quantity");
      }
      sum = sum.add(line);
    }
    if (Json.present(body, "total_amount")
        && Fields.positive(body, "total_amount").compareTo(caller.site().round(sum)) != 0) {
      throw Fields.refusal("total_amount must be the sum of the items");
    }
    ObjectNode order = body.deepCopy();
    if (!Json.present(body, "total_amount")) {
      order.put("total_amount", Json.plain(sum));
    }
    return order;
  }

  private Reply read(Request request) {
    Caller caller = Stores.owner(world, request);
    return Reply.ok(order(caller, till(request, caller, "external_pos_id")).body());
  }

  private Document order(Caller caller, Document till) {
    return waiting()
        .find(slot(caller, till))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "In store order not found", List.of()));
  }

  private Reply takeAway(Request request, String param) {
    Caller caller = Stores.owner(world, request);
    Document order = order(caller, till(request, caller, param));
    waiting().remove(order.id());
    return Reply.ok(Json.object());
  }

  /// @param alsoAtTill the hybrid model: the printed code of the till leads to the same order
  private Reply dynamic(Request request, boolean alsoAtTill) {
    Caller caller = Stores.owner(world, request);
    Document till = till(request, caller, "external_pos_id");
    ObjectNode order = checked(request.object(), caller);
    String id = world.chance(DYNAMIC).uuid();
    String code = QrData.ofOrder(caller.site(), id, caller.account().firstName());
    order.put("in_store_order_id", id).put("qr_data", code);
    order.put("date_created", Dates.text(world.now()));
    ObjectNode notes = Json.object().put("pos_id", till.id());
    world.shelf(DYNAMIC).put(new Document(id, caller.account().id(), caller.live(), order, notes));
    if (alsoAtTill) {
      waiting()
          .put(
              new Document(slot(caller, till), caller.account().id(), caller.live(), order, notes));
    }
    return Reply.ok(Json.object().put("in_store_order_id", id).put("qr_data", code));
  }

  private static String integratorId(Caller caller) {
    return caller.application().id() + (caller.live() ? "" : " test");
  }

  private Reply configure(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    Document kept =
        world
            .shelf(INTEGRATOR)
            .find(integratorId(caller))
            .orElseGet(() -> new Document(integratorId(caller), caller, Json.object()));
    for (String name : List.of("callback_url", "notification_url")) {
      if (Json.present(body, name)) {
        kept.body().put(name, Fields.webAddress(body, name));
      }
    }
    return Reply.ok(world.shelf(INTEGRATOR).put(kept).body());
  }

  private Reply configuration(Request request) {
    Caller caller = world.access().seller(request);
    return Reply.ok(
        world
            .shelf(INTEGRATOR)
            .find(integratorId(caller))
            .map(Document::body)
            .orElseGet(Json::object));
  }

  private Reply confirm(Request request) {
    Caller caller = world.access().seller(request);
    String status = Fields.oneOf(request.object(), "status", Set.of("confirmed", "cancelled"));
    Document order =
        world
            .shelf("merchant_order")
            .find(request.param("merchant_order_id"), caller)
            .orElseThrow(() -> Fields.refusal("merchant order not found"));
    order.notes().put("confirmation", status);
    return Reply.ok(Json.object().put("id", order.id()).put("status", status));
  }
}
