// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.List;
import java.util.Optional;

/// Since when the buyer is known to the shop, and whether this is the first purchase.
final class PayerHistory implements QualityRule.Judgement {
  private static final List<Place> SINCE =
      List.of(
          Place.ownPayment("additional_info.payer.registration_date"),
          Place.preference("payer.registration_date"),
          Place.preference("payer.date_created"),
          Place.order("additional_info.payer.registration_date"));
  private static final Place ORDER = Place.order("additional_info");
  private static final List<Place> FIRST =
      List.of(
          Place.ownPayment("additional_info.payer.is_first_purchase_online"),
          Place.preference("payer.is_first_purchase_online"),
          Place.order("additional_info.payer.is_first_purchase_online"));

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<QualityFacts.Seen> since =
        facts.first(SINCE).or(() -> dotted(facts, "registration_date"));
    Optional<QualityFacts.Seen> first =
        facts.first(FIRST).or(() -> dotted(facts, "is_first_purchase_online"));
    Evidence date =
        Evidence.field("payer.registration_date", since.map(QualityFacts.Seen::text).orElse(null));
    Evidence novelty =
        Evidence.field(
            "payer.is_first_purchase_online", first.map(QualityFacts.Seen::text).orElse(null));
    if (since.isPresent() && first.isPresent()) {
      return Outcome.passed(date, novelty);
    }
    return facts.absenceProved(since.isPresent() ? FIRST : SINCE)
        ? Outcome.failed(date, novelty)
        : Outcome.unknown(facts.notSeen(), date, novelty);
  }

  /// One SDK writes flat keys into an order: `"payer.registration_date"` (domain/quality.md B5).
  private static Optional<QualityFacts.Seen> dotted(QualityFacts facts, String field) {
    List<QualityFacts.View> orders = facts.views(ORDER);
    if (orders.isEmpty()) {
      return Optional.empty();
    }
    return orders.stream()
        .flatMap(view ->
            new Tree(view.tree().at("additional_info").node().path("payer." + field))
                .text().stream()
                    .map(text ->
                        new QualityFacts.Seen(view.where("additional_info.payer." + field), text)))
        .findFirst();
  }

  @Override
  public Ending end(QualityFacts facts) {
    boolean since =
        facts.first(SINCE).isPresent() || dotted(facts, "registration_date").isPresent();
    boolean first =
        facts.first(FIRST).isPresent() || dotted(facts, "is_first_purchase_online").isPresent();
    if (since && first) {
      return Ending.PASSED;
    }
    return facts.absenceProved(since ? FIRST : SINCE) ? Ending.FAILED : Ending.UNKNOWN;
  }
}
