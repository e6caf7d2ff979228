// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.integration.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SnapshotsTest {
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
    private final List<String> followed = new ArrayList<>();
    private Snapshots snapshots;

    @SuppressWarnings("NullAway.Init")
    Contract(Store store) {
      super(store);
    }

    @BeforeEach
    void snapshots() {
      followed.clear();
      snapshots =
          new Snapshots(
              database,
              List.of((handle, now, before, reason, at) ->
                  followed.add(before.map(Contract::status).orElse("-") + ">" + status(now))));
    }

    private static String status(Snapshot snapshot) {
      return snapshot.body().path("status").asString("");
    }

    private static Snapshot read(String status, String updated, Instant at) {
      ObjectNode body = JsonMapper.shared().createObjectNode().put("id", 1).put("status", status);
      if (!updated.isEmpty()) {
        body.put("date_last_updated", updated);
      }
      body.put("external_reference", "order-1");
      return new Snapshot(
          "tienda",
          payment("1"),
          Versions.of(body).orElse(at.toEpochMilli()),
          Versions.reference(body),
          at,
          body,
          Environment.TEST);
    }

    private Snapshots.Stored store(Snapshot snapshot) {
      return database
          .write()
          .inTransaction(
              handle -> snapshots.store(handle, snapshot, "notification", snapshot.readAt()));
    }

    private String stored() {
      return snapshots.find("tienda", payment("1")).map(Contract::status).orElse("");
    }

    @Test
    void only_what_is_newer_is_kept_and_every_version_of_it() {
      assertThat(store(read("pending", "2026-03-02T12:00:00.000-04:00", NOW)))
          .isEqualTo(Snapshots.Stored.NEW);
      assertThat(store(read("approved", "2026-03-02T12:00:02.000-04:00", NOW.plusSeconds(9))))
          .isEqualTo(Snapshots.Stored.NEWER);
      assertThat(store(read("in_process", "2026-03-02T12:00:01.000-04:00", NOW.plusSeconds(10))))
          .isEqualTo(Snapshots.Stored.OLDER);
      assertThat(store(read("approved", "2026-03-02T12:00:02.000-04:00", NOW.plusSeconds(11))))
          .isEqualTo(Snapshots.Stored.SAME);
      assertThat(stored()).isEqualTo("approved");
      assertThat(followed).containsExactly("->pending", "pending>approved");
      assertThat(snapshots.history("tienda", payment("1")))
          .extracting(Contract::status)
          .containsExactly("pending", "approved");
      Snapshot last = snapshots.find("tienda", payment("1")).orElseThrow();
      assertThat(last.environment()).isEqualTo(Environment.TEST);
      assertThat(last.readAt()).as("it was seen again").isEqualTo(NOW.plusSeconds(11));
      List<Snapshot> ofTheOrder =
          database.read().withHandle(handle -> Snapshots.of(handle, "tienda", "order-1"));
      assertThat(ofTheOrder).containsExactly(last);
    }

    @Test
    void of_two_readings_with_one_date_the_later_one_is_right() {
      String date = "2026-03-02T12:00:00Z";
      store(read("approved", date, NOW.plusSeconds(1)));
      assertThat(store(read("refunded", date, NOW.plusSeconds(2))))
          .isEqualTo(Snapshots.Stored.NEWER);
      assertThat(store(read("approved", date, NOW.plusSeconds(1))))
          .isEqualTo(Snapshots.Stored.OLDER);
      assertThat(stored()).isEqualTo("refunded");
    }

    @Test
    void without_a_date_of_its_own_the_time_of_reading_decides() {
      store(read("a", "", NOW.plusSeconds(5)));
      assertThat(store(read("b", "", NOW.plusSeconds(4)))).isEqualTo(Snapshots.Stored.OLDER);
      assertThat(store(read("a", "", NOW.plusSeconds(6)))).isEqualTo(Snapshots.Stored.SAME);
      assertThat(store(read("c", "", NOW.plusSeconds(5)))).isEqualTo(Snapshots.Stored.OLDER);
      assertThat(store(read("d", "2026-01-01T00:00:00Z", NOW.plusSeconds(7))))
          .as("a date that came back is not held up by the time of a reading")
          .isEqualTo(Snapshots.Stored.NEWER);
      assertThat(stored()).isEqualTo("d");
    }

    @Test
    void any_order_of_readings_ends_with_the_newest() {
      long seed = 20_260_302L;
      Random random = new Random(seed);
      for (int round = 0; round < 40; round++) {
        List<Snapshot> readings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          // The state after i changes, of which two share a date, read once or twice.
          Instant updated = NOW.plusSeconds(i / 2 * 10L);
          Instant readAt = NOW.plusSeconds(100 + i);
          readings.add(read("s" + i, updated.toString(), readAt));
          if (random.nextBoolean()) {
            readings.add(read("s" + i, updated.toString(), readAt));
          }
        }
        Collections.shuffle(readings, random);
        readings.forEach(this::store);
        assertThat(stored()).as("seed %d, round %d", seed, round).isEqualTo("s7");
        database.write().useHandle(handle -> handle.execute("delete from resource"));
      }
    }

    @Test
    void a_follower_that_fails_takes_the_reading_back() {
      Snapshots failing =
          new Snapshots(
              database,
              List.of((handle, now, before, reason, at) -> {
                throw new IllegalStateException("no");
              }));
      assertThatThrownBy(() ->
              database
                  .write()
                  .useTransaction(
                      handle -> failing.store(handle, read("pending", "", NOW), "sweep", NOW)))
          .hasMessage("no");
      assertThat(count("resource")).isZero();
      assertThat(count("resource_version")).isZero();
    }

    @Test
    void letters_no_database_keeps_and_endless_references_are_stored_all_the_same() {
      ObjectNode body =
          JsonMapper.shared()
              .createObjectNode()
              .put("external_reference", "a\0b" + "x".repeat(5000))
              .put("description", "nul \0, half a pair \ud83d, and ñ");
      Snapshot odd = new Snapshot("tienda", payment("1"), 1, Versions.reference(body), NOW, body);
      assertThat(store(odd)).isEqualTo(Snapshots.Stored.NEW);
      assertThat(snapshots.find("tienda", payment("1")).orElseThrow().reference())
          .startsWith("abxx")
          .hasSize(256);
      assertThat(store(odd)).isEqualTo(Snapshots.Stored.SAME);
    }

    @Test
    void nodes_that_store_the_same_reading_at_once_store_it_once() throws Exception {
      Snapshot reading = read("approved", "2026-03-02T12:00:00Z", NOW);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(Thread.ofVirtual().start(() -> store(reading)));
      }
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(30));
      }
      assertThat(count("resource_version")).isEqualTo(1);
    }
  }
}
