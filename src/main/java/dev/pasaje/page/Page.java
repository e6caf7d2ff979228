// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.page.PageFacts.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Judges the facts of a checkout page.
public final class Page {
  private Page() {}

  /// A finding for each check, in the order of their ids.
  public static List<Finding> judge(PageFacts facts) {
    return PageChecks.ROWS.stream().map(row -> row.finding(facts)).toList();
  }

  /// The same when there was no page to look at.
  ///
  /// @param why such as an address that is not in the settings
  public static List<Finding> notLooked(Outcome.Ignorance why) {
    return PageChecks.ALL.stream().map(info -> new Finding(info, 0, Outcome.unknown(why))).toList();
  }

  /// The same for who sells with a terminal or a code: there is no such page.
  public static List<Finding> notApplicable() {
    return PageChecks.ALL.stream()
        .map(info ->
            new Finding(info, 0, Outcome.notApplicable(Outcome.Inapplicability.OTHER_PRODUCT)))
        .toList();
  }

  /// How card data is typed.
  public enum CardForm {
    SECURE_FIELDS,
    CARD_FORM,
    CORE_METHODS,
    BRICK,
    /// Into fields of the shop.
    PLAIN;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What the rules of quality want to know of the page; empty is what was not seen.
  ///
  /// @param scripts addresses of the scripts it loads
  /// @param modal whether the checkout opens inside the site
  /// @param logo whether the Mercado Pago logo is shown
  public record Site(
      Optional<List<String>> scripts,
      Optional<CardForm> cardForm,
      Optional<Boolean> modal,
      Optional<Boolean> logo) {}

  /// What a look says about quality. "No" is said only when nothing can have been missed.
  public static Site site(PageFacts facts) {
    if (facts.document().isEmpty()) {
      return new Site(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    PageView view = new PageView(facts, facts.document().get());
    List<String> scripts = view.scripts();
    return new Site(
        view.complete() || view.sdk().isPresent() ? Optional.of(scripts) : Optional.empty(),
        view.cardForm(),
        seen(view.traits().contains(Trait.MODAL), view),
        seen(!view.logos().isEmpty(), view));
  }

  private static Optional<Boolean> seen(boolean there, PageView view) {
    return there || view.complete() ? Optional.of(there) : Optional.empty();
  }
}
