// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Reads what is due, stores it, and tries again what failed; domain/notifications.md 7. Any number
/// of nodes may have one on the same store.
///
/// A reading counts only while its claim is held: the row of the queue and the stored resource
/// change in one transaction. A reading whose lease is over has no effect, since somebody else
/// reads again.
public final class Worker {
  /// @param perIntegration readings of one integration at once
  /// @param atOnce readings at once
  /// @param lease how long a claim holds without an end
  /// @param poll how often to look for what other nodes raised
  public record Limits(int perIntegration, int atOnce, Duration lease, Duration poll) {
    public static final Limits USUAL =
        new Limits(8, 32, Duration.ofSeconds(60), Duration.ofMillis(500));
  }

  /// How soon a claim is looked at again that could not be read.
  private static final Duration SOON = Duration.ofSeconds(1);

  private record Lane(String integration, Reader reader, Gate gate) {}

  private final Surroundings surroundings;
  private final WorkQueue queue;
  private final Snapshots snapshots;
  private final List<Follower> followers;
  private final List<Lane> lanes;
  private final Limits limits;
  private final String node;
  private final Patience patience;
  private final ExecutorService readings = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger running = new AtomicInteger();
  private final Semaphore woken = new Semaphore(0);
  private final Thread loop = Thread.ofVirtual().name("readings").unstarted(this::work);
  private volatile boolean stopped;
  private int first;

  /// @param integrations the only ones whose work is taken
  /// @param node unlike that of any other node
  public Worker(
      Surroundings surroundings,
      List<Integration> integrations,
      List<Follower> followers,
      Limits limits,
      String node,
      RandomGenerator jitter) {
    this.surroundings = surroundings;
    this.queue = new WorkQueue(surroundings.database());
    this.snapshots = new Snapshots(surroundings.database(), followers);
    this.followers = List.copyOf(followers);
    this.limits = limits;
    this.node = node;
    this.patience = new Patience(jitter);
    MercadoPago.Access given = surroundings.access();
    MercadoPago.Access access =
        new MercadoPago.Access(
            given.base(),
            given.transport(),
            // The queue is what tries again.
            new Pacing(1, Duration.ofMillis(1), Duration.ZERO, limits.perIntegration()),
            surroundings.clock(),
            given.sleeper(),
            given.userAgent());
    this.lanes =
        integrations.stream()
            .map(integration ->
                new Lane(
                    integration.id(),
                    new Reader(integration, access, surroundings.clock()),
                    new Gate(integration.id(), surroundings.clock(), surroundings.observer())))
            .toList();
  }

  /// Works until it is stopped.
  public void start() {
    loop.start();
  }

  /// Something was raised: looks at once instead of at the next poll.
  public void signal() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  /// Takes nothing new, lets what runs end within a limit, and gives the rest back.
  public void stop(Duration limit) {
    stopped = true;
    woken.release();
    readings.shutdown();
    try {
      if (!readings.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        readings.shutdownNow();
      }
      if (loop.isAlive()) {
        loop.join(limit);
      }
    } catch (InterruptedException hurried) {
      readings.shutdownNow();
      Thread.currentThread().interrupt();
    }
    queue.release(node);
  }

  /// Reads everything that is due, and whatever becomes due by it at the present moment.
  ///
  /// @return how many readings that were
  public int runOnce() {
    int count = 0;
    for (int taken = take(); taken > 0; taken = take()) {
      count += taken;
      while (running.get() > 0) {
        woken.acquireUninterruptibly();
      }
    }
    return count;
  }

  private void work() {
    while (!stopped) {
      int taken = 0;
      try {
        taken = take();
      } catch (RuntimeException failed) {
        // The store may be away for a while. What was claimed falls back by itself.
        complain(failed);
      }
      if (taken == 0 && !stopped) {
        sleep();
      }
    }
  }

