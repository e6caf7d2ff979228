// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.integration.Product;
import java.util.Optional;
import java.util.Set;

/// What an order or an intent shows of a sale with a terminal or a code.
final class Till {
  /// Paid, whatever came after; domain/quality.md B4.
  private static final Set<String> PAID = Set.of("processed", "refunded", "charged_back");

  private static final Set<String> PAID_PAYMENT =
      Set.of("approved", "refunded", "charged_back", "in_mediation");

  private Till() {}

  private static boolean orders(QualityFacts facts) {
    return facts.product() == Product.POINT_ORDERS || facts.product() == Product.QR_ORDERS;
  }

  /// A real collection on a terminal.
  static Outcome collected(QualityFacts facts) {
    if (orders(facts)) {
      return paid(facts, "point");
    }
    Optional<String> state = facts.evidence().part("paymentIntent").text("state");
    Evidence seen = Evidence.field("paymentIntent.state", state.orElse(null)).expecting("FINISHED");
    return state
        .map(it -> it.equals("FINISHED") ? Outcome.passed(seen) : Outcome.failed(seen))
        .orElseGet(() -> Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, seen));
  }

  private static Outcome paid(QualityFacts facts, String type) {
    Tree order = facts.order();
    if (!order.given()) {
      return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, Evidence.field("order", null));
    }
    // A test order proves nothing at a till (domain/quality.md A2).
    boolean test = type.equals("point") && order.text("id").orElse("").startsWith("ORDTST");
    Evidence kind = Evidence.field("order.type", order.text("type").orElse(null)).expecting(type);
    Evidence state =
        Evidence.field("order.status", order.text("status").orElse(null)).expecting("processed");
    return order.text("type").filter(type::equals).isPresent()
            && order.text("status").filter(PAID::contains).isPresent()
            && !test
        ? Outcome.passed(kind, state)
        : Outcome.failed(kind, state);
  }

  /// The till sent the sum; nobody typed it into the terminal.
  static Outcome sentToTerminal(QualityFacts facts) {
    if (orders(facts)) {
      return Presence.anyOf(Place.order("config.point.terminal_id")).judge(facts);
    }
    Tree intent = facts.evidence().part("paymentIntent");
    Evidence device =
        Evidence.field("paymentIntent.device_id", intent.text("device_id").orElse(null));
    Evidence payment =
        Evidence.field("paymentIntent.payment.id", intent.text("payment.id").orElse(null));
    if (!intent.given()) {
      return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, device, payment);
    }
    return device.found() != null && payment.found() != null
        ? Outcome.passed(device, payment)
        : Outcome.failed(device, payment);
  }

  /// An order paid by QR and linked to a point of sale.
  static Outcome paidByCode(QualityFacts facts) {
    if (orders(facts)) {
      Outcome paid = paid(facts, "qr");
      if (!(paid instanceof Outcome.Passed)) {
        return paid;
      }
      return Presence.anyOf(Place.order("config.qr.external_pos_id")).judge(facts);
    }
    Tree payment = facts.payment();
    Optional<String> status = payment.text("status");
    Evidence state = Evidence.field("payment.status", status.orElse(null)).expecting("approved");
    if (status.isPresent() && !PAID_PAYMENT.contains(status.get())) {
      return Outcome.failed(state);
    }
    Optional<Captured> made =
        facts.evidence().requests().stream()
            .filter(one ->
                one.makes(Place.Document.MERCHANT_ORDER)
                    && one.answeredWell()
                    && !one.method().equals("GET"))
            .findFirst();
    Evidence pos = Evidence.field("payment.pos_id", payment.text("pos_id").orElse(null));
    if (status.isPresent() && pos.found() != null) {
      return Outcome.passed(state, pos);
    }
    return status.isPresent() && made.isPresent()
        ? Outcome.passed(state, Observed.evidence(made.get()))
        : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, state, pos);
  }

  static Optional<Evidence> rejected(QualityFacts facts) {
    Optional<String> order = facts.order().text("status").filter("failed"::equals);
    Optional<String> intent =
        facts.evidence().part("paymentIntent").text("state").filter("ERROR"::equals);
    return order
        .map(state -> Evidence.field("order.status", state))
        .or(() -> intent.map(state -> Evidence.field("paymentIntent.state", state)));
  }

  /// An order in `action_required` never changes by itself (domain/quality.md B4).
  static Outcome resolved(QualityFacts facts) {
    Optional<String> status = facts.order().text("status");
    Evidence state =
        Evidence.field("order.status", status.orElse(null)).expecting("≠ action_required");
    if (status.isEmpty()) {
      return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, state);
    }
    if (!status.get().equals("action_required")) {
      return Outcome.passed(state);
    }
    Optional<Declared> looked = facts.evidence().declared("point-action-required");
    return looked
        .map(answer ->
            answer.answer()
                ? Outcome.passed(state, Declaration.evidence("point-action-required", answer))
                : Outcome.failed(state, Declaration.evidence("point-action-required", answer)))
        .orElseGet(() ->
            Outcome.unknown(
                Ignorance.NOT_DECLARED,
                state,
                Declaration.evidence("point-action-required", null)));
  }
}
