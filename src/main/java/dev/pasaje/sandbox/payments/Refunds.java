// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/payments/{id}/refunds`: total, in parts up to the amount, within 180 days of approval.
public final class Refunds {
  private static final Duration WINDOW = Duration.ofDays(180);

  private final World world;
  private final PaymentDesk desk;

  public Refunds(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  public void routes(Router router) {
    router.post("/v1/payments/{id}/refunds", this::create);
    router.get("/v1/payments/{id}/refunds", this::list);
    router.get("/v1/payments/{id}/refunds/{refund_id}", this::read);
  }

  private Reply create(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    if (world.rules().refundsForbiddenInTest() && seller.test()) {
      throw ApiError.policy();
    }
    Document payment = Payments.changeable(world, request, seller);
    return world
        .idempotency()
        .payments(
            request,
            seller,
            () -> refund(payment, amount(request.object()), seller.account()).path("id").asString(),
            id -> Reply.ok(find(payment, id).orElseThrow(Refunds::notFound)));
  }

  private Reply list(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    return Reply.ok(Payments.visible(world, request, seller).body().path("refunds"));
  }

  private Reply read(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    Document payment = Payments.visible(world, request, seller);
    return Reply.ok(find(payment, request.param("refund_id")).orElseThrow(Refunds::notFound));
  }

  private static Optional<JsonNode> find(Document payment, String id) {
    for (JsonNode refund : payment.body().path("refunds")) {
      if (refund.path("id").asString().equals(id)) {
        return Optional.of(refund);
      }
    }
    return Optional.empty();
  }

  private static ApiError notFound() {
    return ApiError.notFound(2032, "Refund not found");
  }

  private static Optional<BigDecimal> amount(ObjectNode body) {
    if (!Json.present(body, "amount")) {
      return Optional.empty();
    }
    BigDecimal amount =
        Json.number(body, "amount")
            .orElseThrow(() -> ApiError.badRequest(4041, "Amount attribute must be numeric"));
    if (amount.signum() <= 0) {
      throw ApiError.badRequest(4040, "Amount must be positive");
    }
    return Optional.of(amount);
  }

  /// Gives back a part, or all that is left. More than is left answers the code of the rules (the
  /// real one is not published).
  public ObjectNode refund(Document payment, Optional<BigDecimal> part, Account by) {
    ObjectNode body = payment.body();
    BigDecimal left = PaymentDesk.amount(payment).subtract(PaymentDesk.refunded(payment));
    BigDecimal amount = part.orElse(left);
    String status = PaymentDesk.status(payment);
    boolean open = status.equals("approved") || status.equals("in_mediation");
    int decimals = by.site().decimals();
    if (!open || left.signum() <= 0 || amount.stripTrailingZeros().scale() > decimals) {
      throw ApiError.badRequest(
          2063, "The action requested is not valid for the current payment state");
    }
    if (amount.compareTo(left) > 0) {
      throw ApiError.badRequest(
          world.rules().refundAboveRestCode(),
          "The action requested is not valid for the current payment state");
    }
    Instant approved = Json.text(body, "date_approved").flatMap(Dates::parse).orElse(world.now());
    if (world.now().isAfter(approved.plus(WINDOW))) {
      throw ApiError.badRequest(15016, "Payment too old to be refunded");
    }
    ObjectNode refund = describe(payment, amount, by);
    ((ArrayNode) body.path("refunds")).add(refund);
    body.put("transaction_amount_refunded", Json.plain(PaymentDesk.refunded(payment).add(amount)));
    desk.movements()
        .add(Movements.Kind.REFUND, payment, refund.path("id").asString(), amount.negate());
    boolean all = amount.compareTo(left) == 0;
    desk.move(payment, all ? "refunded" : status, all ? "refunded" : "partially_refunded");
    return refund;
  }

  private ObjectNode describe(Document payment, BigDecimal amount, Account by) {
    ObjectNode refund = Json.object();
    refund
        .put("id", world.next("refund", 1_300_000_001L))
        .put("payment_id", payment.body().path("id").longValue());
    refund.put("amount", Json.plain(amount)).putObject("metadata");
    refund
        .putObject("source")
        .put("id", Long.toString(by.id()))
        .put("name", by.firstName() + " " + by.lastName())
        .put("type", "collector");
    refund
        .put("date_created", Dates.text(world.now()))
        .putNull("unique_sequence_number")
        .put("refund_mode", "standard");
    refund
        .put("adjustment_amount", 0)
        .put("status", "approved")
        .putNull("reason")
        .putArray("labels");
    refund
        .put("amount_refunded_to_payer", Json.plain(amount))
        .putNull("expiration_date")
        .putNull("additional_data");
    refund.putArray("partition_details");
    return refund;
  }
}
