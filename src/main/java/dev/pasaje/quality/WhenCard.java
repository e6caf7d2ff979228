// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.Optional;

/// A judgement that is only about card payments; domain/quality.md A7, "not-applicable defaults".
///
/// As long as nothing says how the buyer paid, a failure would be premature.
record WhenCard(QualityRule.Judgement judgement) implements QualityRule.Judgement {
  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<Boolean> card = facts.card();
    if (facts.knownNotACard()) {
      return Outcome.notApplicable(
          Inapplicability.NOT_A_CARD_PAYMENT,
          Evidence.field("payment_type_id", facts.paymentType().orElse(null)));
    }
    Outcome outcome = judgement.judge(facts);
    return card.isEmpty() && outcome instanceof Outcome.Failed(var evidence)
        ? new Outcome.Unknown(Ignorance.NOT_IN_THE_EVIDENCE, evidence)
        : outcome;
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.knownNotACard()) {
      return Ending.NOT_APPLICABLE;
    }
    Ending ending = judgement.end(facts);
    return ending == Ending.FAILED && facts.card().isEmpty() ? Ending.UNKNOWN : ending;
  }
}
