// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.PAYMENT_APPROVAL;
import static dev.pasaje.check.Aspect.RECONCILIATION;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_API_ORDERS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.POINT_ORDERS;
import static dev.pasaje.integration.Product.QR_ORDERS;
import static dev.pasaje.quality.Rows.ALL;
import static dev.pasaje.quality.Rows.BROAD;
import static dev.pasaje.quality.Rows.CARD_FORM;
import static dev.pasaje.quality.Rows.ours;

import java.util.EnumSet;
import java.util.List;

/// Rows of the rules table about risk, 3DS and what the other payments of a time show.
final class RiskRules {
  static final List<QualityRule> ROWS =
      List.of(
          ours(
              "duplicate-rejects",
              RECONCILIATION,
              EnumSet.of(CHECKOUT_API, BRICKS),
              History.duplicates()),
          ours("external-reference-unique", RECONCILIATION, ALL, History.uniqueReference()),
          ours("high-risk-share", PAYMENT_APPROVAL, BROAD, History.highRisk()),
          ours(
              "max-attempts-rejects",
              SECURITY,
              EnumSet.of(
                  CHECKOUT_API,
                  BRICKS,
                  CHECKOUT_PRO_ORDERS,
                  CHECKOUT_API_ORDERS,
                  POINT_ORDERS,
                  QR_ORDERS),
              History.attempts()),
          ours(
              "three-ds-binary-conflict",
              PAYMENT_APPROVAL,
              EnumSet.of(CHECKOUT_API, BRICKS),
              new WhenCard(new ThreeDs(true))),
          ours("three-ds-enabled", PAYMENT_APPROVAL, CARD_FORM, new WhenCard(new ThreeDs(false))),
          ours(
              "three-ds-mandatory-rejects",
              PAYMENT_APPROVAL,
              EnumSet.of(CHECKOUT_API, BRICKS),
              History.threeDs()));

  private RiskRules() {}
}
