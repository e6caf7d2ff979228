// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.weather.Forecast;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@PasajeSandbox(seed = 5, start = "2026-03-02T12:00:00Z", weather = "storm")
class PasajeSandboxTest {
  @RepeatedTest(2)
  void every_test_begins_at_the_start_with_the_weather_asked_for(Sandbox sandbox) {
    assertThat(sandbox.world().now()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
    assertThat(sandbox.weather().forecast()).isEqualTo(Forecast.STORM);
    sandbox.advance(java.time.Duration.ofDays(1));
    sandbox.weather().change(Forecast.CALM);
  }

  @Test
  void the_accounts_are_there(Sandbox sandbox) {
    assertThat(sandbox.account("MLA", "test-user").accessToken()).startsWith("APP_USR-");
  }
}
