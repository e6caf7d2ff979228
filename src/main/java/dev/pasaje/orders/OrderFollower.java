// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Dialect;
import dev.pasaje.resources.Follower;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.Snapshot;
import dev.pasaje.resources.WorkQueue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Judges the orders of a resource anew whenever a reading brought something new.
final class OrderFollower implements Follower {
  private static final Set<ResourceKind> KINDS =
      EnumSet.of(
          ResourceKind.PAYMENT,
          ResourceKind.MERCHANT_ORDER,
          ResourceKind.ORDER,
          ResourceKind.CHARGEBACK,
          ResourceKind.CLAIM,
          ResourceKind.FRAUD_ALERT);
  private static final Set<String> TOLD =
      Set.of(WorkQueue.Reason.NOTIFICATION.id(), WorkQueue.Reason.HINT.id());

  private final Orders orders;
  private final Dialect dialect;

  OrderFollower(Orders orders, Dialect dialect) {
    this.orders = orders;
    this.dialect = dialect;
  }

  @Override
  public void changed(
      Handle handle, Snapshot now, Optional<Snapshot> before, String reason, Instant at) {
    if (!KINDS.contains(now.resource().kind()) || PaymentView.isValidation(now.body())) {
      return;
    }
    Links.keep(handle, dialect, now);
    // What was read again for another reason than an alert is no new alert.
    if (now.resource().kind() == ResourceKind.FRAUD_ALERT
        && (before.isEmpty() || TOLD.contains(reason))) {
      OrderRows.alert(handle, now.integration(), now.resource().id(), at);
    }
    // In one order for everybody, or two transactions would wait for each other.
    Set<String> references =
        new TreeSet<>(Links.references(handle, now.integration(), now.resource()));
    before.map(Snapshot::reference).filter(left -> !left.isEmpty()).ifPresent(references::add);
    references.forEach(reference -> orders.recompute(handle, now.integration(), reference, at));
  }

  /// An alert may come again about a payment that stands as it did.
  @Override
  public void unchanged(Handle handle, Snapshot now, String reason, Instant at) {
    if (now.resource().kind() == ResourceKind.FRAUD_ALERT && TOLD.contains(reason)) {
      orders.alerted(handle, now.integration(), now.resource(), at);
    }
  }
}
