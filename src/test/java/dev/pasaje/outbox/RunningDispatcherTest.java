// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.outbox.Outbox.State;
import dev.pasaje.outbox.Receiver.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A dispatcher that works by itself, beside others, and is stopped; on both databases.
class RunningDispatcherTest {
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

  abstract static class Contract extends Dispatching {
    @Test
    void a_slow_target_holds_up_no_other_and_is_cut_off_at_the_end() throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch arrived = new CountDownLatch(30);
      CountDownLatch over = new CountDownLatch(1);
      receiver.answers(_ -> {
        asked.countDown();
        await(over);
        return Reply.of(200);
      });
      other.answers(_ -> {
        arrived.countDown();
        return Reply.of(200);
      });
      dispatcher.close();
      dispatcher = new Dispatcher(database, targets, "node-2", clock, new Random(1), new Told());
      dispatcher.start();
      for (int order = 1; order <= 30; order++) {
        orders.write("kiosco", "A-" + order, 1, clock.instant());
        dispatcher.nudge();
      }

      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      dispatcher.stop(Duration.ofMillis(50));
      over.countDown();
      assertThat(orders.due("erp")).isEqualTo(30);
      assertThat(told).noneMatch(line -> line.startsWith("erp"));

      // What was cut off is not lost, and its claims do not have to run out first.
      receiver.answers(200);
      dispatcher = dispatcher("node-3");
      drain();
      assertThat(orders.due("erp")).isZero();
    }

    @Test
    void a_receiver_slower_than_the_limit_is_asked_again() {
      CountDownLatch over = new CountDownLatch(1);
      receiver.answers(_ -> {
        await(over);
        return Reply.of(200);
      });
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();
      over.countDown();

      assertThat(told).containsExactly("erp failed timeout");
    }

    @Test
    void a_stop_lets_what_is_under_way_end() throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch over = new CountDownLatch(1);
      receiver.answers(_ -> {
        asked.countDown();
        await(over);
        return Reply.of(200);
      });
      dispatcher.close();
      dispatcher = new Dispatcher(database, targets, "node-2", clock, new Random(1), new Told());
      orders.write("A-1", 1, clock.instant());
      dispatcher.start();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      Thread stopping = Thread.ofVirtual().start(() -> dispatcher.stop(Duration.ofSeconds(30)));
      over.countDown();
      stopping.join();

      assertThat(letters(State.DELIVERED)).hasSize(1);
    }

    @Test
    void two_nodes_share_the_work_and_send_nothing_twice() throws InterruptedException {
      for (int order = 1; order <= 40; order++) {
        for (long revision = 1; revision <= 3; revision++) {
          orders.write("A-" + order, revision, clock.instant());
        }
      }
      try (Dispatcher second = dispatcher("node-2")) {
        Thread helping =
            Thread.ofVirtual()
                .start(() -> {
                  while (second.runOnce() > 0 || orders.due("erp") > 0) {}
                });
        while (dispatcher.runOnce() > 0 || orders.due("erp") > 0) {}
        helping.join();
      }

      for (int order = 1; order <= 40; order++) {
        assertThat(receiver.revisions("A-" + order)).containsExactly(1L, 2L, 3L);
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
