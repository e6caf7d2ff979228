// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.time.Duration;

/// The way to one target. Called by many threads at once, never twice at once for one order.
sealed interface Carrier permits HttpCarrier, KafkaCarrier {
  /// One attempt may take so long; a claim is held for longer.
  Duration LIMIT = Duration.ofSeconds(20);

  /// It returns within [#LIMIT], and knows then that nothing of this attempt is still under way.
  Attempt carry(Deliveries.Claim claim);

  /// Tells one destination from another without saying what it is: an address may carry a secret.
  String fingerprint();

  void close();
}
