// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.db.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Writes changes of orders, each in a transaction as the orders' own.
record Writing(Database database, Outbox outbox) {
  static OrderChange change(String integration, String reference, long revision) {
    return new OrderChange(
        integration,
        reference,
        revision,
        "paid",
        revision == 1 ? Optional.empty() : Optional.of("pending"),
        "ARS",
        Optional.of(new BigDecimal("1500.50")),
        new BigDecimal("1500.50"),
        BigDecimal.ZERO,
        List.of("late-payment"));
  }

  boolean write(String reference, long revision, Instant at) {
    return write("tienda", reference, revision, at);
  }

  boolean write(String integration, String reference, long revision, Instant at) {
    return database
        .write()
        .inTransaction(
            handle -> outbox.append(handle, change(integration, reference, revision), at));
  }

  long due(String target) {
    return depth(target).due();
  }

  Outbox.Depth depth(String target) {
    return Objects.requireNonNull(outbox.depth().get(target), target);
  }
}
