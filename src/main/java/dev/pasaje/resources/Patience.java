// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a reading that failed is tried again; domain/notifications.md 7.6.
final class Patience {
  /// Lag right after a creation, the id of the panel's simulator, or another account's.
  private static final List<Duration> ABSENT =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30));

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// With waits of up to an hour these last for about a day.
  static final int ATTEMPTS = 40;

  private final RandomGenerator jitter;

  Patience(RandomGenerator jitter) {
    this.jitter = jitter;
  }

  /// How long to wait for what is not there; empty when it has been waited for long enough.
  Optional<Duration> absent(WorkQueue.Claim claim, String why) {
    if (claim.attempts() < ABSENT.size()) {
      return Optional.of(ABSENT.get(claim.attempts()));
    }
    // Attempts that failed for other reasons say nothing of whether it is there.
    return claim.trouble().equals(why) ? Optional.empty() : Optional.of(ABSENT.getLast());
  }

  /// How long to leave the API in peace: doubled each time, half of it at random, never shorter
  /// than the API asks for.
  Optional<Duration> failed(WorkQueue.Claim claim, Optional<Duration> retryAfter) {
    if (claim.attempts() + 1 >= ATTEMPTS) {
      return Optional.empty();
    }
    Duration whole = shorter(FIRST.multipliedBy(1L << Math.min(claim.attempts(), 20)), LONGEST);
    long half = whole.toMillis() / 2;
    Duration own = Duration.ofMillis(half + jitter.nextLong(half + 1));
    Duration asked = shorter(retryAfter.orElse(Duration.ZERO), LONGEST);
    return Optional.of(own.compareTo(asked) < 0 ? asked : own);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
