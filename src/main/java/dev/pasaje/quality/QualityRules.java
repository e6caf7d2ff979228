// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.BUYER_EXPERIENCE;
import static dev.pasaje.check.Aspect.PAYMENT_APPROVAL;
import static dev.pasaje.check.Aspect.RECONCILIATION;
import static dev.pasaje.check.Aspect.SCALABILITY;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_API_ORDERS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.WOOCOMMERCE;
import static dev.pasaje.quality.Place.hiddenInOrder;
import static dev.pasaje.quality.Place.hiddenInPayment;
import static dev.pasaje.quality.Place.order;
import static dev.pasaje.quality.Place.ownPayment;
import static dev.pasaje.quality.Place.payment;
import static dev.pasaje.quality.Place.preference;
import static dev.pasaje.quality.Presence.Group.together;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.Evidence;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules table of domain/quality.md as code, sorted by id.
///
/// A rule that only asks for something to be present is a row; one that reasons has a class. A
/// scored rule belongs to the products that weigh it ([Weights]).
final class QualityRules {
  private static final Set<Product> HOSTED =
      EnumSet.of(CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, WOOCOMMERCE);
  private static final Set<Product> CARD_FORM =
      EnumSet.of(CHECKOUT_API, BRICKS, CHECKOUT_API_ORDERS);
  private static final Set<Product> ONLINE =
      EnumSet.of(
          CHECKOUT_PRO,
          CHECKOUT_PRO_ORDERS,
          WOOCOMMERCE,
          CHECKOUT_API,
          BRICKS,
          CHECKOUT_API_ORDERS);
  private static final Set<Product> ALL = EnumSet.allOf(Product.class);

