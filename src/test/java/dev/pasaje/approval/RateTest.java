// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
  /// Worked out apart from this code, from the formula in double precision.
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.8000, 0.4902, 0.9433",
    "0, 10, 0.0000, 0.0000, 0.2775",
    "10, 10, 1.0000, 0.7225, 1.0000",
    "1, 1, 1.0000, 0.2065, 1.0000",
    "50, 100, 0.5000, 0.4038, 0.5962",
    "15, 50, 0.3000, 0.1910, 0.4375",
    "900, 1000, 0.9000, 0.8798, 0.9171",
  })
  void wilsons_interval_is_that_of_the_books(
      long approved, long all, String share, String low, String high) {
    Rate rate = new Rate(approved, all);

    assertThat(rate.share()).contains(new BigDecimal(share));
    assertThat(rate.interval().orElseThrow().low()).isEqualTo(new BigDecimal(low));
    assertThat(rate.interval().orElseThrow().high()).isEqualTo(new BigDecimal(high));
  }

  @Test
  void nothing_of_nothing_has_no_share() {
    assertThat(Rate.NONE.share()).isEmpty();
    assertThat(Rate.NONE.interval()).isEmpty();
    assertThat(new Rate(1, 384).small()).isTrue();
    assertThat(new Rate(1, 385).small()).isFalse();
    assertThatThrownBy(() -> new Rate(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_interval_always_holds_the_share() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      long all = 1 + random.nextLong(5000);
      Rate rate = new Rate(random.nextLong(all + 1), all);
      Rate.Interval interval = rate.interval().orElseThrow();
      assertThat(rate.share().orElseThrow())
          .as("seed %d, %s", seed, rate)
          .isBetween(interval.low(), interval.high());
      assertThat(interval.low()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
      assertThat(interval.high()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    }
  }
}
