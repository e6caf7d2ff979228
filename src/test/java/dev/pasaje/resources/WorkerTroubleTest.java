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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// An API that refuses, is slow, breaks or is gone, and workers that do.
class WorkerTroubleTest {
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
  }
}
