// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an order stands; domain/notifications.md 9.2. What comes first is judged first.
public enum OrderState {
  /// An alert says to stop the shipment, and no person has answered it.
  HOLD_FRAUD,
  /// The bank wants money back; the case is not decided.
  CHARGED_BACK,
  /// A buyer's claim is open.
  DISPUTED,
  /// Money came, but in another amount, currency or account than the merchant asked for.
  AMOUNT_MISMATCH,
  PAID,
  PARTIALLY_PAID,
  PARTIALLY_REFUNDED,
  REFUNDED,
  /// A chargeback was decided against the seller, and nothing else covers the order.
  CHARGEBACK_LOST,
  /// A chargeback was decided for the seller; the order is paid.
  CHARGEBACK_WON,
  /// Reserved on a card, not captured.
  AUTHORIZED,
  IN_REVIEW,
  PENDING,
  CANCELLED,
  REJECTED,
  /// Known, and nobody has tried to pay it.
  OPEN;

  /// As it is stored and shown: `partially-paid`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<OrderState> of(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(state -> state.id().equals(wanted)).findFirst();
  }

  /// Whether a person has to look before anything is shipped or refunded.
  public boolean alarming() {
    return this == AMOUNT_MISMATCH || this == HOLD_FRAUD;
  }
}
