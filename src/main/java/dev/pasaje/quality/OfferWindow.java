// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.quality.Place.Document;
import java.util.List;

/// A link that expires says from when and until when.
final class OfferWindow implements QualityRule.Judgement {
  @Override
  public Outcome judge(QualityFacts facts) {
    return facts.created() == Document.ORDER ? ofOrder(facts) : ofPreference(facts);
  }

  private static Outcome ofPreference(QualityFacts facts) {
    List<QualityFacts.View> views = facts.views(Place.preference("expires"));
    for (QualityFacts.View view : views) {
      if (view.tree().flag("expires").orElse(false)) {
        Evidence from =
            Evidence.field(
                view.where("expiration_date_from"),
                view.tree().text("expiration_date_from").orElse(null));
        Evidence to =
            Evidence.field(
                view.where("expiration_date_to"),
                view.tree().text("expiration_date_to").orElse(null));
        return from.found() != null && to.found() != null
            ? Outcome.passed(from, to)
            : Outcome.failed(from, to);
      }
    }
    return views.isEmpty()
        ? Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE)
        : Outcome.notApplicable(
            Inapplicability.NOT_USED, Evidence.field("preference.expires", "false"));
  }

  private static Outcome ofOrder(QualityFacts facts) {
    List<Place> places = List.of(Place.order("expiration_time"));
    return facts
        .first(places)
        .map(seen -> Outcome.passed(Evidence.field(seen.where(), seen.text())))
        .orElseGet(() ->
            facts.absenceProved(places)
                ? Outcome.notApplicable(Inapplicability.NOT_USED)
                : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE));
  }
}
