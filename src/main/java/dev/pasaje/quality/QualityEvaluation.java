// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Score;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.util.List;
import java.util.Optional;

/// Judges evidence by the checklist of a product: the same evidence gives the same report for ever.
public final class QualityEvaluation {
  private QualityEvaluation() {}

  /// @param site the country when it is known from elsewhere; else the evidence may say it
  public static QualityReport evaluate(
      QualityEvidence evidence, Product product, Optional<Site> site, QualityOptions options) {
    Optional<Site> country = site.or(evidence::siteId);
    QualityFacts facts = new QualityFacts(evidence, product, country, options);
    List<Finding> findings =
        QualityRules.ROWS.stream()
            .filter(rule -> rule.concerns(product))
            .map(rule ->
                new Finding(
                    rule.info(product),
                    Weights.of(rule.info().id(), product),
                    rule.evaluate(facts)))
            .toList();
    // External reference and webhooks apply to every product, so there always is a score.
    Score score = Score.of(findings, options.threshold()).orElseThrow();
    return new QualityReport(
        evidence.subject(),
        product,
        country,
        score,
        QualityReport.judge(score, findings),
        findings);
  }
}
