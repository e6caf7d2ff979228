// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.time.Duration;

/// How the bytes of a reply travel: at once and whole, or spoiled.
///
/// @param delay pause before the first byte
/// @param bytes how many bytes of the body are sent before the connection is cut; negative for all
/// @param pause pause after each sixteenth of the body, for slow bytes
public record Transmission(Duration delay, int bytes, Duration pause) {
  public static final Transmission PLAIN = new Transmission(Duration.ZERO, -1, Duration.ZERO);

  /// The connection is closed without an answer.
  public static final Transmission RESET = new Transmission(Duration.ZERO, 0, Duration.ZERO);

  public Transmission delayedBy(Duration more) {
    return new Transmission(delay.plus(more), bytes, pause);
  }

  public Transmission cutAfter(int count) {
    return new Transmission(delay, count, pause);
  }

  public Transmission pausing(Duration between) {
    return new Transmission(delay, bytes, between);
  }
}
