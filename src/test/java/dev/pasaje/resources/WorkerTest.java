// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.Environment;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.weather.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Against the emulator over HTTP; time is the emulator's.
class WorkerTest {
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
    private static final JsonMapper JSON = JsonMapper.shared();

    private Emulator emulator;
    private WorkQueue queue;
    private Noted noted;
    private Snapshots snapshots;
    private final List<Snapshot> followed = Collections.synchronizedList(new ArrayList<>());
    private volatile String poison = "none";

    @SuppressWarnings("NullAway.Init")
    Contract(Store store) {
      super(store);
    }

    @BeforeEach
    void start() {
      emulator = Emulator.start();
      queue = new WorkQueue(database);
      snapshots = new Snapshots(database, List.of());
      noted = new Noted();
      followed.clear();
    }

    @AfterEach
    void stop() {
      emulator.close();
    }

    private Worker worker(String node, Integration... integrations) {
      List<Integration> all =
          integrations.length > 0
              ? List.of(integrations)
              : List.of(emulator.integration("tienda", Product.CHECKOUT_API));
      return new Worker(
          new Surroundings(database, emulator.access(), emulator.clock(), noted),
          all,
          List.of((handle, now, before, reason, at) -> {
            if (now.reference().equals(poison)) {
              throw new IllegalStateException("a bug");
            }
            followed.add(now);
          }),
          Worker.Limits.USUAL,
          node,
          new Random(1));
    }

    private void raise(String integration, ResourceRef resource) {
      queue.raise(integration, resource, WorkQueue.Reason.NOTIFICATION, emulator.now());
    }

    private Instant due(String id) {
      return database
          .read()
          .withHandle(handle ->
              handle
                  .createQuery("select due_at from work where resource_id = :id")
                  .bind("id", id)
                  .mapTo(long.class)
                  .map(Instant::ofEpochMilli)
                  .one());
    }

    @Test
    void a_notified_payment_is_read_and_stored_with_every_later_version() {
      String id = emulator.pix("order-1");
      raise("tienda", payment(id));
      Worker worker = worker("a");
      assertThat(worker.runOnce()).isEqualTo(1);
      Snapshot first = snapshots.find("tienda", payment(id)).orElseThrow();
      assertThat(first.reference()).isEqualTo("order-1");
      assertThat(first.version()).isEqualTo(Emulator.START.toEpochMilli());
      assertThat(first.environment()).isEqualTo(Environment.PRODUCTION);

      emulator.advance(Duration.ofSeconds(5));
      emulator.act(id, "pay");
      raise("tienda", payment(id));
      raise("tienda", payment(id));
      assertThat(worker.runOnce()).isEqualTo(1);
      raise("tienda", payment(id));
      worker.runOnce();
      assertThat(noted.outcomes).containsExactly("new", "newer", "same");
      assertThat(snapshots.history("tienda", payment(id)))
          .extracting(version -> version.body().path("status").asString())
          .containsExactly("pending", "approved");
      assertThat(followed).hasSize(2);
      assertThat(queue.depth(emulator.now()).due()).isZero();
    }

