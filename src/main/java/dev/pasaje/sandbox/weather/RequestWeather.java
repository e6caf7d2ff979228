// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import java.time.Duration;

/// The weather one request meets: how long it waits, and what then goes wrong.
public record RequestWeather(Duration latency, RequestFault fault) {
  static final RequestWeather CALM = new RequestWeather(Duration.ZERO, new RequestFault.None());
}
