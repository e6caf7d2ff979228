// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A card sale may be confirmed by the bank instead of rejected.
///
/// Of a payment only the request says the mode; a challenge that is or was open proves it too.
///
/// @param conflict whether the rule is only that `binary_mode` does not rule the challenge out
record ThreeDs(boolean conflict) implements QualityRule.Judgement {
  private static final Set<String> ON = Set.of("optional", "mandatory");
  private static final String VALIDATION = "config.online.transaction_security.validation";

  /// The official pages and the API description name the values differently (domain/api.md 7.2).
  private static final Set<String> VALIDATED =
      Set.of("on_fraud_risk", "always", "supported", "required");

  @Override
  public Outcome judge(QualityFacts facts) {
    return conflict ? ofConflict(facts) : ofUse(facts);
  }

  private static Outcome ofUse(QualityFacts facts) {
    for (QualityFacts.View view : facts.views(Place.order(VALIDATION))) {
      Optional<String> validation = view.tree().text(VALIDATION);
      if (validation.filter(VALIDATED::contains).isPresent()) {
        return Outcome.passed(Evidence.field(view.where(VALIDATION), validation.get()));
      }
    }
    if (facts.created() == Place.Document.ORDER) {
      Evidence missing =
          Evidence.field("order." + VALIDATION, facts.order().text(VALIDATION).orElse(null))
              .expecting("on_fraud_risk");
      return facts.absenceProved(List.of(Place.order(VALIDATION)))
          ? Outcome.failed(missing)
          : Outcome.unknown(facts.notSeen(), missing);
    }
    Optional<String> mode = facts.requestBody().text("three_d_secure_mode");
    Evidence sent =
        Evidence.field("request.body.three_d_secure_mode", mode.orElse(null)).expecting("optional");
    if (mode.filter(ON::contains).isPresent()) {
      return Outcome.passed(sent);
    }
    if (!facts.payment().at("three_ds_info").node().isEmpty()) {
      return Outcome.passed(Evidence.field("payment.three_ds_info", "…"));
    }
    return facts.requestBody().given()
        ? Outcome.failed(sent)
        : Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, sent);
  }

  private static Outcome ofConflict(QualityFacts facts) {
    Tree sent = facts.requestBody();
    Optional<Boolean> binary =
        facts.payment().flag("binary_mode").or(() -> sent.flag("binary_mode"));
    Optional<String> mode = sent.text("three_d_secure_mode");
    Evidence first = Evidence.field("binary_mode", binary.map(String::valueOf).orElse(null));
    Evidence second = Evidence.field("request.body.three_d_secure_mode", mode.orElse(null));
    // The default of binary_mode is false (domain/quality.md B5).
    boolean known = facts.payment().given() || sent.given();
    if (known && !binary.orElse(false)) {
      return Outcome.passed(first);
    }
    if (!sent.given()) {
      return Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, first, second);
    }
    return mode.filter(ON::contains).isPresent()
        ? Outcome.failed(first.expecting("false"), second)
        : Outcome.passed(first, second);
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (!facts.evidence().bare() || !facts.payment().given()) {
      return Ending.of(judge(facts));
    }
    if (conflict) {
      return facts.payment().flag("binary_mode").orElse(false) ? Ending.UNKNOWN : Ending.PASSED;
    }
    if (facts.created() == Place.Document.ORDER) {
      return Ending.of(judge(facts));
    }
    return facts.payment().at("three_ds_info").node().isEmpty() ? Ending.UNKNOWN : Ending.PASSED;
  }
}
