// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a delivery is tried again: the example schedule of Standard Webhooks 1.0.0, three days and
/// four hours in all (domain/notifications.md 13). After the last attempt it is given up.
final class Schedule {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  static final int MOST_ATTEMPTS = WAITS.size() + 1;

  /// A wait is longer by up to a fifth, so that what failed together does not come back together.
  private static final int JITTER_PART = 5;

  private final RandomGenerator random;

  Schedule(RandomGenerator random) {
    this.random = random;
  }

  /// @param failures attempts that failed, this one included
  /// @return empty when it is no use going on
  Optional<Duration> afterFailure(int failures) {
    if (failures >= MOST_ATTEMPTS) {
      return Optional.empty();
    }
    Duration wait = WAITS.get(failures - 1);
    return Optional.of(wait.plusMillis(random.nextLong(wait.toMillis() / JITTER_PART + 1)));
  }
}
