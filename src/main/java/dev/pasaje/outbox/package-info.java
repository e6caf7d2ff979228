// SPDX-License-Identifier: Apache-2.0

/// Changes of orders on their way to the merchant's own systems: written in the transaction that
/// makes the change, delivered afterwards over HTTP or Kafka, at least once, in order for each
/// order.
@NullMarked
package dev.pasaje.outbox;

import org.jspecify.annotations.NullMarked;
