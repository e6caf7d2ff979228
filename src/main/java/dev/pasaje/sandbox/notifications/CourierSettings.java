// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// How deliveries are timed and how many are remembered.
///
/// @param firstDelay between a change and its first attempt; 1.7 s is the measured median
/// @param timeScale every pause is multiplied by it: 1 is real time, 0.001 turns hours into seconds
/// @param answerWithin the longest a receiver may take; a topic with a shorter limit keeps it
/// @param remembered deliveries kept in the history
public record CourierSettings(
    RetrySchedule schedule,
    Duration firstDelay,
    BigDecimal timeScale,
    Duration answerWithin,
    int remembered) {

  private static final BigDecimal MOST_SCALE = BigDecimal.valueOf(1000);

  public static final CourierSettings OBSERVED =
      new CourierSettings(
          RetrySchedule.OBSERVED,
          Duration.ofMillis(1700),
          BigDecimal.ONE,
          Duration.ofSeconds(22),
          10_000);

  public CourierSettings {
    if (timeScale.signum() < 0 || timeScale.compareTo(MOST_SCALE) > 0) {
      throw new IllegalArgumentException("time scale is " + timeScale + ", accepted: 0 to 1000");
    }
    if (firstDelay.isNegative() || answerWithin.isNegative() || answerWithin.isZero()) {
      throw new IllegalArgumentException("a delay is negative, or the limit is not positive");
    }
    if (remembered < 1) {
      throw new IllegalArgumentException("at least one delivery has to be remembered");
    }
  }

  public CourierSettings withSchedule(RetrySchedule other) {
    return new CourierSettings(other, firstDelay, timeScale, answerWithin, remembered);
  }

  public CourierSettings withTimeScale(BigDecimal other) {
    return new CourierSettings(schedule, firstDelay, other, answerWithin, remembered);
  }

  public CourierSettings withAnswerWithin(Duration other) {
    return new CourierSettings(schedule, firstDelay, timeScale, other, remembered);
  }

  public CourierSettings withRemembered(int other) {
    return new CourierSettings(schedule, firstDelay, timeScale, answerWithin, other);
  }

  /// Whole milliseconds, rounded up: the world's clock shows no smaller ones.
  Duration scaled(Duration pause) {
    return Duration.ofMillis(
        BigDecimal.valueOf(pause.toMillis())
            .multiply(timeScale)
            .setScale(0, RoundingMode.CEILING)
            .longValueExact());
  }
}
