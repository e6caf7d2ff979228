// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Something must be written in one of several places: the judgement behind most rules.
///
/// Any place that shows it is enough. The records of one purchase echo each other, so more of them
/// can only show more; this keeps a pass a pass when evidence is added.
///
/// @param alternatives each a group of places that must all be filled in the same document
/// @param accepts which texts count
/// @param expected shown when it fails; in no human language
/// @param personal whether what is found is a person's and is shown only by its first letter
record Presence(
    List<Group> alternatives, Predicate<String> accepts, String expected, boolean personal)
    implements QualityRule.Judgement {
  /// Places of one document that only count together.
  record Group(List<Place> places) {
    static Group together(Place... places) {
      return new Group(List.of(places));
    }
  }

  /// A report stays readable however many places there are.
  static final int MAX_EVIDENCE = 6;

  static Presence anyOf(Place... places) {
    return new Presence(
        List.of(places).stream().map(Group::together).toList(), _ -> true, "", false);
  }

  /// Each group is complete in itself: a type without a number is no document.
  static Presence anyGroup(Group... groups) {
    return new Presence(List.of(groups), _ -> true, "", false);
  }

  Presence accepting(Predicate<String> texts, String what) {
    return new Presence(alternatives, texts, what, personal);
  }

  /// Shows no more than a letter of what it finds: reports are shared, buyers did not agree to it.
  Presence ofAPerson() {
    return new Presence(alternatives, accepts, expected, true);
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    List<Evidence> missing = new ArrayList<>();
    boolean proved = false;
    for (Group group : alternatives) {
      for (QualityFacts.View view : facts.views(group.places().getFirst())) {
        List<Evidence> found = new ArrayList<>();
        List<Evidence> lacking = new ArrayList<>();
        boolean refused = false;
        for (Place place : group.places()) {
          String text = view.tree().text(place.path()).orElse("");
          Evidence seen =
              Evidence.field(view.where(place.path()), text.isEmpty() ? null : shown(text));
          if (!text.isEmpty() && accepts.test(text)) {
            found.add(seen);
          } else {
            lacking.add(expected.isEmpty() ? seen : seen.expecting(expected));
            refused |= !text.isEmpty();
          }
        }
        if (lacking.isEmpty()) {
          return new Outcome.Passed(found);
        }
        missing.addAll(lacking);
        proved |= view.decisive() || refused;
      }
    }
    List<Evidence> few = missing.subList(0, Math.min(MAX_EVIDENCE, missing.size()));
    return proved ? new Outcome.Failed(few) : new Outcome.Unknown(facts.notSeen(), few);
  }

  @Override
  public Ending end(QualityFacts facts) {
    boolean proved = false;
    for (Group group : alternatives) {
      for (QualityFacts.View view : facts.views(group.places().getFirst())) {
        boolean lacking = false;
        boolean refused = false;
        for (Place place : group.places()) {
          String text = view.tree().textOrEmpty(place);
          boolean found = !text.isEmpty() && accepts.test(text);
          lacking |= !found;
          refused |= !found && !text.isEmpty();
        }
        if (!lacking) {
          return Ending.PASSED;
        }
        proved |= view.decisive() || refused;
      }
    }
    return proved ? Ending.FAILED : Ending.UNKNOWN;
  }

  private String shown(String text) {
    return personal ? Presence.masked(text) : text;
  }

  /// `m…` or `m…@example.com`.
  static String masked(String text) {
    int at = text.indexOf('@');
    String first = text.substring(0, text.offsetByCodePoints(0, 1));
    return first + "…" + (at > 0 ? text.substring(at) : "");
  }
}
