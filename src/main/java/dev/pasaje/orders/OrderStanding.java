// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// How an order stands, as a function of all that is known of it: no event, no history, no clock.
///
/// @param currency of all amounts; empty while no amount is known
/// @param total what it costs
/// @param paid received and not taken back by a bank
/// @param refunded the part of `paid` that was given back
record OrderStanding(
    OrderState state,
    String currency,
    Optional<BigDecimal> total,
    BigDecimal paid,
    BigDecimal refunded,
    Set<OrderFlag> flags) {

  OrderStanding {
    total = total.map(amount -> Amounts.canonical(amount, currency));
    paid = Amounts.canonical(paid, currency);
    refunded = Amounts.canonical(refunded, currency);
    flags = Set.copyOf(flags);
  }

  static OrderStanding of(OrderFacts facts) {
    return new Judgement(facts).standing();
  }
}
