// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.pasaje.db.Dialect;
import dev.pasaje.integration.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs the searches and the forgetting at their times; each on one node only, however many share
/// the store.
public final class Schedules implements AutoCloseable {
  private static final Duration RETENTION_EVERY = Duration.ofHours(6);

  /// SQLite has one connection for writing; looking for due tasks must not get in its way.
  private static final Duration POLL = Duration.ofSeconds(10);

  /// A node that was killed in the middle of a search holds it up for a minute, not for half an
  /// hour.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final int MISSED = 6;
  private static final int THREADS = 2;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Scheduler scheduler;

  private Schedules(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// @param sweepEvery from the end of one run to the begin of the next
  /// @param keepDays how long notifications are kept
  /// @param forgetting forgets what others keep from before an instant
  public record Times(Duration sweepEvery, int keepDays, Consumer<Instant> forgetting) {}

  public static Schedules start(
      Surroundings surroundings,
      List<Integration> integrations,
      Sweep sweep,
      Times times,
      String node) {
    SchedulerBuilder builder =
        Scheduler.create(surroundings.database().source())
            .startTasks(tasks(surroundings, integrations, sweep, times))
            .threads(THREADS)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(LONGEST_STOP)
            .schedulerName(new SchedulerName.Fixed(name(node)));
    Scheduler scheduler = adapted(builder, surroundings.database().dialect()).build();
    scheduler.start();
    return new Schedules(scheduler);
  }

  static SchedulerBuilder adapted(SchedulerBuilder builder, Dialect dialect) {
    return dialect == Dialect.SQLITE ? builder.jdbcCustomization(new SqliteSchedules()) : builder;
  }

  /// As long as its column.
  private static String name(String node) {
    return node.length() <= 50 ? node : node.substring(0, 50);
  }

  static List<RecurringTask<Void>> tasks(
      Surroundings surroundings, List<Integration> integrations, Sweep sweep, Times times) {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    for (Integration integration : integrations) {
      tasks.add(
          Tasks.recurring("sweep " + integration.id(), FixedDelay.of(times.sweepEvery()))
              .execute((_, _) -> guarded(surroundings, "sweep", () -> sweep.run(integration))));
    }
    Retention retention = new Retention(surroundings.database());
    tasks.add(
        Tasks.recurring("retention", FixedDelay.of(RETENTION_EVERY))
            .execute((_, _) ->
                guarded(
                    surroundings,
                    "retention",
                    () -> {
                      Instant now = surroundings.clock().instant();
                      Instant before = now.minus(Duration.ofDays(times.keepDays()));
                      retention.forget(before);
                      times.forgetting().accept(before);
                    })));
    return tasks;
  }

  private static void guarded(Surroundings surroundings, String where, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failed) {
      surroundings.observer().failed(where, failed);
    }
  }

  /// Lets what runs end, within ten seconds.
  @Override
  public void close() {
    scheduler.stop();
  }
}
