// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchedulesTest {
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
    private final List<String> swept = new CopyOnWriteArrayList<>();
    private final CountDownLatch both = new CountDownLatch(2);
    private Emulator emulator;
    private Surroundings surroundings;
    private List<Integration> shops;
    private Sweep sweep;

    @SuppressWarnings("NullAway.Init")
    Contract(Store store) {
      super(store);
    }

    @BeforeEach
    void start() {
      emulator = Emulator.start();
      surroundings =
          new Surroundings(
              database,
              emulator.access(),
              emulator.clock(),
              new Observer() {
                @Override
                public void swept(Sweep.Report report) {
                  swept.add(report.integration());
                  both.countDown();
                }
              });
      shops = List.of(shop("tienda"), shop("otra"));
      sweep = new Sweep(surroundings, Duration.ofHours(24), () -> {});
    }

    private static Integration shop(String id) {
      return Emulator.integration(id, Product.CHECKOUT_API, CredentialSet.NONE, CredentialSet.NONE);
    }

    @AfterEach
    void stop() {
      emulator.close();
    }

    private ManualScheduler node(SettableClock clock) {
      TestHelper.ManualSchedulerBuilder builder =
          TestHelper.createManualScheduler(database.source())
              .clock(clock)
              .startTasks(
                  Schedules.tasks(
                      surroundings,
                      shops,
                      sweep,
                      new Schedules.Times(Duration.ofMinutes(5), 30, _ -> {})));
      Schedules.adapted(builder, database.dialect());
      ManualScheduler scheduler = builder.build();
      scheduler.start();
      return scheduler;
    }

    @Test
    void each_runs_at_its_time_on_one_of_several_nodes() {
      SettableClock clock = new SettableClock();
      clock.set(Instant.parse("2026-03-02T12:00:00Z"));
      ManualScheduler one = node(clock);
      ManualScheduler two = node(clock);
      one.runAnyDueExecutions();
      two.runAnyDueExecutions();
      assertThat(swept).containsExactlyInAnyOrder("tienda", "otra");
      clock.set(clock.now().plus(Duration.ofMinutes(4)));
      two.runAnyDueExecutions();
      assertThat(swept).hasSize(2);
      clock.set(clock.now().plus(Duration.ofMinutes(1)));
      two.runAnyDueExecutions();
      one.runAnyDueExecutions();
      assertThat(swept).hasSize(4);
    }

    @Test
    void it_runs_by_itself_until_it_is_closed() throws InterruptedException {
      Schedules schedules =
          Schedules.start(
              surroundings,
              shops,
              sweep,
              new Schedules.Times(Duration.ofMinutes(5), 30, _ -> {}),
              "a");
      assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
      schedules.close();
      assertThat(swept).hasSize(2);
    }

    @Test
    void old_notifications_that_were_read_are_forgotten() {
      Instant old = NOW.minus(Duration.ofDays(40));
      for (int i = 0; i < 1200; i++) {
        notified("tienda", payment(String.valueOf(i)), old.plusSeconds(i));
      }
      notified("tienda", payment("5000"), NOW);
      WorkQueue queue = new WorkQueue(database);
      queue.raise("tienda", payment("3"), WorkQueue.Reason.HINT, NOW);
      Retention retention = new Retention(database);
      assertThat(retention.forget(NOW.minus(Duration.ofDays(30)))).isEqualTo(1199);
      assertThat(count("inbox")).isEqualTo(2);
      assertThat(retention.forget(NOW.minus(Duration.ofDays(30)))).isZero();
    }
  }
}
