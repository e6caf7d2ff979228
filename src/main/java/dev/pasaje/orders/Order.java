// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One of the merchant's orders as it is kept.
///
/// @param reference the merchant's own name for it, `external_reference`
/// @param revision how often it changed
/// @param currency of all amounts, ISO 4217; empty while no amount is known
/// @param total what it costs; empty while nobody says so
/// @param paid received and not taken back by a bank
/// @param refunded the part of `paid` that was given back
/// @param heldAt when the latest alert about it came
/// @param releasedAt when a person last released it
/// @param releasedBy that person; empty without one
public record Order(
    String integration,
    String reference,
    long revision,
    OrderState state,
    String currency,
    Optional<BigDecimal> total,
    BigDecimal paid,
    BigDecimal refunded,
    Set<OrderFlag> flags,
    Optional<Instant> heldAt,
    Optional<Instant> releasedAt,
    String releasedBy,
    Instant changedAt) {

  public Order {
    flags = Set.copyOf(flags);
  }

  OrderStanding standing() {
    return new OrderStanding(state, currency, total, paid, refunded, flags);
  }

  Order standing(OrderStanding now, Optional<Instant> held, Instant at) {
    return new Order(
        integration,
        reference,
        revision + 1,
        now.state(),
        now.currency(),
        now.total(),
        now.paid(),
        now.refunded(),
        now.flags(),
        held,
        releasedAt,
        releasedBy,
        at);
  }
}
