// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import java.time.Duration;

/// The weather one delivery meets.
///
/// @param delay on top of the usual one; a reordered delivery is held so that later ones overtake
///   it
/// @param hiddenFor how long the resource stays unreadable after the notification has left
/// @param forged whether an impostor's delivery goes out beside the true one
public record DeliveryWeather(
    boolean dropped,
    boolean duplicated,
    boolean forged,
    boolean wrongSecret,
    Duration delay,
    Duration hiddenFor,
    Mangling mangling) {
  static final DeliveryWeather CALM =
      new DeliveryWeather(
          false, false, false, false, Duration.ZERO, Duration.ZERO, Mangling.NOTHING);

  /// Whether the notification leaves before its resource can be read.
  public boolean beforeCommit() {
    return hiddenFor.isPositive();
  }
}
