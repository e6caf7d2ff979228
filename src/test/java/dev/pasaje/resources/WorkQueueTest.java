// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
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
    private static final Duration LEASE = Duration.ofSeconds(60);
    private WorkQueue queue;

    @SuppressWarnings("NullAway.Init")
    Contract(Store store) {
      super(store);
    }

    @BeforeEach
    void queue() {
      queue = new WorkQueue(database);
    }

    private void raise(String id, Instant at) {
      queue.raise("tienda", payment(id), WorkQueue.Reason.NOTIFICATION, at);
    }

    private List<WorkQueue.Claim> claim(String node, Instant at) {
      return queue.claim(node, "tienda", 10, LEASE, at);
    }

    private boolean complete(String node, WorkQueue.Claim claim, Instant at) {
      return database.write().inTransaction(handle -> queue.complete(handle, node, claim, at));
    }

    @Test
    void any_number_of_reasons_before_a_reading_is_one_reading() {
      for (int i = 0; i < 5; i++) {
        raise("1", NOW.plusSeconds(i));
      }
      List<WorkQueue.Claim> claims = claim("a", NOW.plusSeconds(5));
      assertThat(claims).hasSize(1);
      assertThat(claims.getFirst().wanted()).isEqualTo(5);
      assertThat(claims.getFirst().wantedAt()).isEqualTo(NOW);
      assertThat(complete("a", claims.getFirst(), NOW.plusSeconds(6))).isTrue();
      assertThat(claim("a", NOW.plusSeconds(7))).isEmpty();
      assertThat(queue.depth(NOW).due()).isZero();
    }

    @Test
    void a_reason_during_a_reading_is_followed_by_another_reading() {
      raise("1", NOW);
      WorkQueue.Claim first = claim("a", NOW).getFirst();
      raise("1", NOW.plusSeconds(1));
      assertThat(claim("b", NOW.plusSeconds(1))).as("the first reading is under way").isEmpty();
      complete("a", first, NOW.plusSeconds(2));
      List<WorkQueue.Claim> second = claim("a", NOW.plusSeconds(2));
      assertThat(second).hasSize(1);
      complete("a", second.getFirst(), NOW.plusSeconds(3));
      assertThat(claim("a", NOW.plusSeconds(4))).isEmpty();
    }

    @Test
    void a_reason_during_the_last_reading_is_not_buried_with_it() {
      raise("1", NOW);
      WorkQueue.Claim first = claim("a", NOW).getFirst();
      raise("1", NOW.plusSeconds(1));
      queue.bury("a", first, "not-found", NOW.plusSeconds(2));
      assertThat(claim("a", NOW.plusSeconds(2))).hasSize(1);
      assertThat(queue.dead(10)).isEmpty();
    }

    @Test
    void a_claim_falls_back_when_its_lease_is_over_and_then_counts_no_more() {
      raise("1", NOW);
      WorkQueue.Claim lost = claim("a", NOW).getFirst();
      assertThat(claim("b", NOW.plus(LEASE).minusMillis(1))).isEmpty();
      WorkQueue.Claim taken = claim("b", NOW.plus(LEASE)).getFirst();
      assertThat(complete("a", lost, NOW.plus(LEASE))).isFalse();
      queue.retry("a", lost, NOW.plusSeconds(999), "late");
      queue.bury("a", lost, "late", NOW);
      assertThat(complete("b", taken, NOW.plus(LEASE))).isTrue();
    }

    @Test
    void one_node_cannot_end_its_own_lost_claim_with_a_new_one() {
      raise("1", NOW);
      WorkQueue.Claim lost = claim("a", NOW).getFirst();
      WorkQueue.Claim again = claim("a", NOW.plus(LEASE)).getFirst();
      assertThat(complete("a", lost, NOW.plus(LEASE))).isFalse();
      assertThat(complete("a", again, NOW.plus(LEASE))).isTrue();
    }

    @Test
    void a_node_that_stops_gives_back_what_it_holds() {
      raise("1", NOW);
      raise("2", NOW);
      queue.claim("a", "tienda", 1, LEASE, NOW);
      queue.claim("b", "tienda", 1, LEASE, NOW);
      queue.release("a");
      assertThat(claim("c", NOW)).hasSize(1);
    }

    @Test
    void what_was_given_up_is_listed_and_revived_by_another_reason() {
      raise("1", NOW);
      queue.bury("a", claim("a", NOW).getFirst(), "not-found", NOW);
      assertThat(claim("a", NOW.plusSeconds(1))).isEmpty();
      assertThat(queue.depth(NOW).dead()).isEqualTo(1);
      assertThat(queue.dead(10))
          .containsExactly(
              new WorkQueue.Dead("tienda", "payment", "1", "notification", 1, "not-found", NOW));
      queue.raise("tienda", payment("1"), WorkQueue.Reason.REPLAY, NOW.plusSeconds(2));
      assertThat(claim("a", NOW.plusSeconds(2)).getFirst().attempts()).isZero();
    }

    @Test
    void what_waits_after_a_failure_is_not_brought_forward_by_a_burst() {
      raise("1", NOW);
      queue.retry("a", claim("a", NOW).getFirst(), NOW.plusSeconds(30), "throttled");
      raise("1", NOW.plusSeconds(1));
      assertThat(claim("a", NOW.plusSeconds(29))).isEmpty();
      WorkQueue.Claim again = claim("a", NOW.plusSeconds(30)).getFirst();
      assertThat(again.attempts()).isEqualTo(1);
      assertThat(again.trouble()).isEqualTo("throttled");
      queue.postpone("a", again, NOW.plusSeconds(31), "credentials");
      assertThat(claim("a", NOW.plusSeconds(31)).getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void the_longest_waiting_come_first_and_only_of_the_integration_asked_for() {
      queue.raise("otra", payment("9"), WorkQueue.Reason.NOTIFICATION, NOW.minusSeconds(9));
      for (int i = 5; i > 0; i--) {
        raise(String.valueOf(i), NOW.plusSeconds(i));
      }
      assertThat(queue.claim("a", "tienda", 2, LEASE, NOW.plusSeconds(9)))
          .extracting(claim -> claim.resource().id())
          .containsExactlyInAnyOrder("1", "2");
      assertThat(queue.due("otra", NOW)).isTrue();
      assertThat(queue.due("tienda", NOW)).isFalse();
      assertThat(queue.depth(NOW).oldest()).contains(Duration.ofSeconds(9));
    }

    @Test
    void kinds_that_only_a_newer_version_knows_are_left_to_it() {
      database
          .write()
          .useHandle(handle ->
              handle.execute(
                  "insert into work (integration, kind, resource_id, wanted, done, wanted_at,"
                      + " reason, state, due_at, attempts, owner, lease_until, trouble)"
                      + " values ('tienda', 'loyalty-card', '1', 1, 0, 0, 'x', 'due', 0, 0, '', 0,"
                      + " '')"));
      raise("1", NOW);
      assertThat(claim("a", NOW)).hasSize(1);
    }

    @Test
    void nodes_that_claim_at_once_share_the_work_and_never_the_same() throws Exception {
      int all = 200;
      for (int i = 0; i < all; i++) {
        raise(String.valueOf(i), NOW);
      }
      List<String> taken = new ArrayList<>();
      try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
        List<Callable<List<String>>> work = new ArrayList<>();
        for (String node : List.of("a", "b", "c", "d")) {
          work.add(() -> drain(node));
        }
        for (Future<List<String>> ended : nodes.invokeAll(work)) {
          taken.addAll(ended.get());
        }
      }
      Set<String> once = new HashSet<>(taken);
      assertThat(taken).hasSize(all);
      assertThat(once).hasSize(all);
    }

    private List<String> drain(String node) {
      List<String> mine = new ArrayList<>();
      while (queue.due("tienda", NOW)) {
        for (WorkQueue.Claim claim : queue.claim(node, "tienda", 7, LEASE, NOW)) {
          if (complete(node, claim, NOW)) {
            mine.add(claim.resource().id());
          }
        }
      }
      return mine;
    }
  }
}
