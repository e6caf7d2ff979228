// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.quality.Place.order;
import static dev.pasaje.quality.Place.ownPayment;
import static dev.pasaje.quality.Place.preference;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where goods go: the receiver's address, or that the buyer fetches them.
///
/// @param pickup whether the rule is about fetching
record Delivered(boolean pickup) implements QualityRule.Judgement {
  /// Nothing travels in these; domain/quality.md B5, the industries without a shipment.
  private static final Set<String> WITHOUT_GOODS =
      Set.of(
          "services", "virtual_goods", "learnings", "travels", "tickets", "donations", "coupons");

  private static final List<Place> FETCHED =
      List.of(
          ownPayment("additional_info.shipments.local_pickup"),
          ownPayment("additional_info.shipments.pick_up_on_seller"),
          preference("shipments.local_pickup"),
          preference("shipments.pick_up_on_seller"),
          order("shipment.local_pickup"),
          order("shipment.pick_up_on_seller"));

  private static final Presence ADDRESS =
      Presence.anyGroup(
              group("additional_info.shipments.receiver_address", Place::ownPayment),
              group("shipments.receiver_address", Place::preference),
              group("shipment.receiver_address", Place::order),
              // Mercado Pago's own shipping fills it in there (domain/quality.md A6).
              group("shipments.0.receiver_address", Place::merchantOrder))
          .ofAPerson();

  private static Presence.Group group(
      String path, java.util.function.Function<String, Place> document) {
    return Presence.Group.together(
        document.apply(path + ".zip_code"), document.apply(path + ".street_name"));
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    return pickup ? ofPickup(facts) : ofAddress(facts);
  }

  private static Outcome ofPickup(QualityFacts facts) {
    Optional<Declared> fetched = facts.evidence().declared("industry-pickup");
    if (fetched.isEmpty()) {
      return Outcome.unknown(Ignorance.NOT_DECLARED, Declaration.evidence("industry-pickup", null));
    }
    if (!fetched.get().answer()) {
      return Outcome.notApplicable(
          Inapplicability.NOT_USED, Declaration.evidence("industry-pickup", fetched.get()));
    }
    Evidence missing = Evidence.field("local_pickup", null);
    return facts
        .first(FETCHED)
        .map(seen -> Outcome.passed(Evidence.field(seen.where(), seen.text())))
        .orElseGet(() ->
            facts.absenceProved(FETCHED)
                ? Outcome.failed(missing)
                : Outcome.unknown(facts.notSeen(), missing));
  }

  private static Outcome ofAddress(QualityFacts facts) {
    if (ADDRESS.end(facts) == Ending.PASSED) {
      return ADDRESS.judge(facts);
    }
    boolean fetched = fetched(facts);
    Optional<Declared> goods = facts.evidence().declared("physical-goods");
    boolean none =
        goods.filter(answer -> !answer.answer()).isPresent()
            || Categories.of(facts).filter(WITHOUT_GOODS::containsAll).isPresent();
    if (fetched || none) {
      return Outcome.notApplicable(Inapplicability.NOT_USED);
    }
    // Whether anything travels is known by its category, or by the merchant's word.
    boolean travels =
        goods.isPresent()
            || Categories.of(facts).filter(some -> !some.contains("others")).isPresent();
    return travels
        ? ADDRESS.judge(facts)
        : new Outcome.Unknown(
            Ignorance.NOT_DECLARED, List.of(Declaration.evidence("physical-goods", null)));
  }

  private static boolean fetched(QualityFacts facts) {
    for (Place place : FETCHED) {
      for (QualityFacts.View view : facts.views(place)) {
        if (view.tree().flag(place.path()).orElse(false)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (pickup) {
      return facts.evidence().declared("industry-pickup").isEmpty()
          ? Ending.UNKNOWN
          : Ending.of(judge(facts));
    }
    return ADDRESS.end(facts) == Ending.PASSED ? Ending.PASSED : Ending.of(ofAddress(facts));
  }
}
