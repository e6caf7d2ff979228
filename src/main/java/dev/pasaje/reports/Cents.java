// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Amounts of two decimals as whole numbers, for millions of them at once.
public final class Cents {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE / 4);

  private Cents() {}

  /// What does not fit, twenty digits that is, becomes the largest there is: reports hold fifteen.
  public static long of(BigDecimal amount) {
    BigInteger cents = amount.setScale(2, RoundingMode.UNNECESSARY).unscaledValue();
    return cents.min(MOST).max(MOST.negate()).longValue();
  }

  public static BigDecimal amount(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
