// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What fraud prevention asks of one line of business; domain/quality.md B5, "Industry data".
///
/// @param used whether the shop is in it; empty when nothing says so
/// @param unsaid why that is unknown
/// @param wanted fields of every item concerned, or of the order
/// @param item whether an item is well
/// @param whole whether the purchase as a whole is, where the data does not stand in an item
record Industry(
    Used used,
    Ignorance unsaid,
    String wanted,
    Predicate<Tree> concerned,
    Predicate<Tree> item,
    Predicate<QualityFacts> whole)
    implements QualityRule.Judgement {

  /// Whether a rule of an industry is about this purchase.
  @FunctionalInterface
  interface Used {
    Optional<Boolean> by(QualityFacts facts);
  }

  private static final Set<String> DURABLE =
      Set.of(
          "electronics",
          "computing",
          "phones",
          "home",
          "television",
          "cameras",
          "car_electronics",
          "video_games",
          "musical");

  static Industry tourism() {
    return ofCategory(
        Set.of("travels"),
        "category_descriptor.{passenger.first_name, route.departure, route.destination,"
            + " route.departure_date_time}",
        item ->
            has(item, "category_descriptor.passenger.first_name")
                && has(item, "category_descriptor.route.departure")
                && has(item, "category_descriptor.route.destination")
                && has(item, "category_descriptor.route.departure_date_time"),
        // Orders say it apart from the items, nested or with dotted keys (B5).
        facts ->
            facts.views(Place.order("additional_info")).stream()
                .map(view -> view.tree().at("additional_info"))
                .anyMatch(more ->
                    (!more.list("travel.passengers").isEmpty()
                            && !more.list("travel.routes").isEmpty())
                        || (more.node().has("travel.passengers")
                            && more.node().has("travel.routes"))));
  }

  static Industry tickets() {
    return ofCategory(
        Set.of("tickets"),
        "event_date",
        item -> has(item, "event_date") || has(item, "category_descriptor.event_date"),
        _ -> false);
  }

  static Industry warranty() {
    return ofCategory(DURABLE, "warranty", item -> has(item, "warranty"), _ -> false);
  }

  static Industry hospitality() {
    return new Industry(
        facts -> declared(facts, "industry-hospitality"),
        Ignorance.NOT_DECLARED,
        "category_descriptor.passenger, event_date",
        _ -> true,
        item ->
            has(item, "category_descriptor.passenger.first_name")
                && (has(item, "event_date") || has(item, "category_descriptor.event_date")),
        _ -> false);
  }

  private static Industry ofCategory(
      Set<String> categories, String wanted, Predicate<Tree> item, Predicate<QualityFacts> whole) {
    Predicate<Tree> concerned =
        one ->
            one.text("category_id")
                .map(Categories::normal)
                .filter(categories::contains)
                .isPresent();
    return new Industry(
        facts -> Categories.of(facts).map(some -> !Collections.disjoint(categories, some)),
        Ignorance.NOT_IN_THE_EVIDENCE,
        wanted,
        concerned,
        item,
        whole);
  }

  private static boolean has(Tree item, String path) {
    return item.text(path).isPresent();
  }

  static Optional<Boolean> declared(QualityFacts facts, String key) {
    return facts.evidence().declared(key).map(Declared::answer);
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<Boolean> concerns = used.by(facts);
    if (concerns.isEmpty()) {
      boolean none =
          unsaid == Ignorance.NOT_IN_THE_EVIDENCE && facts.absenceProved(EveryItem.LISTS);
      return none
          ? Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER)
          : Outcome.unknown(unsaid);
    }
    if (!concerns.get()) {
      return Outcome.notApplicable(Inapplicability.NOT_USED);
    }
    if (whole.test(facts)) {
      return Outcome.passed(Evidence.field("order.additional_info", wanted));
    }
    boolean proved = false;
    for (Place place : EveryItem.LISTS) {
      for (QualityFacts.View view : facts.views(place)) {
        List<Tree> items = view.tree().list(place.path()).stream().filter(concerned).toList();
        if (!items.isEmpty() && items.stream().allMatch(item)) {
          return Outcome.passed(Evidence.field(view.where(place.path()), wanted));
        }
        proved |= view.decisive();
      }
    }
    Evidence missing = Evidence.field("items[]", null).expecting(wanted);
    return proved ? Outcome.failed(missing) : Outcome.unknown(facts.notSeen(), missing);
  }

  @Override
  public Ending end(QualityFacts facts) {
    Optional<Boolean> concerns = used.by(facts);
    if (concerns.isEmpty()) {
      return unsaid == Ignorance.NOT_IN_THE_EVIDENCE && facts.absenceProved(EveryItem.LISTS)
          ? Ending.NOT_APPLICABLE
          : Ending.UNKNOWN;
    }
    if (!concerns.get()) {
      return Ending.NOT_APPLICABLE;
    }
    if (whole.test(facts)) {
      return Ending.PASSED;
    }
    boolean proved = false;
    for (QualityFacts.Items list : facts.items()) {
      boolean any = false;
      boolean well = true;
      for (Tree one : list.items()) {
        if (well && concerned.test(one)) {
          any = true;
          well = item.test(one);
        }
      }
      if (any && well) {
        return Ending.PASSED;
      }
      proved |= list.view().decisive();
    }
    return proved ? Ending.FAILED : Ending.UNKNOWN;
  }
}
