// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.util.Arrays;
import java.util.Locale;

/// How much a receiver is asked to bear.
public enum Depth {
  /// What Mercado Pago's own simulator and any uptime check do.
  GENTLE,
  /// Everything a receiver will meet in production, and what it should survive.
  FULL;

  /// Secrets tried until one is accepted; each after the first costs one request more.
  private static final int MORE_SECRETS_GENTLE = 1;

  private static final int MORE_SECRETS_FULL = 3;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many requests are sent at most.
  public int requests() {
    return Arrays.stream(Attack.values()).filter(this::includes).mapToInt(Attack::requests).sum()
        + moreSecrets();
  }

  int moreSecrets() {
    return switch (this) {
      case GENTLE -> MORE_SECRETS_GENTLE;
      case FULL -> MORE_SECRETS_FULL;
    };
  }

  boolean includes(Attack attack) {
    return attack.depth().compareTo(this) <= 0;
  }
}
