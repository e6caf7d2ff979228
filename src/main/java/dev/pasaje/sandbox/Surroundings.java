// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.notifications.CourierSettings;
import dev.pasaje.sandbox.weather.Forecast;

/// What is around the emulated API: its weather and its notifications.
///
/// @param publicReceivers whether notifications also go to addresses that are neither loopback nor
///   private
public record Surroundings(Forecast forecast, CourierSettings courier, boolean publicReceivers) {
  public static final Surroundings USUAL =
      new Surroundings(Forecast.CALM, CourierSettings.OBSERVED, false);

  public Surroundings withForecast(Forecast other) {
    return new Surroundings(other, courier, publicReceivers);
  }

  public Surroundings withCourier(CourierSettings other) {
    return new Surroundings(forecast, other, publicReceivers);
  }

  public Surroundings withPublicReceivers(boolean allowed) {
    return new Surroundings(forecast, courier, allowed);
  }
}
