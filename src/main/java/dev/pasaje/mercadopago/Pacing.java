// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// How patiently the API is asked: attempts, back-off, calls at once.
///
/// @param attempts at most this many, the first included
/// @param firstWait doubled after each further failure, with up to half of it added at random
/// @param longestWait no wait is longer, whatever `Retry-After` says; the call then fails instead
/// @param atOnce calls one client has under way at most
public record Pacing(int attempts, Duration firstWait, Duration longestWait, int atOnce) {
  /// Published limits do not exist (domain/api.md 1.3); these are modest.
  public static final Pacing USUAL =
      new Pacing(4, Duration.ofMillis(300), Duration.ofSeconds(20), 4);

  /// Waits; a test gives one that moves its clock instead.
  public interface Sleeper {
    Sleeper REAL = wait -> LockSupport.parkNanos(wait.toNanos());

    void sleep(Duration wait);
  }

  /// What paces one client: its clock, how it waits, and its turnstile.
  record Turnstile(Pacing pacing, InstantSource clock, Sleeper sleeper, Semaphore places) {
    Turnstile(Pacing pacing, InstantSource clock, Sleeper sleeper) {
      this(pacing, clock, sleeper, new Semaphore(pacing.atOnce()));
    }
  }
}
