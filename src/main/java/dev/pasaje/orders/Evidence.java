// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.resources.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.BigMoney;
import tools.jackson.databind.JsonNode;

/// Resources of one order, as facts.
final class Evidence {
  /// A resource as it is stored.
  record Piece(ResourceKind kind, String id, long version, JsonNode body) {}

  private Evidence() {}

  static OrderFacts facts(
      List<Piece> pieces, Optional<BigMoney> expected, Set<String> collectors, boolean held) {
    List<CaseView> cases = new ArrayList<>();
    List<AskedView> asked = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece.kind()) {
        case CHARGEBACK -> cases.add(CaseView.chargeback(piece.body()));
        case CLAIM -> cases.add(CaseView.claim(piece.body()));
        case MERCHANT_ORDER -> asked.add(AskedView.merchantOrder(piece.body()));
        case ORDER -> asked.add(AskedView.paymentOrder(piece.body()));
        case PAYMENT,
            FRAUD_ALERT,
            PREAPPROVAL,
            PREAPPROVAL_PLAN,
            AUTHORIZED_PAYMENT,
            CARD,
            POINT_INTENT,
            SHIPMENT,
            CONNECTION,
            PLAN,
            SUBSCRIPTION,
            INVOICE,
            STATEMENT -> {}
      }
    }
    return new OrderFacts(expected, collectors, payments(pieces, asked), cases, asked, held);
  }

  /// A fraud alert is read as its payment, so the newer of the two readings counts. What an order
  /// says of a payment counts only while that payment has not been read.
  private static List<PaymentView> payments(List<Piece> pieces, List<AskedView> asked) {
    Map<String, Piece> newest = new HashMap<>();
    for (Piece piece : pieces) {
      if (piece.kind() == ResourceKind.PAYMENT || piece.kind() == ResourceKind.FRAUD_ALERT) {
        newest.merge(piece.id(), piece, Evidence::newer);
      }
    }
    List<PaymentView> payments = new ArrayList<>();
    newest.values().forEach(piece -> PaymentView.of(piece.body()).ifPresent(payments::add));
    Map<String, PaymentView> told = new HashMap<>();
    for (AskedView order : asked) {
      for (PaymentView payment : order.transactions()) {
        if (!newest.containsKey(payment.id())) {
          told.merge(
              payment.id(),
              payment,
              (one, other) -> other.updated().isAfter(one.updated()) ? other : one);
        }
      }
    }
    payments.addAll(told.values());
    return payments;
  }

  private static Piece newer(Piece one, Piece other) {
    if (one.version() != other.version()) {
      return one.version() > other.version() ? one : other;
    }
    return one.kind() == ResourceKind.PAYMENT ? one : other;
  }
}
