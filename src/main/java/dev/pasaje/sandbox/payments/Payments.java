// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/payments`: create, read, change, search.
public final class Payments {
  private final World world;
  private final PaymentDesk desk;
  private final PaymentSearch search;

  public Payments(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
    this.search = new PaymentSearch(world);
  }

  public void routes(Router router) {
    router.post("/v1/payments", this::create);
    router.get("/v1/payments/search", this::search);
    router.get("/v1/payments/{id}", this::read);
    router.put("/v1/payments/{id}", this::update);
    router.put("/v1/payments/{id}/cancellations", this::update);
  }

  private Reply create(Request request) {
    Caller seller = world.access().paymentsCharger(request);
    return world
        .idempotency()
        .payments(
            request,
            seller,
            () -> desk.create(seller, request.object()).id(),
            id -> Reply.ok(desk.find(id).orElseThrow(ApiError::unknownRoute).body()));
  }

  private Reply read(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    return Reply.ok(visible(world, request, seller).body());
  }

  private Reply search(Request request) {
    return Reply.ok(search.find(request, world.access().paymentsSeller(request)));
  }

  /// The payment of the path; a foreign one is not found (the record is silent, api.md 2.5).
  static Document visible(World world, Request request, Caller seller) {
    return world
        .shelf(PaymentDesk.SHELF)
        .find(request.param("id"), seller)
        .orElseThrow(Payments::notFound);
  }

  /// The payment of the path for a change; a foreign one is forbidden.
  static Document changeable(World world, Request request, Caller seller) {
    Document payment =
        world.shelf(PaymentDesk.SHELF).find(request.param("id")).orElseThrow(Payments::notFound);
    if (!payment.belongsTo(seller)) {
      throw ApiError.forbidden(4, "The caller is not authorized to access this resource");
    }
    return payment;
  }

  static ApiError notFound() {
    return ApiError.notFound(2000, "Payment not found");
  }

  private Reply update(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    Document payment = changeable(world, request, seller);
    ObjectNode change = request.object();
    if (Json.present(change, "status")) {
      cancel(payment, change);
    } else if (Json.present(change, "capture")) {
      capture(payment, change, seller);
    } else if (Json.present(change, "date_of_expiration")) {
      desk.moveExpiry(payment, RestChecks.expiry(world, change.path("date_of_expiration")));
    } else if (Json.present(change, "transaction_amount")) {
      // Listed without conditions; the emulator takes it as no valid action.
      throw ApiError.badRequest(2017, "The transaction_amount is not valid for update");
    } else {
      note(payment, change);
    }
    return Reply.ok(payment.body());
  }

  private void cancel(Document payment, ObjectNode change) {
    String status = Json.text(change, "status").orElse("");
    if (!status.equals("cancelled")) {
      throw ApiError.badRequest(2016, "The status is not valid for update");
    }
    desk.cancel(payment, "by_collector");
  }

  private void capture(Document payment, ObjectNode change, Caller seller) {
    if (!Json.flag(change, "capture").orElse(false)) {
      throw ApiError.badRequest(1, "Params Error");
    }
    Optional<BigDecimal> part = Optional.empty();
    if (Json.present(change, "transaction_amount")) {
      BigDecimal amount =
          Json.number(change, "transaction_amount")
              .orElseThrow(
                  () -> ApiError.badRequest(4003, "Transaction_amount attribute must be numeric"));
      if (amount.stripTrailingZeros().scale() > seller.site().decimals()) {
        throw ApiError.badRequest(2017, "The transaction_amount is not valid for update");
      }
      part = Optional.of(amount);
    }
    desk.capture(payment, part);
  }

  /// What may be changed at any time: reference, metadata, description. Anything else is refused.
  private void note(Document payment, ObjectNode change) {
    for (String name : change.propertyNames()) {
      boolean text = name.equals("external_reference") || name.equals("description");
      boolean fits =
          (text && change.path(name).isString())
              || (name.equals("metadata") && change.path(name).isObject());
      if (!fits) {
        throw ApiError.badRequest(
            8, "The name of the following parameters is wrong : [" + name + "]");
      }
    }
    change.properties().forEach(member -> payment.body().set(member.getKey(), member.getValue()));
  }
}
