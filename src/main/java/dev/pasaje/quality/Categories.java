// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The published values of `category_id`, and the rule that asks for more than `others`.
final class Categories implements QualityRule.Judgement {
  /// domain/quality.md B5, 23 values; some senders write a blank or a dash instead of `_`.
  private static final Set<String> PUBLISHED =
      Set.of(
          "art",
          "automotive",
          "baby",
          "cameras",
          "car_electronics",
          "computing",
          "coupons",
          "donations",
          "electronics",
          "entertainment",
          "fashion",
          "games",
          "home",
          "learnings",
          "musical",
          "others",
          "phones",
          "services",
          "television",
          "tickets",
          "travels",
          "video_games",
          "virtual_goods");

  static boolean listed(String category) {
    return PUBLISHED.contains(normal(category));
  }

  static String normal(String category) {
    return category.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  /// The categories of all items, normalised; the first list that says any.
  static Optional<List<String>> of(QualityFacts facts) {
    return facts.categories();
  }

  static Optional<List<String>> look(QualityFacts facts) {
    for (QualityFacts.Items list : facts.items()) {
      List<String> some = normal(list.items());
      if (!some.isEmpty()) {
        return Optional.of(some);
      }
    }
    return Optional.empty();
  }

  private static List<String> normal(List<Tree> items) {
    List<String> some = new ArrayList<>(items.size());
    for (Tree item : items) {
      String category = item.textOrEmpty("category_id");
      if (!category.isEmpty()) {
        some.add(normal(category));
      }
    }
    return some;
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    return of(facts)
        .map(found -> {
          Evidence evidence = Evidence.field("items[].category_id", String.join(", ", found));
          return found.stream().allMatch("others"::equals)
              ? Outcome.failed(evidence.expecting("≠ others"))
              : Outcome.passed(evidence);
        })
        .orElseGet(() ->
            facts.absenceProved(EveryItem.LISTS)
                ? Outcome.notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER)
                : Outcome.unknown(facts.notSeen()));
  }

  @Override
  public Ending end(QualityFacts facts) {
    Optional<List<String>> found = of(facts);
    if (found.isEmpty()) {
      return facts.absenceProved(EveryItem.LISTS) ? Ending.NOT_APPLICABLE : Ending.UNKNOWN;
    }
    for (String category : found.get()) {
      if (!category.equals("others")) {
        return Ending.PASSED;
      }
    }
    return Ending.FAILED;
  }
}
