// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What is written must be good; that it is missing is the business of another rule.
///
/// @param expected in no human language
/// @param personal whether what is found is a person's
record EveryValue(List<Place> places, Predicate<String> good, String expected, boolean personal)
    implements QualityRule.Judgement {
  static EveryValue of(Predicate<String> good, String expected, Place... places) {
    return new EveryValue(List.of(places), good, expected, false);
  }

  EveryValue ofAPerson() {
    return new EveryValue(places, good, expected, true);
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    List<Evidence> fine = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    for (Place place : places) {
      for (QualityFacts.View view : facts.views(place)) {
        view.tree()
            .text(place.path())
            .ifPresent(text -> {
              Evidence seen =
                  Evidence.field(view.where(place.path()), personal ? Presence.masked(text) : text);
              if (good.test(text)) {
                fine.add(seen);
              } else {
                bad.add(seen.expecting(expected));
              }
            });
      }
    }
    if (!bad.isEmpty()) {
      return new Outcome.Failed(bad);
    }
    if (!fine.isEmpty()) {
      return new Outcome.Passed(fine);
    }
    return facts.absenceProved(places)
        ? Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER)
        : Outcome.unknown(facts.notSeen());
  }

  @Override
  public Ending end(QualityFacts facts) {
    boolean fine = false;
    for (Place place : places) {
      for (QualityFacts.View view : facts.views(place)) {
        String text = view.tree().textOrEmpty(place);
        if (!text.isEmpty()) {
          if (!good.test(text)) {
            return Ending.FAILED;
          }
          fine = true;
        }
      }
    }
    if (fine) {
      return Ending.PASSED;
    }
    return facts.absenceProved(places) ? Ending.NOT_APPLICABLE : Ending.UNKNOWN;
  }
}
