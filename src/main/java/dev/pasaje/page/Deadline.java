// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import java.time.Duration;

/// The instant by which a look must be over.
final class Deadline {
  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /// The earlier of this and a limit from now.
  Deadline atMost(Duration limit) {
    return left().compareTo(limit) <= 0 ? this : in(limit);
  }

  /// Never negative.
  Duration left() {
    long nanos = atNanos - System.nanoTime();
    return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
  }
}
