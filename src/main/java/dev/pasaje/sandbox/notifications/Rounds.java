// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Lets a courier run by itself on a clock that runs by itself: one thread waits for the next
/// attempt, each attempt has its own virtual thread, so that a receiver that hangs holds up nobody.
public final class Rounds implements AutoCloseable {
  private static final int MOST_AT_ONCE = 256;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Courier courier;
  private final InstantSource clock;
  private final BooleanSupplier running;
  private final Semaphore wakes = new Semaphore(0);
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;
  private volatile boolean stopping;

  private Rounds(Courier courier, InstantSource clock, BooleanSupplier running) {
    this.courier = courier;
    this.clock = clock;
    this.running = running;
    thread = Thread.ofVirtual().name("courier").unstarted(this::run);
  }

  /// @param running whether the clock runs; while it stands still nothing is sent from here
  public static Rounds start(Courier courier, InstantSource clock, BooleanSupplier running) {
    var rounds = new Rounds(courier, clock, running);
    rounds.thread.start();
    return rounds;
  }

  /// Looks at the queue again now: something was planned, or the clock was set.
  public void wake() {
    wakes.release();
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    attempts.shutdownNow();
  }

  private void run() {
    try {
      while (!stopping) {
        await();
        for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
          Delivery delivery = next.get();
          slots.acquire();
          attempts.execute(() -> {
            try {
              courier.attempt(delivery);
            } finally {
              slots.release();
              wake();
            }
          });
        }
      }
    } catch (InterruptedException | RejectedExecutionException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Delivery> take() {
    return running.getAsBoolean() ? courier.take() : Optional.empty();
  }

  private void await() throws InterruptedException {
    Instant now = clock.instant();
    Duration pause =
        courier
            .nextDue()
            .filter(_ -> running.getAsBoolean())
            .map(due -> Duration.between(now, due))
            .filter(until -> until.compareTo(LONGEST_WAIT) < 0)
            .orElse(LONGEST_WAIT);
    if (pause.isPositive() && wakes.tryAcquire(Math.max(1, pause.toMillis()), MILLISECONDS)) {
      wakes.drainPermits();
    }
  }
}
