// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// Exact sums, one for each currency.
final class Amounts {
  private final Map<String, BigDecimal> sums = new TreeMap<>();

  void add(Attempt attempt) {
    sums.merge(attempt.currency(), attempt.amount(), BigDecimal::add);
  }

  BigDecimal of(String currency) {
    return sums.getOrDefault(currency, BigDecimal.ZERO);
  }

  Map<String, BigDecimal> all() {
    return sums;
  }
}
