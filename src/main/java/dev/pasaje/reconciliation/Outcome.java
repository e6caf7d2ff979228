// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a reconciliation came to. Its totals are counted apart from the matching, so that a row
/// that nobody judged shows.
///
/// @param in all rows of all reports, and their net money
/// @param parts the same rows by what became of them
/// @param classes the same money by family and class
/// @param counts rows or orders by code, the ones without findings too
/// @param discrepancies sorted by severity, then by the money at risk
public record Outcome(
    Sum in,
    Map<Part, Sum> parts,
    List<ClassSum> classes,
    Map<Code, Long> counts,
    Orders orders,
    List<Discrepancy> discrepancies) {

  /// What became of a row.
  public enum Part {
    MATCHED,
    DISCREPANT,
    NON_ORDER,
    /// Copies, and rows that only describe others.
    IGNORED
  }

  public record Sum(long rows, BigDecimal net) {
    static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    Sum plus(Sum other) {
      return new Sum(rows + other.rows, net.add(other.net));
    }

    Sum minus(Sum other) {
      return new Sum(rows - other.rows, net.subtract(other.net));
    }
  }

  public record ClassSum(String family, String name, String currency, Sum sum) {}

  /// @param known in the books, `unpaid` without payment and rightly so, `uncovered` without a row
  ///   where no report covers their time
  public record Orders(long known, long unpaid, long uncovered) {}

  public Outcome {
    parts = Map.copyOf(parts);
    classes = List.copyOf(classes);
    counts = Map.copyOf(counts);
    discrepancies = List.copyOf(discrepancies);
  }

  /// What is left of the rows when those that were judged are taken away.
  public Sum remainder() {
    return in.minus(parts.values().stream().reduce(Sum.NONE, Sum::plus));
  }

  /// Whether every row and every cent is accounted for.
  public boolean closes() {
    Sum left = remainder();
    return left.rows() == 0 && left.net().signum() == 0;
  }

  static Map<Code, Long> counting(List<Discrepancy> found) {
    Map<Code, Long> counts = new EnumMap<>(Code.class);
    found.forEach(one -> counts.merge(one.code(), 1L, Long::sum));
    return counts;
  }
}
