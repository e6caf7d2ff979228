// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.time.Duration;
import java.time.Instant;

/// So many a second on the average, with a burst of some seconds' worth. Safe for many threads.
final class Quota {
  private static final int BURST_SECONDS = 20;

  private final long perSecond;
  private long nanos;
  private Instant last;

  Quota(int perSecond, Instant now) {
    this.perSecond = perSecond;
    this.nanos = full();
    this.last = now;
  }

  private static long full() {
    return Duration.ofSeconds(BURST_SECONDS).toNanos();
  }

  /// @return false when there is none left
  synchronized boolean take(Instant now) {
    Duration since = Duration.between(last, now);
    if (!since.isNegative()) {
      last = now;
      nanos =
          since.compareTo(Duration.ofSeconds(BURST_SECONDS)) >= 0
              ? full()
              : Math.min(full(), nanos + since.toNanos());
    }
    long cost = Duration.ofSeconds(1).toNanos() / perSecond;
    if (nanos < cost) {
      return false;
    }
    nanos -= cost;
    return true;
  }
}
