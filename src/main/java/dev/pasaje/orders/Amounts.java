// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import tools.jackson.databind.JsonNode;

/// Amounts as they come from outside, exact.
final class Amounts {
  /// 1e999999999 is valid JSON; written out it would fill the memory.
  private static final int LARGEST_SCALE = 20;

  private static final int MOST_DIGITS = 38;
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}(\\.\\d{1,20})?");

  /// Currencies charged in whole units; domain/sites.md 1.2 for the peso of Colombia.
  private static final Set<String> WHOLE = Set.of("CLP", "COP");

  private Amounts() {}

  /// A JSON number, or text as the Orders API writes amounts; never negative.
  static Optional<BigDecimal> number(JsonNode node) {
    if (node.isString()) {
      return number(node.stringValue());
    }
    if (!node.isNumber()) {
      return Optional.empty();
    }
    return sensible(node.decimalValue());
  }

  /// Empty for what no order can cost.
  static Optional<BigDecimal> sensible(BigDecimal value) {
    return Math.abs((long) value.scale()) <= LARGEST_SCALE
            && value.precision() <= MOST_DIGITS
            && value.signum() >= 0
        ? Optional.of(value)
        : Optional.empty();
  }

  /// Digits with a point, as people and files write amounts.
  static Optional<BigDecimal> number(String text) {
    return DECIMAL.matcher(text.strip()).matches()
        ? Optional.of(new BigDecimal(text.strip()))
        : Optional.empty();
  }

  static Optional<CurrencyUnit> currency(String code) {
    try {
      return Optional.of(CurrencyUnit.of(code));
    } catch (IllegalCurrencyException unheardOf) {
      return Optional.empty();
    }
  }

  static Optional<BigMoney> money(Optional<BigDecimal> amount, String currency) {
    return amount.flatMap(value -> currency(currency).map(unit -> BigMoney.of(unit, value)));
  }

  /// What an order costs, in units that can be charged.
  static BigDecimal chargeable(BigMoney total) {
    return WHOLE.contains(total.getCurrencyUnit().getCode())
        ? total.getAmount().setScale(0, RoundingMode.HALF_UP)
        : total.getAmount();
  }

  /// The one form in which an amount is kept, so that equal amounts are equal texts.
  static BigDecimal canonical(BigDecimal amount, String currency) {
    int decimals =
        WHOLE.contains(currency)
            ? 0
            : currency(currency).map(CurrencyUnit::getDecimalPlaces).orElse(0);
    BigDecimal bare = amount.stripTrailingZeros();
    return bare.setScale(Math.max(decimals, bare.scale()), RoundingMode.UNNECESSARY);
  }

  /// The least by which two amounts can differ and somebody is short of it.
  static BigDecimal unit(String currency) {
    return WHOLE.contains(currency) ? BigDecimal.ONE : new BigDecimal("0.01");
  }
}
