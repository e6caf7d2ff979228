// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.List;
import java.util.Optional;

/// A charge to a saved card names the customer it belongs to.
final class SavedCardPayer implements QualityRule.Judgement {
  private static final List<Place> CUSTOMER =
      List.of(Place.ownPayment("payer.id"), Place.order("payer.customer_id"));

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<String> savedCard =
        facts
            .payment()
            .text("card.id")
            .or(() ->
                facts.order().list("transactions.payments").stream()
                    .flatMap(payment -> payment.text("payment_method.card_id").stream())
                    .findFirst());
    if (savedCard.isEmpty()) {
      // A payment shows `card.id` for saved cards only (domain/api.md 2.2).
      return facts.payment().given() || facts.order().given()
          ? Outcome.notApplicable(Inapplicability.NOT_USED, Evidence.field("payment.card.id", null))
          : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE);
    }
    return facts
        .first(CUSTOMER)
        .map(seen -> Outcome.passed(Evidence.field(seen.where(), seen.text())))
        .orElseGet(() ->
            facts.absenceProved(CUSTOMER)
                ? Outcome.failed(Evidence.field("payer.id", null))
                : Outcome.unknown(facts.notSeen(), Evidence.field("payer.id", null)));
  }

  @Override
  public Ending end(QualityFacts facts) {
    return facts.payment().given()
            && !facts.order().given()
            && facts.payment().textOrEmpty("card.id").isEmpty()
        ? Ending.NOT_APPLICABLE
        : Ending.of(judge(facts));
  }
}
