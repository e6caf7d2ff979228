// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the official WooCommerce plugin does by itself, whatever the shop owner does
/// (domain/quality.md A5, read in its sources). A finding that rests on one of these carries it as
/// evidence, and its remedy speaks of the plugin instead of code.
enum PluginGap {
  /// One line of several units is sent as quantity 1 with the line's total.
  QUANTITY("items-total-consistent"),
  /// One category for the whole shop, `others` unless another is chosen.
  ONE_CATEGORY("item-category-specific"),
  /// Three categories are written with a blank; they count (B5).
  CATEGORY_SPELLING("item-category-id"),
  /// The address of the server is sent as the buyer's.
  SERVER_IP("ip-address"),
  /// The description is the product's own, which may be empty.
  DESCRIPTION("item-description"),
  /// The name on the statement comes from the store name option; its default is generic.
  STORE_NAME("statement-descriptor-quality"),
  /// The document is sent only when the checkout of the shop asks for it.
  DOCUMENT("payer-identification"),
  /// The same in Mexico.
  DOCUMENT_MLM("payer-identification-mlm");

  static final String WHERE = "plugin.woocommerce";
  private final String rule;

  PluginGap(String rule) {
    this.rule = rule;
  }

  Evidence evidence() {
    return Evidence.setting(WHERE, name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /// The same outcome, with the gap named where the plugin explains it.
  static Outcome explained(String rule, QualityFacts facts, Outcome outcome) {
    if (facts.product() != Product.WOOCOMMERCE) {
      return outcome;
    }
    Optional<PluginGap> gap =
        List.of(values()).stream().filter(one -> one.rule.equals(rule)).findFirst();
    if (gap.isEmpty() || outcome.evidence().contains(gap.get().evidence())) {
      return outcome;
    }
    return switch (outcome) {
      case Outcome.Failed(var evidence) -> new Outcome.Failed(and(evidence, gap.get()));
      case Outcome.Passed(var evidence) when gap.get() == CATEGORY_SPELLING && spelled(facts) ->
          new Outcome.Passed(and(evidence, gap.get()));
      case Outcome.Passed _, Outcome.NotApplicable _, Outcome.Unknown _ -> outcome;
    };
  }

  private static List<Evidence> and(List<Evidence> evidence, PluginGap gap) {
    List<Evidence> more = new ArrayList<>(evidence);
    more.add(gap.evidence());
    return more;
  }

  private static boolean spelled(QualityFacts facts) {
    return EveryItem.LISTS.stream()
        .flatMap(place ->
            facts.views(place).stream().flatMap(view -> view.tree().list(place.path()).stream()))
        .flatMap(item -> item.text("category_id").stream())
        .anyMatch(category -> category.contains(" ") && Categories.listed(category));
  }
}
