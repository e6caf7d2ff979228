// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void waits_are_those_of_standard_webhooks_and_up_to_a_fifth_more() {
    List<Duration> least =
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
    for (long seed = 0; seed < 100; seed++) {
      Schedule schedule = new Schedule(new Random(seed));
      for (int failures = 1; failures <= least.size(); failures++) {
        Duration wait = least.get(failures - 1);
        assertThat(schedule.afterFailure(failures).orElseThrow())
            .as("seed %d, failure %d", seed, failures)
            .isBetween(wait, wait.plus(wait.dividedBy(5)));
      }
      assertThat(schedule.afterFailure(Schedule.MOST_ATTEMPTS)).isEmpty();
    }
  }

  @Test
  void one_seed_gives_one_schedule() {
    assertThat(waits(7)).isEqualTo(waits(7)).isNotEqualTo(waits(8));
  }

  private static List<Duration> waits(long seed) {
    Schedule schedule = new Schedule(new Random(seed));
    List<Duration> waits = new ArrayList<>();
    for (int failures = 1; failures < Schedule.MOST_ATTEMPTS; failures++) {
      waits.add(schedule.afterFailure(failures).orElseThrow());
    }
    return waits;
  }
}
