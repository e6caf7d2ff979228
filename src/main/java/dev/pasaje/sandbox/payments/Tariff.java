// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Fees and withheld taxes by country and kind of method: configuration, not the real price list.
///
/// The defaults are the emulator's own round figures, but for two that were seen: 4.99 % for cards
/// in Brazil (official fixtures take 0.62 of 12.34) and 0.6 % tax on credits and debits in
/// Argentina (reports.md 17).
public final class Tariff {
  private final Map<Site, Map<String, BigDecimal>> fees = new EnumMap<>(Site.class);
  private final Map<Site, BigDecimal> taxes = new EnumMap<>(Site.class);

  public Tariff() {
    for (Site site : Site.values()) {
      fee(site, "card", new BigDecimal(site == Site.MLB ? "4.99" : "5.40"));
      fee(site, "bank_transfer", new BigDecimal(site == Site.MLB ? "0.99" : "2.00"));
      fee(site, "ticket", new BigDecimal("3.50"));
      fee(site, "atm", new BigDecimal("3.50"));
      fee(site, "account_money", new BigDecimal("4.99"));
      tax(site, site == Site.MLA ? new BigDecimal("0.6") : BigDecimal.ZERO);
    }
  }

  /// @param kind `card`, or a payment type such as `ticket`
  /// @param percent of the amount
  public void fee(Site site, String kind, BigDecimal percent) {
    fees.computeIfAbsent(site, _ -> new HashMap<>()).put(kind, percent);
  }

  public void tax(Site site, BigDecimal percent) {
    taxes.put(site, percent);
  }

  public BigDecimal feeOf(Site site, String paymentType, BigDecimal amount) {
    String kind = paymentType.endsWith("_card") ? "card" : paymentType;
    Map<String, BigDecimal> ofSite = fees.getOrDefault(site, Map.of());
    return share(
        site, ofSite.getOrDefault(kind, ofSite.getOrDefault("card", BigDecimal.ZERO)), amount);
  }

  public BigDecimal taxOf(Site site, BigDecimal amount) {
    return share(site, taxes.getOrDefault(site, BigDecimal.ZERO), amount);
  }

  private static BigDecimal share(Site site, BigDecimal percent, BigDecimal amount) {
    return site.round(amount.multiply(percent).movePointLeft(2));
  }
}
