// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.integration.Product;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The checklist: every quality rule, and what each weighs for a product.
public final class QualityChecks {
  /// Every rule, sorted by id.
  public static final List<CheckInfo> ALL =
      QualityRules.ROWS.stream().map(QualityRule::info).toList();

  /// A rule as one product has it.
  ///
  /// @param weight points of 100; 0 for best practices
  public record Weighted(CheckInfo info, int weight) {}

  private QualityChecks() {}

  /// The rules of a product: heaviest first, then by id.
  public static List<Weighted> of(Product product) {
    return QualityRules.ROWS.stream()
        .filter(rule -> rule.concerns(product))
        .map(rule -> new Weighted(rule.info(product), Weights.of(rule.info().id(), product)))
        .sorted(
            java.util.Comparator.comparingInt(Weighted::weight)
                .reversed()
                .thenComparing(weighted -> weighted.info().id()))
        .toList();
  }

  /// Whether every scored rule of a product is known here, so that a score of it means something.
  public static boolean measurable(Product product) {
    Set<String> ids =
        QualityRules.ROWS.stream().map(rule -> rule.info().id()).collect(Collectors.toSet());
    return ids.containsAll(Weights.rules(product));
  }
}
