// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.quality.SiteFacts.CardForm;
import java.util.Optional;

/// Card data is typed into fields of Mercado Pago and never reaches the merchant's server (PCI).
final class SecureForm implements QualityRule.Judgement {
  private static final String KEY = "secure-form";

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<CardForm> form = facts.evidence().site().cardForm();
    Evidence page =
        new Evidence(
            Evidence.Kind.PAGE,
            "site.page.cardForm",
            form.map(CardForm::id).orElse(null),
            "secure-fields, card-form, core-methods, brick");
    if (form.isPresent()) {
      return form.get() == CardForm.PLAIN ? Outcome.failed(page) : Outcome.passed(page);
    }
    return facts
        .evidence()
        .declared(KEY)
        .map(answer -> {
          Evidence declared = Declaration.evidence(KEY, answer);
          return answer.answer() ? Outcome.passed(declared) : Outcome.failed(declared);
        })
        .orElseGet(() -> Outcome.unknown(Ignorance.SITE_NOT_MEASURED, page));
  }

  @Override
  public Ending end(QualityFacts facts) {
    return facts.evidence().bare() ? Declaration.end(facts, KEY) : Ending.of(judge(facts));
  }
}
