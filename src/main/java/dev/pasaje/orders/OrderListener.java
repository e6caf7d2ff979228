// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import org.jdbi.v3.core.Handle;

/// Whoever tells others of changes of orders. Called inside the transaction that writes the change,
/// so that no change is lost and none is told that was not made; it must not call anybody.
@FunctionalInterface
public interface OrderListener {
  /// Nobody is told.
  OrderListener NONE = (_, _) -> {};

  /// Calls for one order come in the order of its revisions, which grow and may have gaps.
  void changed(Handle handle, OrderChange change);
}
