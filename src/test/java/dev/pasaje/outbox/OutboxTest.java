// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.outbox.Deliveries.Claim;
import dev.pasaje.outbox.Outbox.Letter;
import dev.pasaje.outbox.Outbox.State;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written, claimed and settled, on both databases.
class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Nested
  class OnSqlite extends Contract {
    @Override
    Database open(Path directory) {
      return TestDatabases.sqlite(directory);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    @Override
    Database open(Path directory) {
      return TestDatabases.postgresql();
    }
  }

  abstract static class Contract {
    @TempDir Path directory;
    private Database database;
    private Outbox outbox;
    private Writing orders;
    private Deliveries mine;
    private Deliveries theirs;

    abstract Database open(Path directory);

    @BeforeEach
    void open() {
      database = open(directory);
      outbox = new Outbox(database, List.of(target("erp"), target("stock", "tienda", "kiosco")));
      orders = new Writing(database, outbox);
      mine = new Deliveries(database, "erp", "node-1");
      theirs = new Deliveries(database, "erp", "node-2");
    }

    @AfterEach
    void close() {
      database.close();
    }

    private static Target target(String name, String... integrations) {
      return new Target.Http(
          name,
          List.of(integrations),
          URI.create("https://erp.example/in"),
          Secret.of(Receiver.SECRET));
    }

    private List<Letter> letters(State state) {
      return outbox.letters(state, 0, "", 100);
    }

    private List<String> claimed(Deliveries deliveries, Instant now) {
      return deliveries.claim(10, LEASE, now).stream()
          .map(claim -> claim.reference() + " " + revision(claim))
          .toList();
    }

    private static long revision(Claim claim) {
      return new Receiver.Arrival(java.util.Map.of(), claim.body()).revision();
    }

    @Test
    void a_change_goes_to_every_target_that_wants_its_integration() {
      orders.write("tienda", "A-1", 1, NOON);
      orders.write("otra", "B-1", 1, NOON);

      assertThat(letters(State.DUE))
          .extracting(letter -> letter.target() + " " + letter.reference())
          .containsExactly("erp A-1", "stock A-1", "erp B-1");
      assertThat(letters(State.DUE).getFirst())
          .returns(1L, Letter::revision)
          .returns("order.changed", Letter::type)
          .returns(NOON, Letter::createdAt)
          .returns(NOON, Letter::dueAt)
          .returns(Optional.empty(), Letter::doneAt);
    }

    @Test
    void the_same_revision_written_twice_is_one_event() {
      assertThat(orders.write("A-1", 1, NOON)).isTrue();
      assertThat(orders.write("A-1", 1, NOON.plusSeconds(5))).isFalse();

      assertThat(letters(State.DUE)).hasSize(2);
    }

    @Test
    void what_is_rolled_back_was_never_written() {
      assertThatThrownBy(() ->
              database
                  .write()
                  .useTransaction(handle -> {
                    outbox.append(handle, Writing.change("tienda", "A-1", 1), NOON);
                    throw new IllegalStateException("the order could not be written");
                  }))
          .hasMessageContaining("could not be written");

      assertThat(letters(State.DUE)).isEmpty();
      assertThat(mine.waiting(NOON)).isFalse();
    }

    @Test
    void of_each_order_only_the_earliest_event_is_claimed() {
      orders.write("A-1", 1, NOON);
      orders.write("A-1", 2, NOON);
      orders.write("A-2", 1, NOON);

      assertThat(claimed(mine, NOON)).containsExactlyInAnyOrder("A-1 1", "A-2 1");
      assertThat(claimed(mine, NOON)).isEmpty();
      assertThat(claimed(theirs, NOON)).isEmpty();
    }

    @Test
    void an_event_that_waits_for_its_retry_holds_up_its_order_and_no_other() {
      orders.write("A-1", 1, NOON);
      orders.write("A-1", 2, NOON);
      Claim first = mine.claim(1, LEASE, NOON).getFirst();
      mine.retry(first, NOON.plusSeconds(300), 500, "http-500");
      orders.write("A-2", 1, NOON);

      assertThat(claimed(mine, NOON)).containsExactly("A-2 1");
      assertThat(claimed(mine, NOON.plusSeconds(300))).containsExactlyInAnyOrder("A-1 1", "A-2 1");
    }

    @Test
    void the_same_reference_of_two_integrations_is_two_orders() {
      orders.write("tienda", "A-1", 1, NOON);
      orders.write("kiosco", "A-1", 1, NOON);

      assertThat(mine.claim(10, LEASE, NOON)).hasSize(2);
    }

    @Test
    void delivered_and_dead_events_hold_up_nothing() {
      for (long revision = 1; revision <= 3; revision++) {
        orders.write("A-1", revision, NOON);
      }
      mine.delivered(mine.claim(1, LEASE, NOON).getFirst(), 204, NOON.plusSeconds(1));
      mine.bury(mine.claim(1, LEASE, NOON).getFirst(), 500, "http-500", NOON.plusSeconds(2));

      assertThat(claimed(mine, NOON)).containsExactly("A-1 3");
      assertThat(letters(State.DELIVERED).getFirst())
          .returns(204, Letter::status)
          .returns(1, Letter::attempts)
          .returns(Optional.of(NOON.plusSeconds(1)), Letter::doneAt);
      assertThat(letters(State.DEAD).getFirst())
          .returns(2L, Letter::revision)
          .returns("http-500", Letter::trouble)
          .returns(Optional.of(NOON.plusSeconds(2)), Letter::doneAt);
    }

    @Test
    void a_claim_that_its_node_does_not_finish_falls_back_and_settles_nothing_later() {
      orders.write("A-1", 1, NOON);
      Claim lost = mine.claim(1, LEASE, NOON).getFirst();
      Claim again = mine.claim(1, LEASE, NOON.plus(LEASE)).getFirst();

      mine.bury(lost, 500, "http-500", NOON.plus(LEASE));
      assertThat(letters(State.DEAD)).isEmpty();

      mine.delivered(again, 200, NOON.plus(LEASE));
      assertThat(letters(State.DELIVERED)).hasSize(1);
      assertThat(again.eventId()).isEqualTo(lost.eventId());
      assertThat(again.body()).isEqualTo(lost.body());
    }

    @Test
    void a_node_that_stops_gives_back_its_own_claims_only() {
      orders.write("A-1", 1, NOON);
      orders.write("A-2", 1, NOON);
      mine.claim(1, LEASE, NOON);
      theirs.claim(1, LEASE, NOON);

      mine.release();

      assertThat(theirs.claim(10, LEASE, NOON)).hasSize(1);
    }

    @Test
    void a_replay_begins_anew_as_often_as_it_is_asked_for() {
      orders.write("A-1", 1, NOON);
      Claim first = mine.claim(1, LEASE, NOON).getFirst();
      mine.delivered(first, 200, NOON);

      for (int replay = 1; replay <= 3; replay++) {
        assertThat(outbox.replay(first.outboxId(), "erp", NOON.plusSeconds(replay))).isTrue();
        Claim again = mine.claim(1, LEASE, NOON.plusSeconds(replay)).getFirst();
        assertThat(again.eventId()).isEqualTo(first.eventId());
        assertThat(again.replays()).isEqualTo(replay);
        assertThat(again.attempts()).isZero();
        mine.bury(again, 500, "http-500", NOON.plusSeconds(replay));
      }
      assertThat(outbox.replay(first.outboxId(), "nobody", NOON)).isFalse();
      assertThat(outbox.replay(first.outboxId() + 99, "erp", NOON)).isFalse();
    }

    @Test
    void a_closed_target_loses_what_waits_and_is_closed_for_that_address_only() {
      orders.write("A-1", 1, NOON);
      orders.write("A-2", 1, NOON);
      orders.write("A-3", 1, NOON);
      Claim gone = mine.claim(1, LEASE, NOON).getFirst();
      Claim underWay = theirs.claim(1, LEASE, NOON).getFirst();

      mine.close(gone, "address-1", 410, "gone", NOON);
      theirs.delivered(underWay, 200, NOON);

      assertThat(letters(State.DEAD)).extracting(Letter::trouble).containsExactly("gone", "gone");
      assertThat(letters(State.DELIVERED)).hasSize(1);
      assertThat(letters(State.DUE)).extracting(Letter::target).containsOnly("stock");
      assertThat(mine.closed("address-1")).isTrue();
      assertThat(mine.closed("address-2")).isFalse();

      outbox.replay(gone.outboxId(), "erp", NOON);
      assertThat(mine.closed("address-1")).isFalse();
    }

    @Test
    void depth_counts_by_target_and_names_the_oldest() {
      assertThat(outbox.depth().get("erp")).isEqualTo(new Outbox.Depth(0, 0, Optional.empty()));
      orders.write("A-1", 1, NOON);
      orders.write("A-2", 1, NOON.plusSeconds(10));
      mine.bury(mine.claim(1, LEASE, NOON).getFirst(), 500, "http-500", NOON);

      assertThat(outbox.depth())
          .containsEntry("erp", new Outbox.Depth(1, 1, Optional.of(NOON.plusSeconds(10))))
          .containsEntry("stock", new Outbox.Depth(2, 0, Optional.of(NOON)));
    }

    @Test
    void letters_are_read_page_by_page() {
      for (int order = 1; order <= 5; order++) {
        orders.write("A-" + order, 1, NOON);
      }
      List<Letter> seen = new java.util.ArrayList<>();
      for (List<Letter> page = outbox.letters(State.DUE, 0, "", 3);
          !page.isEmpty();
          page = outbox.letters(State.DUE, seen.getLast().outboxId(), seen.getLast().target(), 3)) {
        seen.addAll(page);
      }

      assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void old_events_are_forgotten_when_all_targets_have_them() {
      orders.write("otra", "A-1", 1, NOON);
      orders.write("tienda", "A-2", 1, NOON);
      mine.claim(10, LEASE, NOON).forEach(claim -> mine.delivered(claim, 200, NOON));

      assertThat(outbox.prune(NOON, 100)).isZero();
      assertThat(outbox.prune(NOON.plusSeconds(1), 100)).isEqualTo(1);
      assertThat(letters(State.DELIVERED)).extracting(Letter::reference).containsExactly("A-2");
    }

    @Test
    void odd_references_come_out_as_they_went_in() {
      for (String odd : List.of("a/b", "100%", "ñandú 🦤", "'; drop table outbox; --", ":x")) {
        orders.write(odd, 1, NOON);
      }

      assertThat(mine.claim(10, LEASE, NOON))
          .extracting(Claim::reference)
          .containsExactlyInAnyOrder("a/b", "100%", "ñandú 🦤", "'; drop table outbox; --", ":x");
    }
  }
}
