// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_API_ORDERS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.POINT_ORDERS;
import static dev.pasaje.integration.Product.QR_ORDERS;
import static dev.pasaje.integration.Product.SUBSCRIPTIONS;
import static dev.pasaje.integration.Product.WOOCOMMERCE;
import static dev.pasaje.quality.Place.hiddenInOrder;
import static dev.pasaje.quality.Place.hiddenInPayment;
import static dev.pasaje.quality.Place.preference;
import static dev.pasaje.quality.Presence.Group.together;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the rows of the rules table share: for which products, and how a row is made.
///
/// The plugin makes preferences, so it has what Checkout Pro has (domain/quality.md A5).
final class Rows {
  private static final String OUR_SOURCE =
      "Pasaje, after mercadopago.com/developers, integration-quality";

  static final Set<Product> HOSTED = EnumSet.of(CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, WOOCOMMERCE);
  static final Set<Product> CARD_FORM = EnumSet.of(CHECKOUT_API, BRICKS, CHECKOUT_API_ORDERS);

  /// Without Orders: the table's "pro, api, bricks".
  static final Set<Product> SINGLE = EnumSet.of(CHECKOUT_PRO, CHECKOUT_API, BRICKS, WOOCOMMERCE);

  static final Set<Product> ONLINE =
      EnumSet.of(
          CHECKOUT_PRO,
          CHECKOUT_PRO_ORDERS,
          WOOCOMMERCE,
          CHECKOUT_API,
          BRICKS,
          CHECKOUT_API_ORDERS);
  static final Set<Product> ONLINE_AND_SUBSCRIPTIONS =
      EnumSet.of(
          CHECKOUT_PRO,
          CHECKOUT_PRO_ORDERS,
          WOOCOMMERCE,
          CHECKOUT_API,
          BRICKS,
          CHECKOUT_API_ORDERS,
          SUBSCRIPTIONS);

  /// The table's "api, bricks, orders products".
  static final Set<Product> DIRECT =
      EnumSet.of(
          CHECKOUT_API, BRICKS, CHECKOUT_PRO_ORDERS, CHECKOUT_API_ORDERS, POINT_ORDERS, QR_ORDERS);

  /// The table's "pro, api, bricks, orders products".
  static final Set<Product> BROAD =
      EnumSet.of(
          CHECKOUT_PRO,
          WOOCOMMERCE,
          CHECKOUT_API,
          BRICKS,
          CHECKOUT_PRO_ORDERS,
          CHECKOUT_API_ORDERS,
          POINT_ORDERS,
          QR_ORDERS);

  static final Set<Product> ALL = EnumSet.allOf(Product.class);

  /// Names that tell the buyer nothing; domain/quality.md B5.
  static final Set<String> GENERIC = Set.of("mercadopago", "mercado pago", "mercadolibre");

  private Rows() {}

  static QualityRule scored(
      String id, String name, Aspect aspect, QualityRule.Judgement judgement) {
    return QualityRule.official(id, name, aspect, Weights.severity(id), weighing(id), judgement);
  }

  /// Scored by us, though no list of Mercado Pago's for the product is public.
  static QualityRule scoredOurs(String id, Aspect aspect, QualityRule.Judgement judgement) {
    return QualityRule.official(id, "-", aspect, Weights.severity(id), weighing(id), judgement)
        .unnamed(OUR_SOURCE);
  }

  private static Set<Product> weighing(String id) {
    Set<Product> products = EnumSet.noneOf(Product.class);
    for (Product product : Product.values()) {
      if (Weights.of(id, product) > 0) {
        products.add(product);
      }
    }
    return products;
  }

  static QualityRule official(
      String id,
      String name,
      Aspect aspect,
      Set<Product> products,
      QualityRule.Judgement judgement) {
    return QualityRule.official(id, name, aspect, Weights.severity(id), products, judgement);
  }

  static QualityRule ours(
      String id, Aspect aspect, Set<Product> products, QualityRule.Judgement judgement) {
    return QualityRule.ours(id, aspect, products, OUR_SOURCE, judgement);
  }

  static boolean secure(String address) {
    return address.toLowerCase(Locale.ROOT).startsWith("https://");
  }

  static boolean email(String text) {
    // `x@y.zz`: one @, no blank, a dot behind it with two letters after the last; length: RFC 5321.
    int at = text.indexOf('@');
    int dot = text.lastIndexOf('.');
    if (text.length() >= 254 || at < 1 || dot < at + 2 || text.length() - dot < 3) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == ' ' || (letter >= '\t' && letter <= '\r') || (letter == '@' && i != at)) {
        return false;
      }
    }
    return true;
  }

  static Presence identification() {
    return Presence.anyGroup(
            together(
                hiddenInPayment("payer.identification.type"),
                hiddenInPayment("payer.identification.number")),
            together(
                preference("payer.identification.type"), preference("payer.identification.number")),
            together(
                hiddenInOrder("payer.identification.type"),
                hiddenInOrder("payer.identification.number")))
        .ofAPerson();
  }

  static boolean atLeast(Tree item, String field, BigDecimal least) {
    return item.decimal(field).filter(number -> number.compareTo(least) >= 0).isPresent();
  }

  /// A script on the page, or the header that carries what it found.
  static QualityRule.Judgement deviceOnHosted() {
    Measured scripts = Measured.deviceScripts();
    return facts ->
        facts
            .header(DeviceId.HEADER)
            .<Outcome>map(
                value -> Outcome.passed(Evidence.header(DeviceId.HEADER, Presence.masked(value))))
            .orElseGet(() -> scripts.judge(facts));
  }

  /// The page shows it; otherwise only the merchant can tell.
  static QualityRule.Judgement noSandboxLink() {
    Measured link = Measured.page("sandboxLink", false, SiteFacts.Details::sandboxLink);
    return facts ->
        facts.evidence().site().details().sandboxLink().isPresent()
            ? link.judge(facts)
            : Declaration.of("sandbox-init-point").judge(facts);
  }

  static Optional<Evidence> page(String where, Optional<Boolean> seen) {
    return seen.filter(Boolean::booleanValue)
        .map(_ -> new Evidence(Evidence.Kind.PAGE, where, "true", null));
  }
}
