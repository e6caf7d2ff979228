// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.math.BigDecimal;
import org.joda.money.BigMoney;

/// What the merchant's books say of one order.
public record BookLine(String reference, BigMoney total) {
  public BookLine {
    if (reference.isBlank() || reference.length() > Orders.LONGEST_REFERENCE) {
      throw new IllegalArgumentException("no reference of an order");
    }
  }

  /// @throws IllegalArgumentException when one of them cannot be
  static BookLine of(String reference, BigDecimal total, String currency) {
    return new BookLine(
        reference,
        BigMoney.of(
            Amounts.currency(currency)
                .orElseThrow(() -> new IllegalArgumentException("no currency: " + currency)),
            Amounts.sensible(total).orElseThrow(() -> new IllegalArgumentException("no amount"))));
  }
}