  private void sleep() {
    try {
      if (woken.tryAcquire(limits.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException ended) {
      stopped = true;
    }
  }

  /// Begins as many readings as there are places, each time with another integration first.
  private int take() {
    int taken = 0;
    for (int i = 0; i < lanes.size() && !stopped; i++) {
      Lane lane = lanes.get((first + i) % lanes.size());
      int places =
          Math.min(limits.atOnce() - running.get(), lane.gate().places(limits.perIntegration()));
      Instant now = surroundings.clock().instant();
      if (places > 0 && queue.due(lane.integration(), now)) {
        for (WorkQueue.Claim claim :
            queue.claim(node, lane.integration(), places, limits.lease(), now)) {
          taken++;
          begin(lane, claim);
        }
      }
    }
    first = lanes.isEmpty() ? 0 : (first + 1) % lanes.size();
    return taken;
  }

  private void begin(Lane lane, WorkQueue.Claim claim) {
    running.incrementAndGet();
    lane.gate().taken();
    try {
      readings.execute(() -> {
        try {
          handle(lane, claim);
        } finally {
          end(lane);
        }
      });
    } catch (java.util.concurrent.RejectedExecutionException stopping) {
      end(lane);
    }
  }

  private void end(Lane lane) {
    lane.gate().left();
    running.decrementAndGet();
    signal();
  }

  private void handle(Lane lane, WorkQueue.Claim claim) {
    Instant began = surroundings.clock().instant();
    String outcome = "failed";
    try {
      if (!lane.gate().enter()) {
        queue.postpone(node, claim, began.plus(SOON), claim.trouble());
        return;
      }
      Reading reading = read(lane, claim);
      if (Thread.currentThread().isInterrupted()) {
        return; // stopping: the claim has been given back
      }
      outcome = settle(claim, reading);
    } catch (RuntimeException failed) {
      complain(failed);
      outcome = giveBack(claim, failed);
    }
    Instant now = surroundings.clock().instant();
    surroundings
        .observer()
        .read(
            claim.integration(),
            claim.resource().kind(),
            outcome,
            Duration.between(claim.wantedAt(), now),
            Duration.between(began, now));
  }

  private static Reading read(Lane lane, WorkQueue.Claim claim) {
    Reading reading;
    try {
      reading = lane.reader().read(claim.resource());
    } catch (RuntimeException failed) {
      lane.gate().failed();
      throw failed;
    }
    switch (reading) {
      case Reading.Read _, Reading.Nothing _, Reading.Absent _, Reading.Foreign _ ->
          lane.gate().answered();
      case Reading.Throttled _, Reading.Failed _ -> lane.gate().failed();
      case Reading.Refused _ -> lane.gate().refused();
    }
    return reading;
  }

  private String settle(WorkQueue.Claim claim, Reading reading) {
    Instant now = surroundings.clock().instant();
    return switch (reading) {
      case Reading.Read(Snapshot snapshot) -> store(claim, snapshot, now);
      case Reading.Nothing _ -> tell(claim, now);
      case Reading.Absent(String why) -> again(claim, patience.absent(claim, why), why, now);
      case Reading.Foreign(String account) -> {
        bury(claim, "foreign: account " + account, now);
        yield "foreign";
      }
      case Reading.Refused(String why) -> {
        queue.postpone(node, claim, now, "credentials: " + why);
        yield "refused";
      }
      case Reading.Throttled(Optional<Duration> retryAfter) ->
          again(claim, patience.failed(claim, retryAfter), "throttled", now);
      case Reading.Failed(String why, Optional<Duration> retryAfter) ->
          again(claim, patience.failed(claim, retryAfter), why, now);
    };
  }

  private String tell(WorkQueue.Claim claim, Instant now) {
    return surroundings
        .database()
        .write()
        .inTransaction(handle -> {
          if (!queue.complete(handle, node, claim, now)) {
            return "lost-lease";
          }
          followers.forEach(one -> one.told(handle, claim.integration(), claim.resource(), now));
          return "nothing";
        });
  }

  private String store(WorkQueue.Claim claim, Snapshot snapshot, Instant now) {
    return surroundings
        .database()
        .write()
        .inTransaction(handle -> {
          // First, since it also keeps a second reading of the same resource waiting.
          if (!queue.complete(handle, node, claim, now)) {
            return "lost-lease";
          }
          Snapshots.Stored stored = snapshots.store(handle, snapshot, claim.reason(), now);
          if (stored.changed()) {
            Relations.raise(handle, snapshot, now);
          }
          return stored.id();
        });
  }

  private String again(
      WorkQueue.Claim claim, Optional<Duration> wait, String trouble, Instant now) {
    wait.ifPresentOrElse(
        time -> queue.retry(node, claim, now.plus(time), trouble), () -> bury(claim, trouble, now));
    return kind(trouble);
  }

  private void bury(WorkQueue.Claim claim, String trouble, Instant now) {
    queue.bury(node, claim, trouble, now);
    surroundings.observer().buried(claim.integration(), claim.resource(), trouble);
  }

  /// What went wrong inside is no reason to lose work, nor to try for ever.
  private String giveBack(WorkQueue.Claim claim, RuntimeException failed) {
    try {
      Instant now = surroundings.clock().instant();
      again(
          claim,
          patience.failed(claim, Optional.empty()),
          "internal: " + failed.getClass().getSimpleName(),
          now);
    } catch (RuntimeException storeIsAway) {
      failed.addSuppressed(storeIsAway);
    }
    return "internal";
  }

  private static String kind(String trouble) {
    int colon = trouble.indexOf(':');
    return colon < 0 ? trouble : trouble.substring(0, colon);
  }

  private void complain(RuntimeException failed) {
    surroundings.observer().failed("worker", failed);
  }

  /// Integrations that are left alone for now.
  public List<String> paused() {
    List<String> paused = new ArrayList<>();
    for (Lane lane : lanes) {
      if (lane.gate().open()) {
        paused.add(lane.integration());
      }
    }
    return paused;
  }
}
