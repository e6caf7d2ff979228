// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.outbox.Deliveries.Claim;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// One target: what is due for it, a few at once, and when to leave it alone. Lanes share nothing
/// but the database, so none waits for another's target.
final class Lane {
  private static final int AT_ONCE = 8;

  /// Longer than any attempt, so that only a dead node loses its claims.
  static final Duration LEASE = Carrier.LIMIT.multipliedBy(3);

  private static final String GONE = "gone";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final String target;
  private final Carrier carrier;
  private final Deliveries deliveries;
  private final Schedule schedule;
  private final InstantSource clock;
  private final DeliveryWatcher watcher;
  private final CircuitBreaker breaker;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Semaphore news = new Semaphore(0);
  private final Set<Thread> under = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

  private volatile boolean halted;

  Lane(
      String target,
      Carrier carrier,
      Deliveries deliveries,
      Schedule schedule,
      InstantSource clock,
      DeliveryWatcher watcher) {
    this.target = target;
    this.carrier = carrier;
    this.deliveries = deliveries;
    this.schedule = schedule;
    this.clock = clock;
    this.watcher = watcher;
    this.breaker =
        CircuitBreaker.of(
            target,
            CircuitBreakerConfig.custom()
                .slidingWindow(10, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE))
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
  }

  /// Begins as many deliveries as are due and have a place. Called by one thread at a time.
  ///
  /// @return how many it began
  int step() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore.get()) || !deliveries.waiting(now)) {
      return 0;
    }
    if (deliveries.closed(carrier.fingerprint())) {
      deliveries.buryWaiting(GONE, now);
      return 0;
    }
    int room = room();
    List<Claim> claims = List.of();
    try {
      if (room > 0) {
        claims = deliveries.claim(room, LEASE, now);
      }
    } finally {
      for (int unused = claims.size(); unused < room; unused++) {
        breaker.releasePermission();
        places.release();
      }
    }
    for (Claim claim : claims) {
      Thread thread = Thread.ofVirtual().name("deliver-" + target).unstarted(() -> carry(claim));
      under.add(thread);
      thread.start();
    }
    return claims.size();
  }

  private int room() {
    int room = 0;
    while (places.tryAcquire()) {
      if (!breaker.tryAcquirePermission()) {
        places.release();
        break;
      }
      room++;
    }
    return room;
  }

  /// When the store fails in here, the claim is left to its lease.
  private void carry(Claim claim) {
    try {
      Instant begun = clock.instant();
      Attempt attempt = attempt(claim);
      Instant now = clock.instant();
      count(attempt, Duration.between(begun, now));
      settle(claim, attempt, now);
    } catch (RuntimeException broken) {
      watcher.broke(target, broken);
    } finally {
      under.remove(Thread.currentThread());
      places.release();
      news.release();
    }
  }

  private Attempt attempt(Claim claim) {
    try {
      return carrier.carry(claim);
    } catch (RuntimeException broken) {
      // Counted like any failure, or it would come back for ever.
      watcher.broke(target, broken);
      return new Attempt.Failed(
          0, broken.getClass().getSimpleName(), Attempt.Blame.EVENT, Optional.empty());
    }
  }

  private void count(Attempt attempt, Duration took) {
    switch (attempt) {
      case Attempt.Stopped _ -> breaker.releasePermission();
      case Attempt.Failed failed when failed.blame() == Attempt.Blame.TARGET ->
          breaker.onError(
              took.toMillis(), TimeUnit.MILLISECONDS, new IOException(failed.trouble()));
      case Attempt.Failed _, Attempt.Delivered _, Attempt.Gone _ ->
          breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void settle(Claim claim, Attempt attempt, Instant now) {
    switch (attempt) {
      case Attempt.Delivered(int status) -> {
        deliveries.delivered(claim, status, now);
        watcher.delivered(target, Duration.between(claim.createdAt(), now));
      }
      case Attempt.Failed failed -> settle(claim, failed, now);
      case Attempt.Gone(int status) -> {
        deliveries.close(claim, carrier.fingerprint(), status, GONE, now);
        watcher.closed(target);
      }
      case Attempt.Stopped _ -> {}
    }
  }

  private void settle(Claim claim, Attempt.Failed failed, Instant now) {
    failed.notBefore().ifPresent(until -> notBefore.accumulateAndGet(until, Lane::later));
    schedule
        .afterFailure(claim.attempts() + 1)
        .ifPresentOrElse(
            wait -> {
              Instant due = later(now.plus(wait), failed.notBefore().orElse(now));
              deliveries.retry(claim, due, failed.status(), failed.trouble());
              watcher.failed(target, failed.trouble());
            },
            () -> {
              deliveries.bury(claim, failed.status(), failed.trouble(), now);
              watcher.died(target, claim.outboxId(), failed.trouble());
            });
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Something may have become due.
  void nudge() {
    news.release();
  }

  /// Works until [#halt()]. Nothing that goes wrong ends it.
  ///
  /// @param idle how long to rest when nothing is due and nobody nudges
  void run(Duration idle) {
    while (!halted) {
      int begun = 0;
      try {
        begun = step();
      } catch (RuntimeException broken) {
        watcher.broke(target, broken);
      }
      if (begun == 0) {
        try {
          boolean told = news.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS);
          if (told) {
            news.drainPermits();
          }
        } catch (InterruptedException stopping) {
          return;
        }
      }
    }
  }

  /// Begins nothing more.
  void halt() {
    halted = true;
    news.release();
  }

  /// Waits until nothing is under way.
  void awaitQuiet() {
    places.acquireUninterruptibly(AT_ONCE);
    places.release(AT_ONCE);
  }

  /// Lets what is under way end, for a while; what does not is cut off, and goes back to be
  /// delivered by the next start or by another node.
  void stop(Duration patience) throws InterruptedException {
    boolean quiet = places.tryAcquire(AT_ONCE, patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!quiet) {
      under.forEach(Thread::interrupt);
      quiet = places.tryAcquire(AT_ONCE, 1, TimeUnit.SECONDS);
    }
    if (quiet) {
      places.release(AT_ONCE);
    }
    carrier.close();
    deliveries.release();
  }
}
