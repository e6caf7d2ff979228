// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.sandbox.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the emulator over HTTP; time is the emulator's.
class SweepTest {
  @Nested
  class OnSqlite extends Contract {
    OnSqlite() {
      super(Store.SQLITE);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Store.POSTGRESQL);
    }
  }

  abstract static class Contract extends StoreContract {
    private static final Duration SILENCE = Duration.ofHours(24);

    private Emulator emulator;
    private Integration shop;
    private Sweep sweep;
    private Worker worker;
    private Snapshots snapshots;
    private final AtomicInteger signals = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    Contract(Store store) {
      super(store);
    }

    @BeforeEach
    void start() {
      emulator = Emulator.start();
      with(Product.CHECKOUT_API);
      snapshots = new Snapshots(database, List.of());
    }

    private void with(Product product) {
      Surroundings surroundings =
          new Surroundings(database, emulator.access(), emulator.clock(), Observer.NONE);
      shop = emulator.integration("tienda", product);
      sweep = new Sweep(surroundings, SILENCE, signals::incrementAndGet);
      worker =
          new Worker(
              surroundings, List.of(shop), List.of(), Worker.Limits.USUAL, "a", new Random(1));
    }

    @AfterEach
    void stop() {
      emulator.close();
    }

    private Sweep.Source payments(Sweep.Report report) {
      return report.sources().getFirst();
    }

    private String stored(String id) {
      return snapshots
          .find("tienda", payment(id))
          .map(found -> found.body().path("status").asString())
          .orElse("unknown");
    }

    private void heard(String id) {
      notified("tienda", payment(id), emulator.now());
      new WorkQueue(database)
          .raise("tienda", payment(id), WorkQueue.Reason.NOTIFICATION, emulator.now());
    }

    @Test
    void everything_that_happened_under_lost_notifications_is_found_and_stored() {
      long seed = 42;
      Random random = new Random(seed);
      List<String> ids = new ArrayList<>();
      int lost = 0;
      for (int i = 0; i < 120; i++) {
        ids.add(emulator.pix("order-" + i));
        if (random.nextInt(3) == 0) {
          heard(ids.getLast());
        } else {
          lost++;
        }
        emulator.advance(Duration.ofSeconds(5));
      }
      worker.runOnce();
      emulator.advance(Duration.ofMinutes(2));
      Sweep.Report first = sweep.run(shop);
      worker.runOnce();
      assertThat(first.found()).as("seed %d", seed).isEqualTo(lost);
      assertThat(first.healed()).isEqualTo(lost);
      assertThat(payments(first).trouble()).isEmpty();
      assertThat(ids).allMatch(id -> stored(id).equals("pending"));
      assertThat(signals).hasValue(1);

      int changed = 0;
      for (String id : ids) {
        if (random.nextInt(4) == 0) {
          emulator.act(id, random.nextBoolean() ? "pay" : "expire");
          changed++;
        }
        emulator.advance(Duration.ofSeconds(1));
      }
      emulator.advance(Duration.ofMinutes(2));
      Sweep.Report second = sweep.run(shop);
      worker.runOnce();
      assertThat(second.found()).as("seed %d", seed).isEqualTo(changed);
      assertThat(second.healed()).isEqualTo(changed);
      for (String id : ids) {
        assertThat(stored(id)).isEqualTo(truth(id).path("status").asString());
      }
      Sweep.Report third = sweep.run(shop);
      assertThat(third.found()).isZero();
      System.out.printf(
          "lost notifications: %d of payments, %d of changes; found %d, healed %d%n",
          lost, changed, first.found() + second.found(), first.healed() + second.healed());
      assertThat(total("healed")).isEqualTo(lost + changed);
    }

    private JsonNode truth(String id) {
      return emulator
          .access()
          .as(dev.pasaje.secret.Secret.of(emulator.account("test-user").accessToken()))
          .get("/v1/payments/" + id, Map.of())
          .found()
          .orElseThrow();
    }

    private long total(String column) {
      return database
          .read()
          .withHandle(handle ->
              handle.createQuery("select sum(" + column + ") from sweep").mapTo(long.class).one());
    }

    @Test
    void what_is_notified_but_not_yet_read_is_not_counted() {
      String waiting = emulator.pix("order-1");
      heard(waiting);
      emulator.advance(Duration.ofMinutes(2));
      Sweep.Report report = sweep.run(shop);
      assertThat(payments(report).seen()).isEqualTo(1);
      assertThat(report.found()).isZero();
    }

    @Test
    void found_with_a_notification_is_not_healed() {
      // It came, was read too early, and the change followed.
      String id = emulator.pix("order-1");
      heard(id);
      worker.runOnce();
      emulator.advance(Duration.ofSeconds(30));
      emulator.act(id, "pay");
      notified("tienda", payment(id), emulator.now());
      emulator.advance(Duration.ofMinutes(2));
      Sweep.Report report = sweep.run(shop);
      assertThat(report.found()).isEqualTo(1);
      assertThat(report.healed()).isZero();
    }

    @Test
    void the_last_minute_is_left_to_the_notification() {
      emulator.pix("order-1");
      emulator.advance(Duration.ofSeconds(30));
      assertThat(sweep.run(shop).found()).isZero();
      emulator.advance(Duration.ofMinutes(5));
      assertThat(sweep.run(shop).found()).isEqualTo(1);
    }

    @Test
    void the_first_search_looks_thirty_days_back_and_the_next_from_where_it_ended() {
      emulator.pix("order-1");
      emulator.advance(Duration.ofDays(31));
      Sweep.Report first = sweep.run(shop);
      assertThat(payments(first).from()).isEqualTo(emulator.now().minus(Duration.ofDays(30)));
      Instant end = payments(first).to();
      emulator.advance(Duration.ofMinutes(5));
      assertThat(payments(sweep.run(shop)).from()).isEqualTo(end.minus(Duration.ofMinutes(15)));
      emulator.advance(Duration.ofDays(1));
      assertThat(payments(sweep.run(shop)).from())
          .as("once a day over three days")
          .isEqualTo(emulator.now().minus(Duration.ofDays(3)));
    }

    @Test
    void a_search_that_ends_too_early_moves_no_cursor() {
      for (int i = 0; i < 70; i++) {
        emulator.pix("order-" + i);
      }
      emulator.advance(Duration.ofMinutes(2));
      emulator.instead(request ->
          request.path().equals("/v1/payments/search")
                  && request.queryParam("offset").orElse("").equals("50")
              ? Optional.of(Reply.html(502, "<html>no</html>"))
              : Optional.empty());
      Sweep.Report cut = sweep.run(shop);
      assertThat(payments(cut).trouble()).isEqualTo("status-502");
      assertThat(payments(cut).found()).isEqualTo(50);
      worker.runOnce();
      emulator.fair();
      emulator.advance(Duration.ofHours(2));
      Sweep.Report whole = sweep.run(shop);
      assertThat(payments(whole).from()).isEqualTo(emulator.now().minus(Duration.ofDays(30)));
      assertThat(payments(whole).found()).isEqualTo(20);
    }

    @Test
    void refused_credentials_and_a_silent_network_are_said() {
      emulator.answer("/", 401);
      assertThat(payments(sweep.run(shop)).trouble()).isEqualTo("status-401");
      emulator.close();
      assertThat(payments(sweep.run(shop)).trouble()).startsWith("unreachable: ");
      emulator = Emulator.start();
    }

    @Test
    void merchant_orders_and_orders_of_the_orders_api_are_found() {
      with(Product.CHECKOUT_API_ORDERS);
      String order =
          emulator
              .post(
                  "test-user",
                  "/merchant_orders",
                  "{\"external_reference\":\"order-1\",\"items\":[]}")
              .path("id")
              .asString();
      String api =
          emulator
              .post(
                  "test-user",
                  "/v1/orders",
                  """
                  {"type":"online","processing_mode":"automatic","total_amount":"100.50",
                   "external_reference":"order-2","payer":{"email":"test_user_7@testuser.com",
                   "first_name":"Test","last_name":"User",
                   "identification":{"type":"CPF","number":"12345678909"}},
                   "transactions":{"payments":[{"amount":"100.50",
                   "payment_method":{"id":"pix","type":"bank_transfer"}}]}}
                  """)
              .path("id")
              .asString();
      emulator.advance(Duration.ofMinutes(2));
      Sweep.Report report = sweep.run(shop);
      assertThat(report.sources())
          .extracting(Sweep.Source::kind)
          .containsExactly(ResourceKind.PAYMENT, ResourceKind.MERCHANT_ORDER, ResourceKind.ORDER);
      assertThat(report.sources()).extracting(Sweep.Source::trouble).containsOnly("");
      worker.runOnce();
      assertThat(snapshots.find("tienda", new ResourceRef(ResourceKind.MERCHANT_ORDER, order)))
          .isPresent();
      assertThat(
              snapshots
                  .find("tienda", new ResourceRef(ResourceKind.ORDER, api))
                  .orElseThrow()
                  .reference())
          .isEqualTo("order-2");
      assertThat(sweep.run(shop).found()).isZero();
    }

    @Test
    void subscriptions_are_found_without_dates_to_search_by() {
      with(Product.SUBSCRIPTIONS);
      String id =
          emulator
              .post(
                  "test-user",
                  "/preapproval",
                  """
                  {"reason":"Club","payer_email":"test_user_9@testuser.com",
                   "back_url":"https://shop.example/club","external_reference":"club-1",
                   "auto_recurring":{"frequency":1,"frequency_type":"months",
                   "transaction_amount":30,"currency_id":"BRL"}}
                  """)
              .path("id")
              .asString();
      emulator.advance(Duration.ofMinutes(2));
      assertThat(sweep.run(shop).found()).isEqualTo(1);
      worker.runOnce();
      assertThat(snapshots.find("tienda", new ResourceRef(ResourceKind.PREAPPROVAL, id)))
          .isPresent();
    }

    @Test
    void pending_payments_are_asked_about_once_a_day() {
      String id = emulator.boleto("order-1");
      heard(id);
      worker.runOnce();
      emulator.advance(Duration.ofHours(2));
      assertThat(sweep.run(shop).hanging()).as("it was read today").isZero();
      for (int day = 0; day < 2; day++) {
        emulator.advance(Duration.ofHours(23));
        assertThat(sweep.run(shop).hanging()).isEqualTo(1);
        assertThat(sweep.run(shop).hanging()).as("once").isZero();
        worker.runOnce();
        assertThat(sweep.run(shop).hanging()).as("and once a day").isZero();
      }
      assertThat(stored(id)).isEqualTo("pending");
      emulator.act(id, "pay");
      emulator.advance(Duration.ofHours(23));
      sweep.run(shop);
      worker.runOnce();
      emulator.advance(Duration.ofHours(23));
      assertThat(sweep.run(shop).hanging()).as("it waits for nothing").isZero();
    }

    @Test
    void an_integration_that_had_notifications_and_has_none_is_silent() {
      assertThat(sweep.run(shop).silentSince()).as("never configured").isEmpty();
      heard(emulator.pix("order-1"));
      emulator.advance(SILENCE);
      assertThat(sweep.run(shop).silentSince()).isEmpty();
      emulator.advance(Duration.ofSeconds(1));
      assertThat(sweep.run(shop).silentSince()).contains(Emulator.START);
      notified("otra", payment("1"), emulator.now());
      assertThat(sweep.run(shop).silentSince()).contains(Emulator.START);
    }
  }
}
