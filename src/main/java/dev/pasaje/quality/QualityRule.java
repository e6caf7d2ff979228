// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.Check;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One row of the rules table of domain/quality.md: for whom it is, and how it is judged.
///
/// @param info as it is for Checkout Pro or, when that has no such rule, for Checkout API
/// @param directAspect the aspect where the merchant creates the payment itself, when it differs
/// @param directName the official name there, when it differs
/// @param tillName the official name for Point, when it differs
record QualityRule(
    CheckInfo info,
    @Nullable Aspect directAspect,
    @Nullable String directName,
    @Nullable String tillName,
    Set<Product> products,
    Set<Site> sites,
    Judgement judgement)
    implements Check<QualityFacts> {
  /// Where the official items are known from; domain/quality.md A3, A4 name each source.
  private static final String OFFICIAL =
      "Mercado Pago's quality checklist tool; mercadopago.com/developers, integration-quality";

  private static final Outcome OTHER_PRODUCT = Outcome.notApplicable(Inapplicability.OTHER_PRODUCT);

  /// How facts become an outcome; pure.
  @FunctionalInterface
  interface Judgement {
    Outcome judge(QualityFacts facts);

    /// The same outcome without its evidence. A kind of judgement that many rules share has a
    /// shorter way to it, for a million payments; a test holds the two against each other.
    default Ending end(QualityFacts facts) {
      return Ending.of(judge(facts));
    }

    /// A judgement of what was seen beside the record, which a bare record leaves to the merchant's
    /// word.
    static Judgement beside(String key, Judgement whole) {
      return of(
          whole,
          facts ->
              facts.evidence().bare()
                  ? Declaration.end(facts, key)
                  : Ending.of(whole.judge(facts)));
    }

    /// A judgement with a shorter way to its end.
    static Judgement of(Judgement whole, Function<QualityFacts, Ending> end) {
      return new Judgement() {
        @Override
        public Outcome judge(QualityFacts facts) {
          return whole.judge(facts);
        }

        @Override
        public Ending end(QualityFacts facts) {
          return end.apply(facts);
        }
      };
    }
  }

  static final Set<Site> EVERYWHERE = EnumSet.allOf(Site.class);

  /// A rule of Mercado Pago's own checklist.
  static QualityRule official(
      String id,
      String name,
      Aspect aspect,
      Severity severity,
      Set<Product> products,
      Judgement judgement) {
    return new QualityRule(
        new CheckInfo(id, Requirement.QUALITY, aspect, severity, name, OFFICIAL),
        null,
        null,
        null,
        products,
        EVERYWHERE,
        judgement);
  }

  /// A rule of Pasaje's, from public advice; never scored.
  static QualityRule ours(
      String id, Aspect aspect, Set<Product> products, String source, Judgement judgement) {
    return new QualityRule(
        new CheckInfo(id, Requirement.QUALITY, aspect, Severity.BEST_PRACTICE, null, source),
        null,
        null,
        null,
        products,
        EVERYWHERE,
        judgement);
  }

  /// The same without a name of Mercado Pago's.
  QualityRule unnamed(String source) {
    return new QualityRule(
        new CheckInfo(info.id(), info.requirement(), info.aspect(), info.severity(), null, source),
        directAspect,
        directName,
        tillName,
        products,
        sites,
        judgement);
  }

  QualityRule directly(@Nullable Aspect aspect, @Nullable String name) {
    return new QualityRule(info, aspect, name, tillName, products, sites, judgement);
  }

  QualityRule atTill(String name) {
    return new QualityRule(info, directAspect, directName, name, products, sites, judgement);
  }

  QualityRule only(Set<Site> where) {
    return new QualityRule(info, directAspect, directName, tillName, products, where, judgement);
  }

  boolean concerns(Product product) {
    return products.contains(product);
  }

  /// The rule as one product sees it.
  CheckInfo info(Product product) {
    boolean direct =
        switch (product) {
          case CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, WOOCOMMERCE, SUBSCRIPTIONS -> false;
          case CHECKOUT_API, CHECKOUT_API_ORDERS, BRICKS, POINT, POINT_ORDERS, QR, QR_ORDERS ->
              true;
        };
    if (tillName != null && (product == Product.POINT || product == Product.POINT_ORDERS)) {
      return new CheckInfo(
          info.id(), info.requirement(), info.aspect(), info.severity(), tillName, info.source());
    }
    if (!direct || (directAspect == null && directName == null)) {
      return info;
    }
    return new CheckInfo(
        info.id(),
        info.requirement(),
        directAspect == null ? info.aspect() : directAspect,
        info.severity(),
        directName == null ? info.officialName() : directName,
        info.source());
  }

  /// Whether it is for every site, so that nothing has to be asked before it is judged.
  boolean unconditional(Product product) {
    return concerns(product)
        && sites.size() == EVERYWHERE.size()
        && !(product == Product.POINT && judgement instanceof EveryItem);
  }

  /// How [#evaluate] ends.
  Ending end(QualityFacts facts) {
    Outcome exclusion = exclusion(facts);
    return exclusion == null ? judgement.end(facts) : Ending.of(exclusion);
  }

  @Override
  public Outcome evaluate(QualityFacts facts) {
    Outcome exclusion = exclusion(facts);
    return exclusion == null
        ? PluginGap.explained(info.id(), facts, judgement.judge(facts))
        : exclusion;
  }

  /// The outcome for whom the rule is not; null when it is for them.
  private @Nullable Outcome exclusion(QualityFacts facts) {
    // The weights have items for both ways of Point; an intent of the old one carries none.
    boolean noItems = facts.product() == Product.POINT && judgement instanceof EveryItem;
    if (!concerns(facts.product()) || noItems) {
      return OTHER_PRODUCT;
    }
    if (sites.size() < EVERYWHERE.size()) {
      if (facts.siteId().isEmpty()) {
        return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE);
      }
      if (!sites.contains(facts.siteId().get())) {
        return Outcome.notApplicable(Inapplicability.OTHER_SITE);
      }
    }
    return null;
  }
}
