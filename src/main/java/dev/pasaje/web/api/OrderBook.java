// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The orders as the API shows and changes them. Called by many threads.
public interface OrderBook {

  /// An order as it stands.
  ///
  /// @param total empty while nobody says what it costs
  /// @param heldAt when a fraud alert stopped it
  /// @param releasedBy who released it last; empty when nobody did
  record Order(
      String integration,
      String reference,
      long revision,
      String state,
      String currency,
      Optional<BigDecimal> total,
      BigDecimal paid,
      BigDecimal refunded,
      List<String> flags,
      Optional<Instant> heldAt,
      Optional<Instant> releasedAt,
      String releasedBy,
      Instant changedAt) {
    public Order {
      flags = List.copyOf(flags);
    }

    /// Where a list goes on behind this order.
    public Position position() {
      return new Position(changedAt, integration, reference);
    }
  }

  /// A place in the list of orders, which is sorted by these three.
  record Position(Instant changedAt, String integration, String reference) {}

  /// What a list shows.
  ///
  /// @param after the first order comes behind it
  /// @param most orders
  record Wish(
      Optional<String> integration, Optional<String> state, Optional<Position> after, int most) {}

  /// Something that happened to an order.
  record Moment(Instant at, String kind, String detail) {}

  /// How a release ended.
  enum Release {
    RELEASED,
    /// Nothing holds the order.
    NOT_HELD,
    NO_SUCH_ORDER
  }

  /// The one that changed longest ago first.
  List<Order> list(Wish wish);

  Optional<Order> one(String integration, String reference);

  /// What happened, the earliest first; empty when there is no such order.
  Optional<List<Moment>> timeline(String integration, String reference);

  /// The merchant's books say what an order costs, also before anything was paid for it.
  ///
  /// @return false when there is no such integration
  boolean expect(String integration, String reference, BigDecimal total, String currency);

  /// A person lets a held order go.
  Release release(String integration, String reference, String by);
}
