// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.outbox.Receiver.Arrival;
import dev.pasaje.outbox.Receiver.Reply;
import dev.pasaje.settings.Settings.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever fails, is repeated or is killed: every event of every order arrives, in order.
class DeliveryPropertiesTest {
  private static final int ORDERS = 6;
  private static final int EVENTS = 60;

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

    abstract Database open(Path directory);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_order_arrives_whole_and_in_order(long seed) {
      try (Database database = open(directory);
          Receiver receiver = new Receiver()) {
        new Run(seed, database, receiver).check();
      }
    }
  }

  private static final class Run {
    private final long seed;
    private final Random random;
    private final Database database;
    private final Receiver receiver;
    private final SettableClock clock = new SettableClock();
    private final List<Target> targets;
    private final Writing orders;
    private final Map<String, Long> written = new HashMap<>();
    private int nodes;
    private Dispatcher dispatcher;

    Run(long seed, Database database, Receiver receiver) {
      this.seed = seed;
      this.random = new Random(seed);
      this.database = database;
      this.receiver = receiver;
      this.targets = List.of(receiver.target("erp"));
      this.orders = new Writing(database, new Outbox(database, targets));
      this.dispatcher = start();
      Map<String, Integer> attempts = new ConcurrentHashMap<>();
      receiver.answers(arrival -> weather(arrival, attempts.merge(arrival.id(), 1, Integer::sum)));
    }

    private Dispatcher start() {
      return new Dispatcher(
          database,
          targets,
          "node-" + ++nodes,
          clock,
          new Random(seed + nodes),
          DeliveryWatcher.NONE,
          Duration.ofSeconds(5));
    }

    /// Depends on the event and the attempt alone, so that a seed gives one run however threads are
    /// scheduled. The eighth attempt succeeds: nothing is to be given up here.
    private Reply weather(Arrival arrival, int attempt) {
      int draw =
          attempt >= 8
              ? 99
              : new Random(
                      seed * 31
                          + arrival.reference().hashCode() * 17L
                          + arrival.revision() * 101
                          + attempt)
                  .nextInt(100);
      return draw < 12
          ? Reply.of(500)
          // Taken, but the answer is lost: it comes again.
          : draw < 22
              ? Reply.NONE
              : draw < 26
                  ? Reply.of(302).with("location", "/elsewhere")
                  : draw < 30
                      ? Reply.of(429).with("retry-after", "7")
                      : draw < 34 ? Reply.of(404) : Reply.of(draw < 60 ? 204 : 200);
    }

    void check() {
      int events = 0;
      for (int step = 0; step < 5000; step++) {
        if (events < EVENTS) {
          String reference = "A-" + random.nextInt(ORDERS);
          orders.write(reference, written.merge(reference, 1L, Long::sum), clock.instant());
          events++;
        } else if (orders.due("erp") == 0) {
          break;
        }
        switch (random.nextInt(8)) {
          case 0 -> restart();
          case 1 -> kill();
          default -> dispatcher.runOnce();
        }
        clock.advance(Duration.ofSeconds(random.nextInt(events < EVENTS ? 20 : 3600)));
      }
      dispatcher.close();
      verify();
    }

    private void restart() {
      dispatcher.close();
      dispatcher = start();
    }

    /// A node that dies with claims in its hand.
    private void kill() {
      new Deliveries(database, "erp", "killed-" + ++nodes)
          .claim(1 + random.nextInt(4), Lane.LEASE, clock.instant());
    }

    private void verify() {
      assertThat(orders.due("erp")).as("seed %d: due", seed).isZero();
      assertThat(orders.depth("erp").dead()).as("seed %d: dead", seed).isZero();
      written.forEach((reference, last) -> {
        List<Long> revisions = receiver.revisions(reference);
        assertThat(revisions).as("seed %d, %s: in order", seed, reference).isSorted();
        assertThat(revisions.stream().distinct().toList())
            .as("seed %d, %s: none missing", seed, reference)
            .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
      });
      long ids = receiver.arrivals().stream().map(Arrival::id).distinct().count();
      assertThat(ids).as("seed %d: an id for each event", seed).isEqualTo(EVENTS);
      assertThat(receiver.arrivals())
          .as("seed %d: some came again, or this shows nothing", seed)
          .hasSizeGreaterThan(EVENTS);
    }
  }
}
