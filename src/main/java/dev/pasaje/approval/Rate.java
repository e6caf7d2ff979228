// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// So many of so many, with the interval that a sample of this size leaves open.
///
/// @param approved how many were approved
/// @param all of how many
public record Rate(long approved, long all) {
  public static final Rate NONE = new Rate(0, 0);

  /// Below this many the 95 % interval may be wider than five points to either side: z² / 4 /
  /// 0.05².
  public static final long SMALL = 385;

  /// The two-sided 95 % quantile of the normal distribution.
  private static final BigDecimal Z = new BigDecimal("1.959963984540054");

  private static final BigDecimal Z2 = Z.multiply(Z);
  private static final MathContext EXACT = new MathContext(30);
  private static final int PLACES = 4;

  public Rate {
    if (approved < 0 || approved > all) {
      throw new IllegalArgumentException(approved + " of " + all);
    }
  }

  /// Both ends between 0 and 1, four places.
  public record Interval(BigDecimal low, BigDecimal high) {}

  Rate plus(boolean one) {
    return new Rate(approved + (one ? 1 : 0), all + 1);
  }

  /// Between 0 and 1, four places; empty when there is nothing to divide by.
  public Optional<BigDecimal> share() {
    return all == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(approved)
                .divide(BigDecimal.valueOf(all), PLACES, RoundingMode.HALF_UP));
  }

  /// Whether the interval matters more than the figure.
  public boolean small() {
    return all < SMALL;
  }

  /// Wilson's score interval at 95 %: it stays within 0 and 1, and means something for 0 of 3 too.
  public Optional<Interval> interval() {
    if (all == 0) {
      return Optional.empty();
    }
    BigDecimal k = BigDecimal.valueOf(approved);
    BigDecimal n = BigDecimal.valueOf(all);
    BigDecimal below = n.add(Z2);
    BigDecimal centre = k.add(Z2.divide(BigDecimal.TWO, EXACT)).divide(below, EXACT);
    BigDecimal spread = k.multiply(n.subtract(k)).divide(n, EXACT);
    BigDecimal root = spread.add(Z2.divide(BigDecimal.valueOf(4), EXACT)).sqrt(EXACT);
    BigDecimal half = Z.multiply(root).divide(below, EXACT);
    return Optional.of(
        new Interval(
            centre.subtract(half).max(BigDecimal.ZERO).setScale(PLACES, RoundingMode.HALF_UP),
            centre.add(half).min(BigDecimal.ONE).setScale(PLACES, RoundingMode.HALF_UP)));
  }
}
