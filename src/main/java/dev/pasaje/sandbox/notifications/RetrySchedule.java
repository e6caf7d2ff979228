// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// When a failed delivery is tried again.
public enum RetrySchedule {
  /// What was measured up to +6 h; the two steps of days come from a table that fits it and are not
  /// measured.
  OBSERVED("observed"),
  /// "Every 15 minutes; after the third attempt the interval is extended": no figure and no end are
  /// given, so hours and one day.
  DOC_2024("doc-2024"),
  /// 5 min, 45 min, 6 h, 2 d and 4 d after the first attempt.
  DOC_2020("doc-2020"),
  /// 30 s, 5 min and 30 min after the first attempt.
  IN_PERSON("in-person");

  private final String wire;

  RetrySchedule(String wire) {
    this.wire = wire;
  }

  /// The name in settings.
  public String wire() {
    return wire;
  }

  /// The pause after the attempt of this number (the first is 1), or empty to give up.
  Optional<Duration> pauseAfter(int attempt, SplittableRandom random) {
    return switch (this) {
      case OBSERVED ->
          nth(
              attempt,
              Duration.ofMillis(random.nextLong(500, 900)),
              // measured between 16.6 and 20.4 minutes
              Duration.ofMillis(random.nextLong(996_000, 1_224_000)),
              Duration.ofMinutes(35),
              Duration.ofHours(6),
              Duration.ofHours(48),
              Duration.ofHours(96));
      case DOC_2024 ->
          attempt <= 3
              ? Optional.of(Duration.ofMinutes(15))
              : Optional.of(Duration.ofHours(1)).filter(_ -> attempt <= 26);
      case DOC_2020 ->
          nth(
              attempt,
              Duration.ofMinutes(5),
              Duration.ofMinutes(40),
              Duration.ofMinutes(315),
              Duration.ofHours(42),
              Duration.ofHours(48));
      case IN_PERSON ->
          nth(attempt, Duration.ofSeconds(30), Duration.ofSeconds(270), Duration.ofMinutes(25));
    };
  }

  /// The schedule of this name.
  public static RetrySchedule of(String name) {
    for (RetrySchedule schedule : values()) {
      if (schedule.wire.equals(name.toLowerCase(Locale.ROOT))) {
        return schedule;
      }
    }
    throw new IllegalArgumentException(
        "retry schedule '" + name + "' is not one of observed, doc-2024, doc-2020, in-person");
  }

  private static Optional<Duration> nth(int attempt, Duration... pauses) {
    return attempt > pauses.length
        ? Optional.empty()
        : Optional.of(List.of(pauses).get(attempt - 1));
  }
}
