// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
  @Test
  void moments_are_written_as_the_standard_library_writes_them() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Moments moments = new Moments();
    for (int i = 0; i < 20_000; i++) {
      long second =
          random.nextLong(
              Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
              Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
      int nano =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000;
            case 2 -> random.nextInt(1_000_000) * 1000;
            default -> random.nextInt(1_000_000_000);
          };
      Instant at = Instant.ofEpochSecond(second, nano);
      StringBuilder written = new StringBuilder();
      moments.append(written, at);
      moments.append(written, at);
      assertThat(written.toString()).as("seed %d", seed).isEqualTo(at.toString() + at);
    }
  }
}
