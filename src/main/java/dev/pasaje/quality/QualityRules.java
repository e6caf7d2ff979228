// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The rules table of domain/quality.md as code, all 103 rows, sorted by id.
///
/// A rule that only asks for something to be present is a row; one that reasons has a class. A
/// scored rule belongs to the products that weigh it ([Weights]). The rows stand by what they are
/// about.
final class QualityRules {
  static final List<QualityRule> ROWS =
      Stream.of(
              BookRules.ROWS,
              CheckoutRules.ROWS,
              ItemRules.ROWS,
              PayerRules.ROWS,
              RiskRules.ROWS,
              SafetyRules.ROWS,
              TillRules.ROWS)
          .flatMap(List::stream)
          .sorted(Comparator.comparing(rule -> rule.info().id()))
          .toList();

  private QualityRules() {}
}
