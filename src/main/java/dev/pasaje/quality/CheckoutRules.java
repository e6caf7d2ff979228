// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.BUYER_EXPERIENCE;
import static dev.pasaje.check.Aspect.SCALABILITY;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.SUBSCRIPTIONS;
import static dev.pasaje.integration.Product.WOOCOMMERCE;
import static dev.pasaje.quality.Place.order;
import static dev.pasaje.quality.Place.ownPayment;
import static dev.pasaje.quality.Place.preapproval;
import static dev.pasaje.quality.Place.preference;
import static dev.pasaje.quality.Presence.Group.together;
import static dev.pasaje.quality.Rows.BROAD;
import static dev.pasaje.quality.Rows.CARD_FORM;
import static dev.pasaje.quality.Rows.HOSTED;
import static dev.pasaje.quality.Rows.ONLINE;
import static dev.pasaje.quality.Rows.SINGLE;
import static dev.pasaje.quality.Rows.official;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;
import static dev.pasaje.quality.Rows.scoredOurs;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// Rows of the rules table about how buyers pay: the checkout itself, its links and its limits.
final class CheckoutRules {
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
          ours("auto-return", BUYER_EXPERIENCE, HOSTED, new AutoReturn()),
          scored(
              "back-urls",
              "back_urls",
              BUYER_EXPERIENCE,
              Presence.anyGroup(
                  together(
                      preference("back_urls.success"),
                      preference("back_urls.failure"),
                      preference("back_urls.pending")))),
          ours(
              "back-urls-https",
              SECURITY,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, BRICKS, SUBSCRIPTIONS, WOOCOMMERCE),
              EveryValue.of(
                  Rows::secure,
                  "https://…",
                  preference("back_urls.success"),
                  preference("back_urls.failure"),
                  preference("back_urls.pending"),
                  order("config.online.success_url"),
                  order("config.online.failure_url"),
                  order("config.online.pending_url"),
                  preapproval("back_url"),
                  ownPayment("back_url"),
                  ownPayment("callback_url"))),
          scored(
              "back-urls-orders",
              "back_urls",
              BUYER_EXPERIENCE,
              Presence.anyGroup(
                  together(
                      order("config.online.success_url"),
                      order("config.online.failure_url"),
                      order("config.online.pending_url")))),
          official("binary-mode-choice", "binary_mode", BUYER_EXPERIENCE, SINGLE, new BinaryMode()),
          official(
              "checkout-modal",
              "modal",
              BUYER_EXPERIENCE,
              EnumSet.of(CHECKOUT_PRO, WOOCOMMERCE),
              Declaration.orSeen(
                  "redirect-ok",
                  facts -> Rows.page("site.page.modal", facts.evidence().site().modal()))),
          official(
              "date-of-expiration",
              "date_of_expiration",
              BUYER_EXPERIENCE,
              BROAD,
              new DateOfExpiration()),
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
              SINGLE,
              Declaration.orSeen(
                  "mp-logo", facts -> Rows.page("site.page.logo", facts.evidence().site().logo()))),
          official(
              "preference-expiration", "expiration", BUYER_EXPERIENCE, HOSTED, new OfferWindow()),
          official(
              "response-messages",
              "response_messages",
              BUYER_EXPERIENCE,
              BROAD,
              Declaration.of("response-messages")),
          ours("return-not-trusted", SECURITY, HOSTED, Declaration.of("return-not-trusted")),
          ours(
              "sandbox-init-point",
              SCALABILITY,
              EnumSet.of(CHECKOUT_PRO, WOOCOMMERCE),
              Rows.noSandboxLink()),
          official(
              "shipment-amount", "shipment_amount", BUYER_EXPERIENCE, HOSTED, new ShipmentAmount()),
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
                  text ->
                      text.length() <= 13 && !Rows.GENERIC.contains(text.toLowerCase(Locale.ROOT)),
                  "≤ 13, ≠ MERCADOPAGO",
                  ownPayment("statement_descriptor"),
                  preference("statement_descriptor"),
                  order("config.statement_descriptor"))),
          scoredOurs(
              "sub-back-url",
              BUYER_EXPERIENCE,
              Presence.anyOf(preapproval("back_url"), ownPayment("back_url"))));

  private CheckoutRules() {}
}