  /// Syntax good enough to tell a buyer's address from a placeholder; length: RFC 5321.
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}");

  /// domain/quality.md B5, 23 values; some senders write a blank or a dash instead of `_`.
  private static final Set<String> CATEGORIES =
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

  /// Names that tell the buyer nothing; domain/quality.md B5.
  private static final Set<String> GENERIC = Set.of("mercadopago", "mercado pago", "mercadolibre");

  static final List<QualityRule> ROWS =
      List.of(
          official(
              "ads-tracks",
              "marketing_information",
              BUYER_EXPERIENCE,
              HOSTED,
              ListedOrDeclared.of("no-ads", preference("tracks"), order("config.online.tracks"))),
          official(
              "auth-capture",
              "auth_and_capt",
              BUYER_EXPERIENCE,
              CARD_FORM,
              new WhenCard(new Reservation())),
          scored("back-end-sdk", "back_end_sdk", SCALABILITY, new BackEndSdk()),
          scored(
              "back-urls",
              "back_urls",
              BUYER_EXPERIENCE,
              Presence.anyGroup(
                  together(
                      preference("back_urls.success"),
                      preference("back_urls.failure"),
                      preference("back_urls.pending")),
                  together(
                      order("config.online.success_url"),
                      order("config.online.failure_url"),
                      order("config.online.pending_url")),
                  together(ownPayment("back_url")))),
          ours(
              "back-urls-https",
              SECURITY,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_PRO_ORDERS),
              EveryValue.of(
                  QualityRules::secure,
                  "https://…",
                  preference("back_urls.success"),
                  preference("back_urls.failure"),
                  preference("back_urls.pending"),
                  order("config.online.success_url"),
                  order("config.online.failure_url"),
                  order("config.online.pending_url"))),
          official(
              "binary-mode-choice",
              "binary_mode",
              BUYER_EXPERIENCE,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_API, BRICKS, WOOCOMMERCE),
              new BinaryMode()),
          official(
              "cancellation-api",
              "cancellation_api",
              RECONCILIATION,
              ONLINE,
              Declaration.of("cancellation-api")),
          official(
              "chargebacks-api",
              "chargebacks_api",
              RECONCILIATION,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_API, BRICKS, WOOCOMMERCE),
              Declaration.orSeen("chargebacks-api", QualityRules::chargebackTopic)),
          official(
              "checkout-modal",
              "modal",
              BUYER_EXPERIENCE,
              EnumSet.of(CHECKOUT_PRO, WOOCOMMERCE),
              Declaration.orSeen(
                  "redirect-ok",
                  facts -> page("site.page.modal", facts.evidence().site().modal()))),
          official(
              "date-of-expiration",
              "date_of_expiration",
              BUYER_EXPERIENCE,
              ONLINE,
              new DateOfExpiration()),
          scored("device-id", "device_id", PAYMENT_APPROVAL, new DeviceId()),
          official(
              "excluded-payment-methods",
              "excluded_payment_methods",
              BUYER_EXPERIENCE,
              HOSTED,
              ListedOrDeclared.of(
                  "accepts-all",
                  preference("payment_methods.excluded_payment_methods"),
                  order("config.payment_method.not_allowed_ids"))),
          official(
              "excluded-payment-types",
              "excluded_payment_types",
              BUYER_EXPERIENCE,
              HOSTED,
              ListedOrDeclared.of(
                  "accepts-all",
                  preference("payment_methods.excluded_payment_types"),
                  order("config.payment_method.not_allowed_types"))),
          scored(
              "external-reference",
              "external_reference",
              RECONCILIATION,
              Presence.anyOf(
                  payment("external_reference"),
                  preference("external_reference"),
                  order("external_reference"),
                  Place.merchantOrder("external_reference"))),
          official(
              "front-end-sdk-pro",
              "front_end_sdk_pro",
              SCALABILITY,
              HOSTED,
              Measured.frontEndSdk()),
          ours(
              "idempotency-key",
              SECURITY,
              EnumSet.of(CHECKOUT_API, BRICKS, CHECKOUT_API_ORDERS, CHECKOUT_PRO_ORDERS),
              new HeaderSent("X-Idempotency-Key")),
          scored(
              "issuer-id",
              "issuer_id",
              PAYMENT_APPROVAL,
              new WhenCard(Presence.anyOf(ownPayment("issuer_id")))),
          scored(
              "item-category-id",
              "item_category_id",
              PAYMENT_APPROVAL,
              EveryItem.where(
                  "category_id",
                  "",
                  (item, options) ->
                      item.text("category_id")
                          .filter(c -> !options.listedCategoriesOnly() || listed(c))
                          .isPresent())),
          scored(
              "item-description",
              "item_description",
              PAYMENT_APPROVAL,
              EveryItem.has("description")),
          // Orders call the merchant's id of an item `external_code` (A5).
          scored(
              "item-id",
              "item_id",
              PAYMENT_APPROVAL,
              EveryItem.where(
                  "id",
                  "",
                  (item, _) -> item.text("id").or(() -> item.text("external_code")).isPresent())),
          scored(
                  "item-quantity",
                  "item_quantity",
                  BUYER_EXPERIENCE,
                  EveryItem.where(
                      "quantity", "≥ 1", (item, _) -> atLeast(item, "quantity", BigDecimal.ONE)))
              .directly(PAYMENT_APPROVAL, null),
          scored("item-title", "item_title", PAYMENT_APPROVAL, EveryItem.has("title")),
          scored(
                  "item-unit-price",
                  "item_unit_price",
                  BUYER_EXPERIENCE,
                  EveryItem.where(
                      "unit_price",
                      "> 0",
                      (item, _) ->
                          item.decimal("unit_price").filter(p -> p.signum() > 0).isPresent()))
              .directly(PAYMENT_APPROVAL, null),
          ours(
              "live-credentials",
              SECURITY,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_API, BRICKS, WOOCOMMERCE),
              Presence.anyOf(payment("live_mode")).accepting("true"::equals, "true")),
          official(
              "max-installments",
              "max_installments",
              BUYER_EXPERIENCE,
              HOSTED,
              Presence.anyOf(
                  preference("payment_methods.installments"),
                  order("config.payment_method.max_installments"))),
          official(
              "mp-logo",
              "logos",
              BUYER_EXPERIENCE,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_API, BRICKS, WOOCOMMERCE),
              Declaration.orSeen(
                  "mp-logo", facts -> page("site.page.logo", facts.evidence().site().logo()))),
          official(
              "payer-address",
              "address",
              PAYMENT_APPROVAL,
              ONLINE,
              Presence.anyGroup(
                      together(
                          hiddenInPayment("payer.address.zip_code"),
                          hiddenInPayment("payer.address.street_name")),
                      together(
                          hiddenInPayment("additional_info.payer.address.zip_code"),
                          hiddenInPayment("additional_info.payer.address.street_name")),
                      together(
                          preference("payer.address.zip_code"),
                          preference("payer.address.street_name")),
                      together(
                          hiddenInOrder("payer.address.zip_code"),
                          hiddenInOrder("payer.address.street_name")))
                  .ofAPerson()),
          scored(
              "payer-email",
              "email",
              PAYMENT_APPROVAL,
              Presence.anyOf(
                      hiddenInPayment("payer.email"),
                      hiddenInPayment("payer_email"),
                      preference("payer.email"),
                      hiddenInOrder("payer.email"))
                  .accepting(text -> text.length() < 254 && EMAIL.matcher(text).matches(), "…@….…")
                  .ofAPerson()),
          ours(
              "payer-email-real",
              PAYMENT_APPROVAL,
              ONLINE,
              EveryValue.of(
                      email -> !email.toLowerCase(Locale.ROOT).endsWith("@testuser.com"),
                      "≠ @testuser.com",
                      hiddenInPayment("payer.email"),
                      preference("payer.email"),
                      hiddenInOrder("payer.email"))
                  .ofAPerson()),
          scored(
              "payer-first-name",
              "payer_first_name",
              PAYMENT_APPROVAL,
              // A preference says name and surname where Mercado Pago's remedy says first_name and
              // last_name (A3, "field-name trap"): either counts.
              Presence.anyOf(
                      hiddenInPayment("payer.first_name"),
                      hiddenInPayment("additional_info.payer.first_name"),
                      preference("payer.name"),
                      preference("payer.first_name"),
                      hiddenInOrder("payer.first_name"))
                  .ofAPerson()),
          official(
              "payer-id-saved-card",
              "payer_id_/_customer_id",
              PAYMENT_APPROVAL,
              CARD_FORM,
              new WhenCard(new SavedCardPayer())),
          official(
                  "payer-identification",
                  "payer_identification",
                  PAYMENT_APPROVAL,
                  ONLINE,
                  identification())
              .only(EnumSet.complementOf(EnumSet.of(Site.MLM))),
          official(
                  "payer-identification-mlm",
                  "payer_identification_mlm",
                  PAYMENT_APPROVAL,
                  ONLINE,
                  identification())
              .only(EnumSet.of(Site.MLM)),
          scored(
              "payer-last-name",
              "payer_last_name",
              PAYMENT_APPROVAL,
              Presence.anyOf(
                      hiddenInPayment("payer.last_name"),
                      hiddenInPayment("additional_info.payer.last_name"),
                      preference("payer.surname"),
                      preference("payer.last_name"),
                      hiddenInOrder("payer.last_name"))
                  .ofAPerson()),
          official(
              "payer-phone",
              "payer_phone",
              PAYMENT_APPROVAL,
              ONLINE,
              Presence.anyOf(
                      hiddenInPayment("additional_info.payer.phone.number"),
                      hiddenInPayment("payer.phone.number"),
                      preference("payer.phone.number"),
                      hiddenInOrder("payer.phone.number"))
                  .ofAPerson()),
          official(
              "payment-requery",
              "payment_get_or_search_api",
              RECONCILIATION,
              ALL,
              Declaration.orSeen(
                  "payment-requery",
                  facts ->
                      setting(
                          "webhooks.requeried",
                          facts.evidence().part("webhooks").flag("requeried")))),
          official(
              "preference-expiration", "expiration", BUYER_EXPERIENCE, HOSTED, new OfferWindow()),
          official(
              "refunds-api", "refunds_api", RECONCILIATION, ALL, Declaration.of("refunds-api")),
          official(
              "report-all-transactions",
              "release",
              RECONCILIATION,
              ALL,
              Declaration.of("report-all-transactions")),
          official(
              "report-settlement",
              "settlement",
              RECONCILIATION,
              ALL,
              Declaration.of("report-settlement")),
          official(
              "response-messages",
              "response_messages",
              BUYER_EXPERIENCE,
              ONLINE,
              Declaration.of("response-messages")),
          scored("secure-form", "secure_form", SECURITY, new WhenCard(new SecureForm())),
          official(
              "shipment-amount", "shipment_amount", BUYER_EXPERIENCE, HOSTED, new ShipmentAmount()),
          scored("ssl-certificate", "ssl", SECURITY, Measured.certificate()),
          scored(
                  "statement-descriptor",
                  "statement_descriptor_/_soft_descriptor",
                  BUYER_EXPERIENCE,
                  new WhenCard(
                      Presence.anyOf(
                          ownPayment("statement_descriptor"),
                          preference("statement_descriptor"),
                          order("config.statement_descriptor"),
                          order("transactions.payments.0.payment_method.statement_descriptor"))))
              .directly(null, "statement_descriptor"),
          ours(
              "statement-descriptor-quality",
              BUYER_EXPERIENCE,
              ONLINE,
              // Limits differ by source, 13 is the least of them (B5, C2).
              EveryValue.of(
                  text -> text.length() <= 13 && !GENERIC.contains(text.toLowerCase(Locale.ROOT)),
                  "≤ 13, ≠ MERCADOPAGO",
                  ownPayment("statement_descriptor"),
                  preference("statement_descriptor"),
                  order("config.statement_descriptor"))),
          scored("tls-version", "tls", SECURITY, Measured.protocol()),
          scored("web-front-end-sdk", "web_front_end_sdk", SCALABILITY, Measured.frontEndSdk()),
          scored("webhooks-configured", "webhooks_ipn", RECONCILIATION, new WebhooksConfigured()));

  private QualityRules() {}

  private static QualityRule scored(
      String id, String name, Aspect aspect, QualityRule.Judgement judgement) {
    Set<Product> products = EnumSet.noneOf(Product.class);
    for (Product product : Product.values()) {
      if (Weights.of(id, product) > 0) {
        products.add(product);
      }
    }
    return QualityRule.official(id, name, aspect, Weights.severity(id), products, judgement);
  }

  private static QualityRule official(
      String id,
      String name,
      Aspect aspect,
      Set<Product> products,
      QualityRule.Judgement judgement) {
    return QualityRule.official(id, name, aspect, Weights.severity(id), products, judgement);
  }

  private static QualityRule ours(
      String id, Aspect aspect, Set<Product> products, QualityRule.Judgement judgement) {
    return QualityRule.ours(
        id,
        aspect,
        products,
        "Pasaje, after mercadopago.com/developers, integration-quality",
        judgement);
  }

  private static boolean secure(String address) {
    return address.toLowerCase(Locale.ROOT).startsWith("https://");
  }

  private static Presence identification() {
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

  private static boolean atLeast(Tree item, String field, BigDecimal least) {
    return item.decimal(field).filter(number -> number.compareTo(least) >= 0).isPresent();
  }

  static boolean listed(String category) {
    return CATEGORIES.contains(category.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_"));
  }

  private static Optional<Evidence> chargebackTopic(QualityFacts facts) {
    return facts.evidence().part("webhooks").list("topics").stream()
        .flatMap(topic -> topic.text().stream())
        .filter(topic -> topic.contains("chargebacks"))
        .findFirst()
        .map(topic -> Evidence.setting("webhooks.topics", topic));
  }

  private static Optional<Evidence> page(String where, Optional<Boolean> seen) {
    return seen.filter(Boolean::booleanValue)
        .map(_ -> new Evidence(Evidence.Kind.PAGE, where, "true", null));
  }

  private static Optional<Evidence> setting(String where, Optional<Boolean> seen) {
    return seen.filter(Boolean::booleanValue).map(_ -> Evidence.setting(where, "true"));
  }
}
