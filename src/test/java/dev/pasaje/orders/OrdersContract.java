// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static dev.pasaje.orders.Bodies.json;
import static dev.pasaje.orders.Bodies.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.db.StoredArrival;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the orders promise on either database.
abstract class OrdersContract {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final List<OrderChange> told = Collections.synchronizedList(new ArrayList<>());
  private Database database;
  private Orders orders;
  private ResourceShelf shelf;
  private Instant now = START;

  abstract Database open();

  abstract void done(Database used);

  @BeforeEach
  void start() {
    database = open();
    orders = new Orders(database, (_, change) -> told.add(change), _ -> Set.of("77"));
    shelf = new ResourceShelf(database, "tienda", orders.follower());
  }

  @AfterEach
  void stop() {
    done(database);
  }

  private void read(ResourceKind kind, String id, long version, JsonNode body) {
    now = now.plusSeconds(1);
    shelf.read(kind, id, version, body, now);
  }

  private void pay(String id, long version, String status, String amount, String... more) {
    read(ResourceKind.PAYMENT, id, version, payment(id, status, amount, more));
  }

  private Order order(String reference) {
    return orders.find("tienda", reference).orElseThrow();
  }

  private boolean expect(String reference, String total) {
    now = now.plusSeconds(1);
    return orders.expect("tienda", reference, new BigDecimal(total), "ARS", "api", now);
  }

  @Test
  void an_order_follows_its_payment_and_every_change_is_told_once() {
    pay("1", 1, "pending", "100");
    pay("1", 2, "approved", "100");
    pay("1", 2, "approved", "100");
    pay("1", 1, "pending", "100");

    Order order = order("A-1");
    assertThat(order.state()).isEqualTo(OrderState.PAID);
    assertThat(order.revision()).isEqualTo(2);
    assertThat(order.paid()).isEqualTo(new BigDecimal("100.00"));
    assertThat(order.flags()).containsExactly(OrderFlag.TOTAL_UNKNOWN);
    assertThat(order.changedAt()).isEqualTo(START.plusSeconds(2));
    assertThat(told)
        .extracting(change -> change.before() + ">" + change.now().state())
        .containsExactly("OPEN>PENDING", "PENDING>PAID");
    assertThat(told.getLast().now()).isEqualTo(order);
  }

  @Test
  void a_change_that_is_rolled_back_was_never_made() {
    Orders failing =
        new Orders(
            database,
            (_, _) -> {
              throw new IllegalStateException("the outbox is full");
            },
            _ -> Set.of());
    ResourceShelf other = new ResourceShelf(database, "tienda", failing.follower());

    assertThatThrownBy(
            () -> other.read(ResourceKind.PAYMENT, "1", 1, payment("1", "approved", "1"), now))
        .hasMessageContaining("the outbox is full");
    assertThat(orders.find("tienda", "A-1")).isEmpty();
    assertThat(orders.timeline("tienda", "A-1")).isEmpty();
  }

  @Test
  void integrations_do_not_see_each_others_orders() {
    pay("1", 1, "approved", "100");

    assertThat(orders.find("other", "A-1")).isEmpty();
    assertThat(orders.timeline("other", "A-1")).isEmpty();
    assertThat(orders.counts("other")).isEmpty();
    assertThat(orders.counts("tienda")).isEqualTo(Map.of(OrderState.PAID, 1L));
  }

