// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.db.Database;
import dev.pasaje.settings.Settings.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Delivers what the [Outbox] holds.
///
/// At least once: an event whose acknowledgement was lost is sent again under the same id
/// (`webhook-id`), and whoever remembers the ids it has seen has every effect once. The events of
/// one order reach a target in order: the next is sent when the one before has been acknowledged or
/// given up. A target that is slow or dead holds up no other. Several nodes may work on one
/// database.
public final class Dispatcher implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final List<Lane> lanes;
  private final List<Thread> threads = new ArrayList<>();

  /// @param node unique among the nodes that share the database, and among their starts
  /// @param random for the jitter
  /// @throws dev.pasaje.failure.PasajeException when the secret or the properties of a target
  ///   cannot be used
  public Dispatcher(
      Database database,
      List<Target> targets,
      String node,
      InstantSource clock,
      RandomGenerator random,
      DeliveryWatcher watcher) {
    this(database, targets, node, clock, random, watcher, Carrier.LIMIT);
  }

  Dispatcher(
      Database database,
      List<Target> targets,
      String node,
      InstantSource clock,
      RandomGenerator random,
      DeliveryWatcher watcher,
      Duration limit) {
    Schedule schedule = new Schedule(random);
    lanes =
        targets.stream()
            .map(target ->
                new Lane(
                    target.name(),
                    carrier(target, clock, limit),
                    new Deliveries(database, target.name(), node),
                    schedule,
                    clock,
                    watcher))
            .toList();
  }

  private static Carrier carrier(Target target, InstantSource clock, Duration limit) {
    return switch (target) {
      case Target.Http http -> new HttpCarrier(http, clock, limit);
      case Target.Kafka kafka -> new KafkaCarrier(kafka, limit);
    };
  }

  /// Delivers what is due now, a few for each target, and waits for the answers.
  ///
  /// @return how many deliveries were tried
  public int runOnce() {
    int begun = 0;
    for (Lane lane : lanes) {
      begun += lane.step();
    }
    lanes.forEach(Lane::awaitQuiet);
    return begun;
  }

  /// Delivers by itself from now on.
  public void start() {
    for (Lane lane : lanes) {
      threads.add(Thread.ofVirtual().name("outbox").start(() -> lane.run(IDLE)));
    }
  }

  /// Something was written; without it that is noticed within a second.
  public void nudge() {
    lanes.forEach(Lane::nudge);
  }

  /// Begins nothing more, lets what is under way end for at most so long, and gives back the rest.
  public void stop(Duration patience) {
    lanes.forEach(Lane::halt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      long begun = System.nanoTime();
      for (Lane lane : lanes) {
        Duration left = patience.minusNanos(System.nanoTime() - begun);
        lane.stop(left.isNegative() ? Duration.ZERO : left);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
