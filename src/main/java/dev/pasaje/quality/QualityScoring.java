// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Score;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Scores many purchases by the checklist of one product, when only the outcomes are asked for and
/// not what they rest on: the same outcomes, score and verdict as [QualityEvaluation], without a
/// report. Safe for many threads.
public final class QualityScoring {
  private final Product product;
  private final Optional<Site> site;
  private final QualityOptions options;
  private final Planned[] plan;

  private QualityScoring(
      Product product, Optional<Site> site, QualityOptions options, Planned[] plan) {
    this.product = product;
    this.site = site;
    this.options = options;
    this.plan = plan;
  }

  private record Planned(
      QualityRule rule, CheckInfo info, int weight, boolean mandatory, boolean unconditional) {
    Ending end(QualityFacts facts) {
      return unconditional ? rule.judgement().end(facts) : rule.end(facts);
    }
  }

  /// What came out for one purchase.
  ///
  /// @param outcomes a letter for each of [#rules]: `p`assed, `f`ailed, `u`nknown, `n`ot applicable
  public record Scored(
      QualityReport.Subject subject, Score score, QualityReport.Verdict verdict, String outcomes) {}

  /// @param site the country when it is known from elsewhere; else the evidence may say it
  public static QualityScoring of(Product product, Optional<Site> site, QualityOptions options) {
    Planned[] plan =
        QualityRules.ROWS.stream()
            .filter(rule -> rule.concerns(product))
            .map(rule -> {
              CheckInfo info = rule.info(product);
              return new Planned(
                  rule,
                  info,
                  Weights.of(info.id(), product),
                  info.severity().mandatory(),
                  rule.unconditional(product));
            })
            .toArray(Planned[]::new);
    return new QualityScoring(product, site, options, plan);
  }

  /// What of a document is enough to score it.
  public static Wanted wanted() {
    return Fields.WANTED;
  }

  public QualityOptions options() {
    return options;
  }

  public Product product() {
    return product;
  }

  /// The rules of the product, sorted by id.
  public List<CheckInfo> rules() {
    return Arrays.stream(plan).map(Planned::info).toList();
  }

  public Scored score(QualityEvidence evidence) {
    QualityFacts facts = new QualityFacts(evidence, product, site.or(evidence::siteId), options);
    char[] letters = new char[plan.length];
    int passed = 0;
    int unknown = 0;
    int applicable = 0;
    boolean mandatoryFailed = false;
    boolean mandatoryUnknown = false;
    for (int i = 0; i < letters.length; i++) {
      Planned planned = plan[i];
      int weight = planned.weight();
      Ending ending = planned.end(facts);
      letters[i] = ending.letter();
      switch (ending) {
        case PASSED -> {
          passed += weight;
          applicable += weight;
        }
        case FAILED -> {
          applicable += weight;
          mandatoryFailed |= planned.mandatory();
        }
        case UNKNOWN -> {
          unknown += weight;
          applicable += weight;
          mandatoryUnknown |= planned.mandatory();
        }
        case NOT_APPLICABLE -> {}
      }
    }
    Score score = Score.of(passed, unknown, applicable, options.threshold()).orElseThrow();
    return new Scored(
        evidence.subject(),
        score,
        QualityReport.judge(score, mandatoryFailed, mandatoryUnknown, passed < applicable),
        new String(letters));
  }
}