    @Test
    void what_is_not_there_is_asked_for_six_times_and_then_given_up() {
      raise("tienda", payment("123456"));
      Worker worker = worker("a");
      for (Duration wait :
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30))) {
        assertThat(worker.runOnce()).isEqualTo(1);
        assertThat(due("123456")).isEqualTo(emulator.now().plus(wait));
        emulator.advance(wait.minusMillis(1));
        assertThat(worker.runOnce()).isZero();
        emulator.advance(Duration.ofMillis(1));
      }
      assertThat(worker.runOnce()).isEqualTo(1);
      assertThat(noted.buried).containsExactly("tienda payment 123456 not-found");
      assertThat(queue.dead(9)).extracting(WorkQueue.Dead::trouble).containsExactly("not-found");
      emulator.advance(Duration.ofDays(30));
      assertThat(worker.runOnce()).isZero();
      assertThat(worker.paused()).as("it is no fault of the API").isEmpty();
    }

    @Test
    void a_payment_notified_before_its_commit_is_found_when_it_appears() {
      String id = emulator.pix("order-1");
      raise("tienda", payment(id));
      emulator.answer("/v1/payments/" + id, 404);
      Worker worker = worker("a");
      worker.runOnce();
      emulator.advance(Duration.ofSeconds(1));
      worker.runOnce();
      emulator.fair();
      emulator.advance(Duration.ofSeconds(5));
      worker.runOnce();
      assertThat(noted.outcomes).containsExactly("not-found", "not-found", "new");
    }

    @Test
    void refused_credentials_pause_their_integration_only_and_its_work_is_kept() {
      String mine = emulator.pix("order-1");
      String yours = emulator.pix("real", "order-2", "");
      Integration other = emulator.both("otra");
      String token = emulator.account("test-user").accessToken();
      emulator.instead(request ->
          request.header("authorization").orElse("").equals("Bearer " + token)
              ? Optional.of(Reply.json(401, JSON.createObjectNode().put("code", "unauthorized")))
              : Optional.empty());
      Worker worker = worker("a", emulator.integration("tienda", Product.CHECKOUT_API), other);
      for (int i = 0; i < 5; i++) {
        raise("tienda", payment(mine));
        raise("otra", payment(yours));
        worker.runOnce();
        emulator.advance(Duration.ofMinutes(1));
      }
      assertThat(snapshots.find("otra", payment(yours))).isPresent();
      assertThat(worker.paused()).containsExactly("tienda");
      assertThat(noted.pauses).containsExactly("tienda credentials");
      assertThat(noted.outcomes).filteredOn("refused"::equals).hasSize(1);

      emulator.advance(Duration.ofDays(3));
      worker.runOnce();
      assertThat(queue.dead(9)).isEmpty();
      emulator.fair();
      emulator.advance(Duration.ofMinutes(6));
      worker.runOnce();
      assertThat(snapshots.find("tienda", payment(mine))).isPresent();
      assertThat(noted.pauses)
          .containsExactly("tienda credentials", "tienda credentials", "tienda resumed");
    }

    @Test
    void a_forged_hint_for_what_is_forbidden_pauses_nothing() {
      String id = emulator.pix("order-1");
      raise("tienda", payment("777"));
      raise("tienda", payment(id));
      emulator.instead(request ->
          request.path().equals("/v1/payments/777")
              ? Optional.of(
                  Reply.json(
                      403,
                      JSON.readTree(
                          "{\"status\":403,\"cause\":[{\"code\":4,"
                              + "\"description\":\"The caller is not authorized\"}]}")))
              : Optional.empty());
      Worker worker = worker("a");
      for (int i = 0; i < 6; i++) {
        worker.runOnce();
        emulator.advance(Duration.ofHours(1));
      }
      assertThat(worker.paused()).isEmpty();
      assertThat(noted.buried).containsExactly("tienda payment 777 forbidden");
      assertThat(snapshots.find("tienda", payment(id))).isPresent();
    }

    @Test
    void the_api_is_left_alone_for_as_long_as_it_asks() {
      String id = emulator.pix("order-1");
      raise("tienda", payment(id));
      emulator.instead(_ ->
          Optional.of(
              Reply.json(429, JSON.createObjectNode().put("status", 429))
                  .withHeader("Retry-After", "120")));
      Worker worker = worker("a");
      worker.runOnce();
      emulator.fair();
      assertThat(noted.outcomes).containsExactly("throttled");
      assertThat(due(id)).isEqualTo(emulator.now().plusSeconds(120));
      emulator.advance(Duration.ofSeconds(119));
      assertThat(worker.runOnce()).isZero();
      emulator.advance(Duration.ofSeconds(1));
      worker.runOnce();
      assertThat(noted.outcomes).containsExactly("throttled", "new");
    }

    @Test
    void an_api_in_trouble_is_left_alone_without_holding_others_up() {
      String yours = emulator.pix("real", "order-2", "");
      for (int i = 0; i < 40; i++) {
        raise("tienda", payment(String.valueOf(1000 + i)));
      }
      raise("otra", payment(yours));
      emulator.instead(request ->
          request.path().startsWith("/v1/payments/10")
              ? Optional.of(Reply.html(503, "<html>no</html>"))
              : Optional.empty());
      Worker worker =
          worker("a", emulator.integration("tienda", Product.CHECKOUT_API), emulator.both("otra"));
      worker.runOnce();
      assertThat(snapshots.find("otra", payment(yours))).isPresent();
      assertThat(worker.paused()).containsExactly("tienda");
      assertThat(noted.pauses).containsExactly("tienda api");
      assertThat(noted.outcomes).filteredOn("status-503"::equals).hasSizeBetween(10, 16);
      int before = noted.outcomes.size();
      emulator.advance(Duration.ofSeconds(31));
      worker.runOnce();
      assertThat(noted.outcomes).as("one is tried, and fails").hasSize(before + 1);
      emulator.fair();
      emulator.advance(Duration.ofSeconds(31));
      worker.runOnce();
      assertThat(noted.pauses.getLast()).isEqualTo("tienda resumed");
      assertThat(noted.outcomes).filteredOn("not-found"::equals).hasSizeGreaterThan(20);
    }

    @Test
    void whatever_fails_for_a_day_is_given_up_and_can_be_seen() {
      raise("tienda", payment("1"));
      emulator.answer("/v1/payments/1", 500);
      Worker worker = worker("a");
      Instant began = emulator.now();
      while (queue.dead(1).isEmpty()) {
        worker.runOnce();
        Duration wait = Duration.between(emulator.now(), due("1"));
        assertThat(wait).isLessThanOrEqualTo(Duration.ofHours(1));
        emulator.advance(wait.isPositive() ? wait : Duration.ofSeconds(31));
      }
      assertThat(Duration.between(began, emulator.now()))
          .isBetween(Duration.ofHours(15), Duration.ofHours(48));
      assertThat(noted.outcomes).hasSize(Patience.ATTEMPTS);
      assertThat(noted.buried).containsExactly("tienda payment 1 status-500");
    }

    @Test
    void another_accounts_payment_is_not_kept() {
      raise("tienda", payment("55"));
      emulator.instead(request ->
          request.path().equals("/v1/payments/55")
              ? Optional.of(
                  Reply.ok(JSON.createObjectNode().put("id", 55).put("collector_id", 4711)))
              : Optional.empty());
      worker("a").runOnce();
      assertThat(noted.outcomes).containsExactly("foreign");
      assertThat(count("resource")).isZero();
      assertThat(queue.dead(9))
          .extracting(WorkQueue.Dead::trouble)
          .containsExactly("foreign: account 4711");
    }

    @Test
    void the_environment_is_whose_credentials_can_read_it() {
      String test = emulator.pix("test-credentials", "order-1", "");
      String real = emulator.pix("real", "order-2", "");
      raise("tienda", payment(test));
      raise("tienda", payment(real));
      worker("a", emulator.both("tienda")).runOnce();
      assertThat(snapshots.find("tienda", payment(test)).orElseThrow().environment())
          .isEqualTo(Environment.TEST);
      assertThat(snapshots.find("tienda", payment(real)).orElseThrow().environment())
          .isEqualTo(Environment.PRODUCTION);
    }

    @Test
    void a_reading_whose_lease_was_lost_has_no_effect() {
      String id = emulator.pix("order-1");
      raise("tienda", payment(id));
      Worker second = worker("b");
      AtomicBoolean once = new AtomicBoolean();
      emulator.instead(request -> {
        if (request.path().endsWith(id) && once.compareAndSet(false, true)) {
          // While the first node waits for its answer, its time runs out and another one is faster.
          emulator.advance(Duration.ofSeconds(61));
          second.runOnce();
        }
        return Optional.empty();
      });
      worker("a").runOnce();
      assertThat(noted.outcomes).containsExactly("new", "lost-lease");
      assertThat(followed).hasSize(1);
      assertThat(count("resource_version")).isEqualTo(1);
      assertThat(queue.depth(emulator.now()).due()).isZero();
    }

    @Test
    void a_bug_in_one_item_stops_no_other() {
      poison = "order-1";
      List<String> ids = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        ids.add(emulator.pix("order-" + i));
        raise("tienda", payment(ids.getLast()));
      }
      Worker worker = worker("a");
      worker.runOnce();
      assertThat(count("resource")).isEqualTo(4);
      assertThat(noted.failures).hasSize(1);
      assertThat(worker.paused()).isEmpty();
      poison = "none";
      emulator.advance(Duration.ofMinutes(1));
      worker.runOnce();
      assertThat(count("resource")).isEqualTo(5);
    }

    @Test
    void what_a_resource_names_is_read_too() {
      String order =
          emulator
              .post(
                  "test-user",
                  "/merchant_orders",
                  "{\"external_reference\":\"order-1\",\"items\":[{\"title\":\"One\","
                      + "\"quantity\":1,\"unit_price\":201,\"currency_id\":\"BRL\"}]}")
              .path("id")
              .asString();
      String link = ",\"order\":{\"type\":\"mercadopago\",\"id\":" + order + "}";
      String one = emulator.pix("test-user", "order-1", link);
      String two = emulator.pix("test-user", "order-1", link);
      raise("tienda", payment(one));
      Worker worker = worker("a");
      worker.runOnce();
      assertThat(snapshots.find("tienda", new ResourceRef(ResourceKind.MERCHANT_ORDER, order)))
          .isPresent();
      assertThat(snapshots.find("tienda", payment(two))).isPresent();
      assertThat(count("resource")).isEqualTo(3);
      assertThat(noted.outcomes).hasSizeBetween(3, 4);

      emulator.advance(Duration.ofSeconds(9));
      emulator.act(two, "pay");
      raise("tienda", new ResourceRef(ResourceKind.MERCHANT_ORDER, order));
      worker.runOnce();
      assertThat(status(two)).isEqualTo("approved");

      emulator.advance(Duration.ofSeconds(9));
      emulator.act(two, "chargeback");
      ResourceRef named = new ResourceRef(ResourceKind.CHARGEBACK, chargebackOf(two));
      raise("tienda", named);
      worker.runOnce();
      assertThat(snapshots.find("tienda", named)).as("%s", noted.outcomes).isPresent();
      assertThat(status(two)).isEqualTo("charged_back");

      raise("tienda", new ResourceRef(ResourceKind.FRAUD_ALERT, one));
      worker.runOnce();
      assertThat(
              snapshots
                  .find("tienda", new ResourceRef(ResourceKind.FRAUD_ALERT, one))
                  .orElseThrow()
                  .reference())
          .isEqualTo("order-1");
    }

    private String chargebackOf(String payment) {
      return emulator
          .access()
          .as(dev.pasaje.secret.Secret.of(emulator.account("test-user").accessToken()))
          .get("/v1/chargebacks/search", Map.of("payment_id", payment))
          .found()
          .orElseThrow()
          .path("results")
          .path(0)
          .path("id")
          .asString();
    }

    private String status(String id) {
      return snapshots
          .find("tienda", payment(id))
          .map(found -> found.body().path("status").asString())
          .orElse("");
    }

    @Test
    void news_of_a_link_needs_no_reading_but_shows_a_dead_token() {
      ResourceRef link = new ResourceRef(ResourceKind.CONNECTION, "123");
      raise("tienda", link);
      Worker worker = worker("a");
      worker.runOnce();
      assertThat(noted.outcomes).containsExactly("nothing");
      raise("tienda", link);
      emulator.answer("/", 401);
      worker.runOnce();
      assertThat(worker.paused()).containsExactly("tienda");
    }

    @Test
    void in_a_storm_everything_is_read_in_the_end() {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        ids.add(emulator.pix("order-" + i));
        raise("tienda", payment(ids.getLast()));
      }
      emulator.sandbox().weather().change(Forecast.STORM);
      Worker worker = worker("a");
      int rounds = 0;
      while (queue.depth(emulator.now()).due() > 0 && rounds++ < 200) {
        worker.runOnce();
        emulator.advance(Duration.ofSeconds(31));
      }
      assertThat(ids).allMatch(id -> snapshots.find("tienda", payment(id)).isPresent());
      assertThat(queue.dead(9)).isEmpty();
      assertThat(noted.failures).isEmpty();
      assertThat(noted.outcomes).filteredOn("new"::equals).hasSize(100);
      assertThat(noted.outcomes).contains("throttled", "unreachable").hasSizeGreaterThan(105);
    }

    @Test
    void two_nodes_share_the_work_and_read_nothing_twice() throws InterruptedException {
      int all = 40;
      for (int i = 0; i < all; i++) {
        raise("tienda", payment(emulator.pix("order-" + i)));
      }
      Worker one = worker("a");
      Worker two = worker("b");
      List<Thread> nodes =
          List.of(Thread.ofPlatform().start(one::runOnce), Thread.ofPlatform().start(two::runOnce));
      for (Thread node : nodes) {
        node.join();
      }
      assertThat(noted.outcomes).hasSize(all).containsOnly("new");
      assertThat(followed).hasSize(all);
      assertThat(emulator.reads()).isEqualTo(all);
    }

    @Test
    void it_works_by_itself_until_it_is_stopped() throws InterruptedException {
      Worker worker = worker("a");
      worker.start();
      for (int i = 0; i < 5; i++) {
        noted.awaited = new CountDownLatch(1);
        raise("tienda", payment(emulator.pix("order-" + i)));
        worker.signal();
        assertThat(noted.awaited.await(20, TimeUnit.SECONDS)).isTrue();
      }
      worker.stop(Duration.ofSeconds(10));
      raise("tienda", payment(emulator.pix("order-9")));
      assertThat(noted.outcomes).hasSize(5);
      assertThat(queue.claim("b", "tienda", 9, Duration.ofSeconds(9), emulator.now())).hasSize(1);
    }

    @Test
    void one_that_must_stop_gives_back_what_it_could_not_end() throws InterruptedException {
      String id = emulator.pix("order-1");
      raise("tienda", payment(id));
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch answer = new CountDownLatch(1);
      emulator.instead(request -> {
        if (request.path().endsWith(id)) {
          asked.countDown();
          await(answer);
        }
        return Optional.empty();
      });
      Worker worker = worker("a");
      worker.start();
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      worker.stop(Duration.ofMillis(50));
      answer.countDown();
      assertThat(queue.claim("b", "tienda", 9, Duration.ofSeconds(9), emulator.now())).hasSize(1);
      assertThat(count("resource")).isZero();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
