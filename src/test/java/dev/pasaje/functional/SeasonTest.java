// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.demo.Season;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.weather.Forecast;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Payments in bad weather, from the emulator over HTTP to the state of the shop's orders.
class SeasonTest {
  @TempDir Path directory;

  private Season.Figures season(Database database, Forecast weather, int count) {
    long seed = 7;
    try (Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.usual()
                .withSeed(seed)
                .withStart(Instant.parse("2026-11-27T12:00:00Z")))) {
      Season.Figures figures =
          new Season(sandbox, Season.shop(sandbox), database, weather).run(count, seed, _ -> {});
      System.out.println(figures);
      assertThat(figures.right()).as("%s", figures).isEqualTo(count);
      return figures;
    }
  }

  @Test
  @Timeout(120)
  void every_order_is_right_after_a_storm() {
    try (Database database = TestDatabases.sqlite(directory)) {
      Season.Figures figures = season(database, Forecast.STORM, 150);
      assertThat(figures.quarantined()).isPositive();
      assertThat(figures.lost()).isPositive();
      assertThat(figures.healed())
          .isGreaterThanOrEqualTo(figures.right() - figures.rightBeforeSearch());
    }
  }

  @Test
  @Timeout(120)
  void every_order_is_right_after_black_friday_on_postgresql() {
    try (Database database = TestDatabases.postgresql()) {
      season(database, Forecast.BLACK_FRIDAY, 60);
    }
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void every_one_of_ten_thousand_orders_is_right_after_black_friday() {
    try (Database database = TestDatabases.sqlite(directory)) {
      season(database, Forecast.BLACK_FRIDAY, 10_000);
    }
  }
}
