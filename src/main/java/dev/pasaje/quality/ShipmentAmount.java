// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shipping that the buyer pays is shown as such before paying.
final class ShipmentAmount implements QualityRule.Judgement {
  private static final List<Place> COST =
      List.of(Place.preference("shipments.cost"), Place.order("shipment.cost"));
  private static final Set<String> SHIPPED = Set.of("custom", "me2");

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<QualityFacts.Seen> cost = facts.first(COST);
    if (cost.isPresent()) {
      return Outcome.passed(Evidence.field(cost.get().where(), cost.get().text()));
    }
    // The WooCommerce plugin sends shipping as an item of this id (domain/quality.md A5).
    for (Place place : EveryItem.LISTS) {
      for (QualityFacts.View view : facts.views(place)) {
        if (view.tree().list(place.path()).stream()
            .anyMatch(item -> item.text("id").filter("shipping"::equals).isPresent())) {
          return Outcome.passed(Evidence.field(view.where(place.path()) + "[].id", "shipping"));
        }
      }
    }
    Evidence missing = Evidence.field("shipments.cost", null);
    if (!facts.absenceProved(COST)) {
      return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, missing);
    }
    return charged(facts)
        ? Outcome.failed(missing)
        : Outcome.notApplicable(Inapplicability.NOT_USED, missing);
  }

  private static boolean charged(QualityFacts facts) {
    boolean counted =
        positive(facts.payment().decimal("shipping_amount"))
            || positive(facts.evidence().part("merchantOrder").decimal("shipping_cost"));
    return counted
        || facts.views(Place.preference("shipments")).stream()
            .map(view -> view.tree().at("shipments"))
            .anyMatch(shipments ->
                shipments.text("mode").filter(SHIPPED::contains).isPresent()
                    && !shipments.flag("free_shipping").orElse(false)
                    && !shipments.flag("local_pickup").orElse(false));
  }

  private static boolean positive(Optional<BigDecimal> amount) {
    return amount.filter(a -> a.signum() > 0).isPresent();
  }
}
