// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The emulator's time: it stands still, or runs with a real clock at some distance. Milliseconds,
/// as in the API's dates.
public final class SettableClock implements InstantSource {
  private final InstantSource real;
  private boolean running;

  /// Distance to the real clock while running, else distance of the standing time to the epoch.
  private Duration distance;

  /// For whom time is held, and where.
  private @Nullable Thread holder;

  private Instant held = Instant.EPOCH;

  private SettableClock(InstantSource real, boolean running, Duration distance) {
    this.real = real;
    this.running = running;
    this.distance = distance;
  }

  public static SettableClock running(InstantSource real) {
    return new SettableClock(real, true, Duration.ZERO);
  }

  public static SettableClock standing(InstantSource real, Instant at) {
    return new SettableClock(real, false, Duration.between(Instant.EPOCH, at));
  }

  @Override
  public synchronized Instant instant() {
    if (Thread.currentThread().equals(holder)) {
      return held;
    }
    Instant base = running ? real.instant() : Instant.EPOCH;
    return base.plus(distance).truncatedTo(ChronoUnit.MILLIS);
  }

  public synchronized boolean isRunning() {
    return running;
  }

  /// Moves to an instant; a running clock runs on from there. Only [World] calls it, so that work
  /// that falls due is done.
  synchronized void moveTo(Instant instant) {
    if (Thread.currentThread().equals(holder)) {
      held = instant.truncatedTo(ChronoUnit.MILLIS);
    }
    distance = Duration.between(running ? real.instant() : Instant.EPOCH, instant);
  }

  /// Holds time at an instant for the calling thread alone, so that one action has one instant and
  /// can be done again exactly.
  synchronized void hold(Instant at) {
    holder = Thread.currentThread();
    held = at;
  }

  synchronized void release() {
    holder = null;
  }

  synchronized void stop() {
    Instant now = instant();
    running = false;
    moveTo(now);
  }

  /// Runs on from the present time of this clock.
  synchronized void resume() {
    Instant now = instant();
    running = true;
    moveTo(now);
  }

  /// Follows the real clock without distance.
  synchronized void follow() {
    running = true;
    distance = Duration.ZERO;
    if (Thread.currentThread().equals(holder)) {
      held = real.instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
