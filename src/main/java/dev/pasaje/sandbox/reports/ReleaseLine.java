// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One change of the available balance.
record ReleaseLine(
    Instant at,
    String sourceId,
    String description,
    BigDecimal gross,
    BigDecimal mpFee,
    BigDecimal financingFee,
    BigDecimal shippingFee,
    List<Tax> taxes,
    Instant created,
    Instant approved,
    Map<String, String> details) {

  static ReleaseLine of(Movement movement, Instant released) {
    return new ReleaseLine(
        released,
        movement.sourceId(),
        movement.description(),
        movement.gross(),
        movement.mpFee(),
        movement.financingFee(),
        movement.shippingFee(),
        movement.taxes(),
        movement.created(),
        movement.settled(),
        movement.details());
  }

  static ReleaseLine of(Movement movement, Instalment part) {
    return new ReleaseLine(
        part.due(),
        movement.sourceId(),
        movement.description(),
        part.gross(),
        part.mpFee(),
        part.financingFee(),
        part.shippingFee(),
        part.taxes(),
        movement.created(),
        movement.settled(),
        movement.details());
  }

  static ReleaseLine reserve(
      Instant at,
      String sourceId,
      String description,
      BigDecimal amount,
      Map<String, String> details) {
    return new ReleaseLine(
        at,
        sourceId,
        description,
        amount,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        List.of(),
        at,
        at,
        details);
  }

  BigDecimal taxTotal() {
    return taxes.stream().map(Tax::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal net() {
    return gross.add(mpFee).add(financingFee).add(shippingFee).add(taxTotal());
  }

  boolean isReserve() {
    return description.startsWith("reserve_");
  }

  boolean isPayout() {
    return description.equals("payout");
  }
}
