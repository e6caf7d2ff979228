// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import static dev.pasaje.orders.Bodies.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.orders.OrderListener;
import dev.pasaje.orders.Orders;
import dev.pasaje.orders.ResourceShelf;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.web.api.OrderBook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders as the API shows them, from the payments that were read.
class OrderShelfTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path directory;
  private Database database;
  private ResourceShelf resources;
  private OrderShelf shelf;

  @BeforeEach
  void open() {
    database = TestDatabases.sqlite(directory);
    Orders orders = new Orders(database, OrderListener.NONE, _ -> Set.of("77"));
    resources = new ResourceShelf(database, "tienda", orders.follower());
    shelf = new OrderShelf(orders, Set.of("tienda"), InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void pay(String id, String reference, Instant at) {
    resources.read(
        ResourceKind.PAYMENT,
        id,
        1,
        payment(id, "approved", "100", "external_reference", '"' + reference + '"'),
        at);
  }

  @Test
  void an_order_is_shown_as_its_payments_and_the_books_have_it() {
    pay("1", "A-1", NOON);
    assertThat(shelf.expect("tienda", "A-1", new BigDecimal("120"), "ARS")).isTrue();
    assertThat(shelf.expect("unknown", "A-1", new BigDecimal("120"), "ARS")).isFalse();

    OrderBook.Order order = shelf.one("tienda", "A-1").orElseThrow();

    assertThat(order.state()).isEqualTo("partially-paid");
    assertThat(order.total()).contains(new BigDecimal("120.00"));
    assertThat(order.paid()).isEqualTo(new BigDecimal("100.00"));
    assertThat(order.refunded()).isEqualByComparingTo("0");
    assertThat(order.currency()).isEqualTo("ARS");
    assertThat(shelf.one("tienda", "A-2")).isEmpty();
  }

  @Test
  void a_list_goes_on_where_it_ended() {
    for (int i = 1; i <= 5; i++) {
      pay(Integer.toString(i), "A-" + i, NOON.plusSeconds(i));
    }
    OrderBook.Wish wish =
        new OrderBook.Wish(Optional.of("tienda"), Optional.empty(), Optional.empty(), 2);
    List<OrderBook.Order> first = shelf.list(wish);
    List<OrderBook.Order> next =
        shelf.list(
            new OrderBook.Wish(
                wish.integration(), wish.state(), Optional.of(first.getLast().position()), 10));

    assertThat(first).extracting(OrderBook.Order::reference).containsExactly("A-1", "A-2");
    assertThat(next).extracting(OrderBook.Order::reference).containsExactly("A-3", "A-4", "A-5");
  }

  @Test
  void a_timeline_tells_readings_and_what_became_of_the_order() {
    pay("1", "A-1", NOON);

    List<OrderBook.Moment> moments = shelf.timeline("tienda", "A-1").orElseThrow();

    assertThat(moments)
        .extracting(OrderBook.Moment::kind)
        .containsExactly("reading payment", "order state");
    assertThat(moments.getFirst().detail()).startsWith("1: status=approved");
    assertThat(shelf.timeline("tienda", "A-2")).isEmpty();
  }

  @Test
  void only_what_is_held_can_be_released() {
    pay("1", "A-1", NOON);

    assertThat(shelf.release("tienda", "A-1", "ana")).isEqualTo(OrderBook.Release.NOT_HELD);
    assertThat(shelf.release("tienda", "A-2", "ana")).isEqualTo(OrderBook.Release.NO_SUCH_ORDER);
  }
}