  @Test
  void what_the_books_say_is_learned_once_and_judged() {
    pay("1", 1, "approved", "60");

    assertThat(expect("A-1", "100")).isTrue();
    assertThat(expect("A-1", "100.00")).isFalse();

    Order order = order("A-1");
    assertThat(order.state()).isEqualTo(OrderState.PARTIALLY_PAID);
    assertThat(order.total()).hasValue(new BigDecimal("100.00"));
    assertThat(order.revision()).isEqualTo(2);
    assertThat(expect("A-1", "60")).isTrue();
    assertThat(order("A-1").state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void an_order_of_the_books_alone_is_open_and_no_news() {
    expect("B-1", "100");

    assertThat(order("B-1").state()).isEqualTo(OrderState.OPEN);
    assertThat(told).isEmpty();

    pay("1", 1, "approved", "100", "external_reference", "\"B-1\"");
    assertThat(told).extracting(change -> change.now().state()).containsExactly(OrderState.PAID);
  }

  @ParameterizedTest
  @CsvSource({"'',100,ARS", "A,-1,ARS", "A,1e999999999,ARS", "A,100,pesos", "A,100,''"})
  void nonsense_is_not_expected(String reference, String total, String currency) {
    assertThatThrownBy(
            () -> orders.expect("tienda", reference, new BigDecimal(total), currency, "api", START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode merchantOrder(String reference) {
    return json(
        """
        {"id":9,"external_reference":"%s","total_amount":100,"site_id":"MLA","payments":[{"id":1}]}
        """
            .formatted(reference));
  }

  @Test
  void a_payment_without_a_reference_waits_for_its_merchant_order() {
    pay(
        "1",
        1,
        "approved",
        "100",
        "external_reference",
        "null",
        "order",
        "{\"id\":9,\"type\":\"mercadopago\"}");
    assertThat(orders.list(new Orders.Filter(Set.of(), Set.of(), 10))).isEmpty();

    read(ResourceKind.MERCHANT_ORDER, "9", 1, merchantOrder("A-1"));

    assertThat(order("A-1").state()).isEqualTo(OrderState.PAID);
    assertThat(order("A-1").total()).hasValue(new BigDecimal("100.00"));
  }

  @Test
  void a_merchant_order_names_payments_that_do_not_name_it() {
    read(ResourceKind.MERCHANT_ORDER, "9", 1, merchantOrder("A-1"));
    assertThat(order("A-1").state()).isEqualTo(OrderState.OPEN);

    pay("1", 1, "approved", "100", "external_reference", "null");

    assertThat(order("A-1").state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void a_merchant_order_that_gets_another_name_takes_its_payment_along() {
    pay("1", 1, "approved", "100", "external_reference", "null");
    read(ResourceKind.MERCHANT_ORDER, "9", 1, merchantOrder("A-1"));
    read(ResourceKind.MERCHANT_ORDER, "9", 2, merchantOrder("A-2"));

    assertThat(order("A-2").state()).isEqualTo(OrderState.PAID);
    assertThat(order("A-1").state()).isEqualTo(OrderState.OPEN);
    assertThat(order("A-1").paid()).isEqualByComparingTo("0");
  }

  @Test
  void a_claim_and_a_chargeback_find_the_order_whenever_they_come() {
    JsonNode claim =
        json("{\"id\":5,\"resource\":\"payment\",\"resource_id\":1,\"status\":\"opened\"}");
    read(ResourceKind.CLAIM, "5", 1, claim);
    pay("1", 1, "approved", "100");
    assertThat(order("A-1").state()).isEqualTo(OrderState.DISPUTED);

    read(
        ResourceKind.CHARGEBACK,
        "217",
        1,
        json(
            """
            {"id":"217","payments":[1],"coverage_applied":null,
             "date_last_updated":"2026-11-21T00:00:00Z"}
            """));
    assertThat(order("A-1").state()).isEqualTo(OrderState.CHARGED_BACK);

    pay("1", 2, "charged_back settled", "100", "date_last_updated", "\"2026-11-22T00:00:00Z\"");
    assertThat(order("A-1").state()).isEqualTo(OrderState.CHARGEBACK_LOST);
  }

  @Test
  void a_claim_reaches_its_order_through_a_payment_that_was_never_read() {
    read(ResourceKind.MERCHANT_ORDER, "9", 1, merchantOrder("A-1"));
    read(
        ResourceKind.CLAIM,
        "5",
        1,
        json("{\"id\":5,\"resource\":\"payment\",\"resource_id\":1,\"status\":\"opened\"}"));

    assertThat(order("A-1").state()).isEqualTo(OrderState.DISPUTED);
  }

  private void alert(long version, String reason) {
    now = now.plusSeconds(1);
    shelf.read(
        ResourceKind.FRAUD_ALERT, "1", version, payment("1", "approved", "100"), reason, now);
  }

  @Test
  void an_alert_holds_until_a_person_releases_it_and_the_next_one_holds_again() {
    alert(1, "notification");
    pay("1", 2, "approved", "100");
    assertThat(order("A-1").state()).isEqualTo(OrderState.HOLD_FRAUD);
    assertThat(order("A-1").heldAt()).hasValue(START.plusSeconds(1));

    assertThat(orders.release("tienda", "A-1", "ana", now)).isTrue();
    assertThat(orders.release("tienda", "A-1", "ana", now)).isFalse();
    assertThat(orders.release("tienda", "nobody", "ana", now)).isFalse();
    assertThat(order("A-1").state()).isEqualTo(OrderState.PAID);
    assertThat(order("A-1").releasedBy()).isEqualTo("ana");

    alert(3, "sweep");
    assertThat(order("A-1").state()).isEqualTo(OrderState.PAID);
    alert(4, "hint");
    assertThat(order("A-1").state()).isEqualTo(OrderState.HOLD_FRAUD);
  }

  @Test
  void an_alert_about_a_payment_that_did_not_change_holds_too() {
    alert(1, "notification");
    orders.release("tienda", "A-1", "ana", now);

    // By the clock of another node, before the release.
    ResourceRef alert = new ResourceRef(ResourceKind.FRAUD_ALERT, "1");
    database
        .write()
        .useTransaction(handle -> orders.alerted(handle, "tienda", alert, START.minusSeconds(60)));

    assertThat(order("A-1").state()).isEqualTo(OrderState.HOLD_FRAUD);
  }

  @Test
  void an_alert_that_came_before_its_order_was_known_holds_it() {
    now = now.plusSeconds(1);
    shelf.read(
        ResourceKind.FRAUD_ALERT,
        "1",
        1,
        payment("1", "approved", "100", "external_reference", "\"\""),
        now);
    assertThat(orders.list(new Orders.Filter(Set.of(), Set.of(), 10))).isEmpty();

    read(ResourceKind.MERCHANT_ORDER, "9", 1, merchantOrder("A-1"));

    assertThat(order("A-1").state()).isEqualTo(OrderState.HOLD_FRAUD);
  }

  @Test
  void the_timeline_joins_notifications_readings_and_changes() {
    StoredArrival.of("tienda", START, "payment", "1").store(database);
    pay("1", 1, "approved", "100");
    expect("A-1", "120");
    alert(2, "notification");
    orders.release("tienda", "A-1", "ana", now.plusSeconds(1));

    assertThat(orders.timeline("tienda", "A-1"))
        .extracting(moment -> moment.source().id() + " " + moment.what())
        .containsExactly(
            "notification payment",
            "reading payment",
            "order state",
            "order expected",
            "order state",
            "reading fraud-alert",
            "order held",
            "order state",
            "order released",
            "order state");
    Moment paid = orders.timeline("tienda", "A-1").get(2);
    assertThat(paid.detail())
        .containsEntry("from", "open")
        .containsEntry("to", "paid")
        .containsEntry("paid", "100.00");
  }

  @Test
  void a_list_is_filtered_and_the_latest_change_comes_first() {
    pay("1", 1, "approved", "100");
    pay("2", 1, "pending", "100", "external_reference", "\"A-2\"");
    pay("3", 1, "approved", "100", "external_reference", "\"A-3\"");

    assertThat(orders.list(new Orders.Filter(Set.of(), Set.of(), 2)))
        .extracting(Order::reference)
        .containsExactly("A-3", "A-2");
    assertThat(orders.list(new Orders.Filter(Set.of("tienda"), Set.of(OrderState.PAID), 10)))
        .extracting(Order::reference)
        .containsExactly("A-3", "A-1");
    assertThat(orders.list(new Orders.Filter(Set.of("other"), Set.of(), 10))).isEmpty();
  }

  @Test
  void a_charge_that_only_tests_a_card_makes_no_order() {
    pay("1", 1, "approved", "0", "operation_type", "\"card_validation\"");

    assertThat(orders.find("tienda", "A-1")).isEmpty();
  }

  @Test
  void readings_at_the_same_time_miss_nothing_of_each_other() throws Exception {
    Random chance = new Random(5);
    List<Callable<Integer>> work = new ArrayList<>();
    int many = 24;
    for (int i = 0; i < many; i++) {
      String id = Integer.toString(100 + i);
      String order = Integer.toString(500 + i);
      String body =
          """
          {"id":%s,"external_reference":"C-%d","total_amount":200,"site_id":"MLA",
           "payments":[{"id":%s}]}
          """
              .formatted(order, i, id);
      String claim =
          "{\"id\":%d,\"resource\":\"payment\",\"resource_id\":%s,\"status\":\"opened\"}"
              .formatted(900 + i, id);
      String other = Integer.toString(200 + i);
      String reference = "\"C-" + i + "\"";
      Instant at = START;
      work.add(() -> {
        shelf.read(ResourceKind.MERCHANT_ORDER, order, 1, json(body), at);
        return 1;
      });
      work.add(() -> {
        shelf.read(
            ResourceKind.PAYMENT,
            id,
            1,
            payment(id, "approved", "100", "external_reference", "null"),
            at);
        return 1;
      });
      work.add(() -> {
        shelf.read(
            ResourceKind.PAYMENT,
            other,
            1,
            payment(other, "approved", "100", "external_reference", reference),
            at);
        return 1;
      });
      if (i % 2 == 0) {
        work.add(() -> {
          shelf.read(ResourceKind.CLAIM, json(claim).path("id").asString(""), 1, json(claim), at);
          return 1;
        });
      }
    }
    Collections.shuffle(work, chance);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(1);
      }
    }
    for (int i = 0; i < many; i++) {
      Order order = order("C-" + i);
      assertThat(order.state())
          .as(order.reference())
          .isEqualTo(i % 2 == 0 ? OrderState.DISPUTED : OrderState.PAID);
      assertThat(order.paid()).isEqualByComparingTo("200");
      List<Long> revisions =
          told.stream()
              .map(OrderChange::now)
              .filter(one -> one.reference().equals(order.reference()))
              .map(Order::revision)
              .toList();
      assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }
  }
}
