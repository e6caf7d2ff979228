// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.util.Locale;
import java.util.Optional;

/// What a row is about, the same words for both reports; domain/reports.md 10 and 12.
public enum RowClass {
  /// First row of a release report: the balance before it.
  OPENING,
  /// Last row of a release report: the balance after it.
  TOTAL,
  /// Sum of a section, before October 2022.
  SUBTOTAL,
  /// `available_balance` before and after a payout: informative, never added.
  BALANCE_MARKER,
  PAYMENT,
  REFUND,
  CHARGEBACK,
  CHARGEBACK_CANCEL,
  DISPUTE,
  MEDIATION,
  MEDIATION_CANCEL,
  /// Money set aside or given free again; the description tells for what.
  RESERVE,
  PAYOUT,
  PAYOUT_CANCEL,
  SHIPPING,
  TAX,
  YIELD,
  /// Tips, and the change a buyer leaves (`digitalchange_transaction`).
  TIP,
  CASHBACK,
  CREDIT,
  ADVANCE,
  FEE,
  /// Receivables locked, judgements, fraud, restrictions.
  LOCK,
  /// One instalment of a SETTLEMENT row (MLB): a schedule, never added to it.
  INSTALLMENT,
  /// A value nobody has documented: kept and reported.
  OTHER;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RowClass> of(String id) {
    for (RowClass kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// Whether the row is an order's own: money paid for it, given back or charged back.
  public boolean ofOrders() {
    return this == PAYMENT || this == REFUND || this == CHARGEBACK || this == CHARGEBACK_CANCEL;
  }

  /// Whether the row moved money; balances, sums and schedules did not.
  public boolean moves() {
    return switch (this) {
      case OPENING, TOTAL, SUBTOTAL, BALANCE_MARKER, INSTALLMENT -> false;
      case PAYMENT,
          REFUND,
          CHARGEBACK,
          CHARGEBACK_CANCEL,
          DISPUTE,
          MEDIATION,
          MEDIATION_CANCEL,
          RESERVE,
          PAYOUT,
          PAYOUT_CANCEL,
          SHIPPING,
          TAX,
          YIELD,
          TIP,
          CASHBACK,
          CREDIT,
          ADVANCE,
          FEE,
          LOCK,
          OTHER ->
          true;
    };
  }
}
