// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.ArrayList;
import java.util.List;

/// Every item sold must satisfy something; one that does not fails the rule (domain/quality.md A7).
///
/// Items stand in the preference, in the payment's `additional_info`, in the order, and again in
/// the merchant order; a list in which all are well is enough, since all describe one purchase.
///
/// @param field what is shown of an item
/// @param expected in no human language; empty when presence is all
/// @param test whether an item is well
record EveryItem(String field, String expected, ItemTest test) implements QualityRule.Judgement {
  static final List<Place> LISTS =
      List.of(
          Place.preference("items"),
          Place.ownPayment("additional_info.items"),
          Place.order("items"),
          Place.merchantOrder("items"));

  /// Whether an item is well; the options are part of the question.
  @FunctionalInterface
  interface ItemTest {
    boolean holds(Tree item, QualityOptions options);
  }

  /// Every item has a text there.
  static EveryItem has(String field) {
    return new EveryItem(field, "", (item, _) -> item.text(field).isPresent());
  }

  static EveryItem where(String field, String expected, ItemTest test) {
    return new EveryItem(field, expected, test);
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    List<Evidence> missing = new ArrayList<>();
    boolean proved = false;
    for (Place place : LISTS) {
      for (QualityFacts.View view : facts.views(place)) {
        List<Tree> items = view.tree().list(place.path());
        List<Evidence> bad = bad(view.where(place.path()), items, facts.options());
        if (!items.isEmpty() && bad.isEmpty()) {
          return Outcome.passed(
              Evidence.field(
                  view.where(place.path()) + "[]." + field, items.size() + "/" + items.size()));
        }
        missing.addAll(bad);
        proved |= view.decisive();
      }
    }
    List<Evidence> few = missing.subList(0, Math.min(Presence.MAX_EVIDENCE, missing.size()));
    return proved ? new Outcome.Failed(few) : new Outcome.Unknown(facts.notSeen(), few);
  }

  @Override
  public Ending end(QualityFacts facts) {
    boolean proved = false;
    for (QualityFacts.Items list : facts.items()) {
      if (!list.items().isEmpty() && allHold(list.items(), facts.options())) {
        return Ending.PASSED;
      }
      proved |= list.view().decisive();
    }
    return proved ? Ending.FAILED : Ending.UNKNOWN;
  }

  private boolean allHold(List<Tree> items, QualityOptions options) {
    for (Tree item : items) {
      if (!test.holds(item, options)) {
        return false;
      }
    }
    return true;
  }

  private List<Evidence> bad(String where, List<Tree> items, QualityOptions options) {
    if (items.isEmpty()) {
      return List.of(Evidence.field(where, null));
    }
    List<Evidence> bad = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Tree item = items.get(i);
      if (!test.holds(item, options)) {
        Evidence seen =
            Evidence.field(where + "[" + i + "]." + field, item.text(field).orElse(null));
        bad.add(expected.isEmpty() ? seen : seen.expecting(expected));
      }
    }
    return bad;
  }
}
