// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.orders.Orders;
import dev.pasaje.web.api.OrderBook;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The orders as the API wants them.
record OrderShelf(Orders orders, Set<String> integrations, InstantSource clock)
    implements OrderBook {

  @Override
  public List<Order> list(Wish wish) {
    return orders
        .page(
            wish.integration(),
            wish.state(),
            wish.after()
                .map(after ->
                    new Orders.Place(after.changedAt(), after.integration(), after.reference())),
            wish.most())
        .stream()
        .map(OrderShelf::shown)
        .toList();
  }

  private static Order shown(dev.pasaje.orders.Order order) {
    return new Order(
        order.integration(),
        order.reference(),
        order.revision(),
        order.state().id(),
        order.currency(),
        order.total(),
        order.paid(),
        order.refunded(),
        order.flags().stream().map(flag -> flag.id()).sorted().toList(),
        order.heldAt(),
        order.releasedAt(),
        order.releasedBy(),
        order.changedAt());
  }

  @Override
  public Optional<Order> one(String integration, String reference) {
    return orders.find(integration, reference).map(OrderShelf::shown);
  }

  @Override
  public Optional<List<Moment>> timeline(String integration, String reference) {
    return orders
        .find(integration, reference)
        .map(_ -> orders.timeline(integration, reference).stream().map(OrderShelf::shown).toList());
  }

  private static Moment shown(dev.pasaje.orders.Moment moment) {
    String detail =
        moment.detail().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
    return new Moment(
        moment.at(),
        moment.source().id() + " " + moment.what(),
        moment.id().isEmpty() ? detail : moment.id() + (detail.isEmpty() ? "" : ": " + detail));
  }

  @Override
  public boolean expect(String integration, String reference, BigDecimal total, String currency) {
    if (!integrations.contains(integration)) {
      return false;
    }
    orders.expect(integration, reference, total, currency, "api", clock.instant());
    return true;
  }

  @Override
  public Release release(String integration, String reference, String by) {
    if (orders.find(integration, reference).isEmpty()) {
      return Release.NO_SUCH_ORDER;
    }
    Instant now = clock.instant();
    return orders.release(integration, reference, by, now) ? Release.RELEASED : Release.NOT_HELD;
  }
}
