// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Optional;

/// A list is filled, or the merchant says that nothing belongs in it.
///
/// @param key the declaration that excuses an empty list
record ListedOrDeclared(String key, List<Place> lists) implements QualityRule.Judgement {
  static ListedOrDeclared of(String key, Place... lists) {
    return new ListedOrDeclared(key, List.of(lists));
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    for (Place place : lists) {
      for (QualityFacts.View view : facts.views(place)) {
        int size = view.tree().list(place.path()).size();
        if (size > 0) {
          return Outcome.passed(Evidence.field(view.where(place.path()), String.valueOf(size)));
        }
      }
    }
    Evidence empty = Evidence.field(lists.getFirst().path(), null);
    Optional<Declared> excuse = facts.evidence().declared(key);
    if (excuse.filter(Declared::answer).isPresent()) {
      return Outcome.passed(empty, Declaration.evidence(key, excuse.get()));
    }
    if (!facts.absenceProved(lists)) {
      return Outcome.unknown(facts.notSeen(), empty);
    }
    return excuse.isPresent()
        ? Outcome.failed(empty, Declaration.evidence(key, excuse.get()))
        : Outcome.unknown(Ignorance.NOT_DECLARED, empty, Declaration.evidence(key, null));
  }
}
