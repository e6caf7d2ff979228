// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.time.Duration;

/// Is told how deliveries go: for metrics, logs and alarms. Called by many threads; it must return
/// at once.
public interface DeliveryWatcher {
  DeliveryWatcher NONE = new DeliveryWatcher() {};

  /// @param lag from the change to the receiver's answer
  default void delivered(String target, Duration lag) {}

  /// An attempt failed and is repeated.
  ///
  /// @param trouble a short word such as `timeout` or `http-503`
  default void failed(String target, String trouble) {}

  /// A delivery was given up: an alarm.
  default void died(String target, long outboxId, String trouble) {}

  /// The target said that it is gone, and gets nothing more: an alarm.
  default void closed(String target) {}

  /// Pasaje itself could not go on, most likely because of its store. It tries again.
  default void broke(String target, RuntimeException why) {}
}
