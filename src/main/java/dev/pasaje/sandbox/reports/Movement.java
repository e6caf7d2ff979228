// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One economic event of an account. It is a row of the settlement report at [#settled] and of the
/// release report at [#released].
///
/// @param sourceId the payment or payout it belongs to; refunds and chargebacks carry the payment's
/// @param description what the release report calls it
/// @param transactionType what the settlement report calls it
/// @param released when it reaches the available balance; null when it never does
/// @param gross signed
/// @param mpFee negative when charged, positive when given back; the other fees likewise
/// @param reserve the pair of reserve rows that precedes it in the release report, if any
/// @param details further columns by key
public record Movement(
    String sourceId,
    String description,
    String transactionType,
    Instant created,
    Instant settled,
    @Nullable Instant released,
    BigDecimal gross,
    BigDecimal mpFee,
    BigDecimal financingFee,
    BigDecimal shippingFee,
    List<Tax> taxes,
    @Nullable String reserve,
    Map<String, String> details) {

  public Movement {
    taxes = List.copyOf(taxes);
    details = Map.copyOf(details);
  }

  /// A movement without fees or taxes that is available at once.
  public static Movement plain(
      String sourceId,
      String description,
      String transactionType,
      Instant at,
      BigDecimal gross,
      Map<String, String> details) {
    return new Movement(
        sourceId,
        description,
        transactionType,
        at,
        at,
        at,
        gross,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        List.of(),
        null,
        details);
  }

  public Movement reservedAs(String reserve) {
    return new Movement(
        sourceId,
        description,
        transactionType,
        created,
        settled,
        released,
        gross,
        mpFee,
        financingFee,
        shippingFee,
        taxes,
        reserve,
        details);
  }

  public BigDecimal fees() {
    return mpFee.add(financingFee).add(shippingFee);
  }

  public BigDecimal taxTotal() {
    return taxes.stream().map(Tax::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What the movement changes in the account's money.
  public BigDecimal net() {
    return gross.add(fees()).add(taxTotal());
  }

  public String detail(String column) {
    return details.getOrDefault(column, "");
  }
}
