// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Claims and chargebacks of approved payments. No call of the real API opens one: buyers and banks
/// do, here the control calls.
public final class Disputes {
  public static final String SHELF = "chargeback";

  /// Time to send documents; the record gives no figure, a notification sample suggests days.
  private static final Duration DEADLINE = Duration.ofDays(10);

  private final World world;
  private final PaymentDesk desk;

  public Disputes(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  /// The buyer complains: the payment goes to mediation and its money is held.
  public void open(Document payment) {
    must(payment, "approved");
    desk.movements().add(Movements.Kind.DISPUTE, payment, payment.id(), rest(payment).negate());
    desk.move(payment, "in_mediation", "pending");
  }

  /// The mediation ends for the seller.
  public void withdraw(Document payment) {
    must(payment, "in_mediation");
    desk.movements().add(Movements.Kind.DISPUTE_CANCEL, payment, payment.id(), rest(payment));
    boolean part = PaymentDesk.refunded(payment).signum() > 0;
    desk.move(payment, "approved", part ? "partially_refunded" : "accredited");
  }

  /// The bank takes the money back.
  ///
  /// @param reason such as `general` or `fraud`
  public Document chargeBack(Document payment, String reason) {
    must(payment, "approved", "in_mediation");
    String id = Long.toString(world.next(SHELF, 217_000_087_654_321_000L));
    Document chargeback =
        new Document(
            id, payment.ownerId(), payment.live(), describe(id, payment, reason), Json.object());
    chargeback.notes().put("application_id", payment.notes().path("application_id").longValue());
    world.shelf(SHELF).put(chargeback);
    desk.movements().add(Movements.Kind.CHARGEBACK, payment, id, rest(payment).negate());
    desk.move(payment, "charged_back", "in_process");
    say(chargeback, "chargeback.created");
    return chargeback;
  }

  /// The case is decided. For the seller: the money comes back (`reimbursed`); against: it is gone
  /// (`settled`). Pages differ on which word is whose; these are the developers' (quality.md B2).
  public void settle(Document chargeback, boolean forSeller) {
    Document payment = payment(chargeback);
    must(payment, "charged_back");
    if (!Json.text(payment.body(), "status_detail").orElse("").equals("in_process")) {
      throw ApiError.badRequest(
          2018, "The action requested is not valid for the current payment state");
    }
    chargeback
        .body()
        .put("coverage_applied", forSeller)
        .put("status", forSeller ? "covered" : "settled");
    touch(chargeback);
    if (forSeller) {
      desk.movements()
          .add(Movements.Kind.CHARGEBACK_CANCEL, payment, chargeback.id(), rest(payment));
    }
    desk.move(payment, "charged_back", forSeller ? "reimbursed" : "settled");
    say(chargeback, "chargeback.updated");
  }

  /// The chargebacks of a payment, oldest first.
  public Stream<Document> of(Document payment) {
    return world
        .shelf(SHELF)
        .all()
        .filter(one -> one.body().path("payment_id").asString().equals(payment.id()));
  }

  /// Documents arrived: they wait for review.
  void document(Document chargeback, List<ObjectNode> files) {
    var list = chargeback.body().putArray("documentation");
    files.forEach(list::add);
    chargeback.body().put("documentation_status", "review_pending");
    touch(chargeback);
    say(chargeback, "chargeback.updated");
  }

  private Document payment(Document chargeback) {
    return desk.find(chargeback.body().path("payment_id").asString())
        .orElseThrow(Payments::notFound);
  }

  private static BigDecimal rest(Document payment) {
    return PaymentDesk.amount(payment).subtract(PaymentDesk.refunded(payment));
  }

  private static void must(Document payment, String... states) {
    if (!List.of(states).contains(PaymentDesk.status(payment))) {
      throw ApiError.badRequest(
          2018, "The action requested is not valid for the current payment state");
    }
  }

  /// Members of the reference, then the names the official SDKs read.
  private ObjectNode describe(String id, Document payment, String reason) {
    String now = Dates.text(world.now());
    ObjectNode body = Json.object().put("id", id);
    body.putArray("payments").add(payment.body().path("id").longValue());
    body.put("currency", payment.body().path("currency_id").stringValue())
        .put("amount", Json.plain(rest(payment)));
    body.put("reason", reason)
        .putNull("coverage_applied")
        .put("coverage_elegible", true)
        .put("documentation_required", true);
    body.put("documentation_status", "pending").putArray("documentation");
    body.put("date_documentation_deadline", Dates.text(world.now().plus(DEADLINE)));
    body.put("date_created", now).put("date_last_updated", now).put("live_mode", payment.live());
    body.put("payment_id", payment.body().path("id").longValue()).put("status", "in_process");
    body.put("currency_id", payment.body().path("currency_id").stringValue())
        .put("reason_id", reason);
    return body.put("last_modified", now);
  }

  private void touch(Document chargeback) {
    String now = Dates.text(world.now());
    chargeback.body().put("date_last_updated", now).put("last_modified", now);
  }

  private void say(Document chargeback, String action) {
    world.publish(
        new ResourceEvent(
            SHELF,
            action,
            chargeback.id(),
            chargeback.ownerId(),
            chargeback.notes().path("application_id").longValue(),
            chargeback.live(),
            "",
            world.now()));
  }
}
