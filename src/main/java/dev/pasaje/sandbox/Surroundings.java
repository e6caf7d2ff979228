// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.notifications.CourierSettings;
import dev.pasaje.sandbox.weather.Forecast;
import java.nio.file.Path;
import java.util.Optional;

/// What is around the emulated API: its weather and its notifications.
///
/// @param publicReceivers whether notifications also go to addresses that are neither loopback nor
///   private
/// @param data where the journal is kept that makes the state outlive the process
public record Surroundings(
    Forecast forecast,
    CourierSettings courier,
    boolean publicReceivers,
    Optional<Path> caOut,
    Optional<Path> data) {
  public static final Surroundings USUAL =
      new Surroundings(
          Forecast.CALM, CourierSettings.OBSERVED, false, Optional.empty(), Optional.empty());

  public Surroundings withForecast(Forecast other) {
    return new Surroundings(other, courier, publicReceivers, caOut, data);
  }

  public Surroundings withCourier(CourierSettings other) {
    return new Surroundings(forecast, other, publicReceivers, caOut, data);
  }

  public Surroundings withPublicReceivers(boolean allowed) {
    return new Surroundings(forecast, courier, allowed, caOut, data);
  }

  public Surroundings withTls(Path directory) {
    return new Surroundings(forecast, courier, publicReceivers, Optional.of(directory), data);
  }

  public Surroundings withData(Path directory) {
    return new Surroundings(forecast, courier, publicReceivers, caOut, Optional.of(directory));
  }
}
