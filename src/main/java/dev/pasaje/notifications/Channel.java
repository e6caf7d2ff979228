// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.util.Locale;

/// Over which of Mercado Pago's two ways a notification came; domain/notifications.md 1.
public enum Channel {
  /// Signed, with an event in its body.
  WEBHOOK,
  /// The older way: names a resource, and its signature cannot be verified.
  IPN,
  /// Neither can be told.
  UNKNOWN;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
