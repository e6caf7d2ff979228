// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.Environment;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.weather.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is read, when, and what becomes of it.
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

  abstract static class Contract extends WorkerContract {
    Contract(Store store) {
      super(store);
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
