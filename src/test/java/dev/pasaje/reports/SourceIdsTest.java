// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceIdsTest {
  @Test
  void every_id_keeps_its_number_and_its_text() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SourceIds ids = new SourceIds();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String id =
          switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(200));
            case 1 -> "00" + random.nextInt(200);
            case 2 -> "PAY-" + random.nextInt(500);
            case 3 -> "9".repeat(1 + random.nextInt(100));
            case 4 -> "-" + random.nextInt(200);
            default -> Long.toString(random.nextLong(1L << 59));
          };
      int number = ids.of(id);
      assertThat(number)
          .as("%s, seed %d", id, seed)
          .isEqualTo(expected.getOrDefault(id, expected.size()));
      expected.put(id, number);
      assertThat(ids.text(number)).isEqualTo(id);
    }
    assertThat(ids.size()).isEqualTo(expected.size());
  }
}
