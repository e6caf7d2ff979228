// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Instant;

/// What happened to a seller's money, in order: the ledger both reports are made of. Positive is
/// money in, negative money out; fees and taxes are negative on the way in.
///
/// Each is a document of the shelf [#SHELF] with the members `kind`, `payment_id`, `reference_id`,
/// `at`, `gross`, `mp_fee`, `application_fee`, `taxes` and `net`.
public final class Movements {
  public static final String SHELF = "movement";

  private final World world;

  Movements(World world) {
    this.world = world;
  }

  /// Kinds of movement.
  public enum Kind {
    /// Approved: the money is credited but not yet free.
    PAYMENT,
    /// The money becomes available.
    RELEASE,
    REFUND,
    /// Held back while a dispute is open.
    DISPUTE,
    DISPUTE_CANCEL,
    CHARGEBACK,
    CHARGEBACK_CANCEL
  }

  void add(
      Kind kind,
      Document payment,
      String reference,
      BigDecimal gross,
      BigDecimal fee,
      BigDecimal share,
      BigDecimal taxes) {
    Instant now = world.now();
    String id = Long.toString(world.next(SHELF, 1));
    Document movement =
        new Document(id, payment.ownerId(), payment.live(), Json.object(), Json.object());
    movement
        .body()
        .put("kind", kind.name())
        .put("payment_id", payment.id())
        .put("reference_id", reference)
        .put("at", Dates.text(now))
        .put("gross", gross)
        .put("mp_fee", fee)
        .put("application_fee", share)
        .put("taxes", taxes)
        .put("net", gross.add(fee).add(share).add(taxes));
    world.shelf(SHELF).put(movement);
  }

  void add(Kind kind, Document payment, String reference, BigDecimal net) {
    add(kind, payment, reference, net, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }
}
