// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.BUYER_EXPERIENCE;
import static dev.pasaje.check.Aspect.RECONCILIATION;
import static dev.pasaje.check.Aspect.SCALABILITY;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.integration.Product.POINT;
import static dev.pasaje.integration.Product.POINT_ORDERS;
import static dev.pasaje.integration.Product.QR;
import static dev.pasaje.integration.Product.WOOCOMMERCE;
import static dev.pasaje.quality.Place.order;
import static dev.pasaje.quality.Place.payment;
import static dev.pasaje.quality.Rows.official;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;
import static dev.pasaje.quality.Rows.scoredOurs;

import java.util.EnumSet;
import java.util.List;

/// Rows of the rules table about terminals, codes and integrators.
final class TillRules {
  static final List<QualityRule> ROWS =
      List.of(
          scored(
              "centralized-credentials",
              "Centralized credentials",
              SECURITY,
              Declaration.of("centralized-credentials")),
          official(
              "configurable-credentials",
              "Configurable credentials",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.of("configurable-credentials")),
          official(
              "integrator-id",
              "integrator_id",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS, WOOCOMMERCE),
              Traffic.named(
                  "X-Integrator-Id",
                  payment("integrator_id"),
                  order("integration_data.integrator_id"))),
          scored("pdv-order", "payment_intent_id", SCALABILITY, Till::sentToTerminal),
          official(
              "platform-id",
              "platform_id/sponsor_id",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS, QR, WOOCOMMERCE),
              Traffic.named(
                  "X-Platform-Id",
                  payment("platform_id"),
                  payment("sponsor_id"),
                  order("integration_data.platform_id"),
                  order("integration_data.sponsor.id"))),
          ours("point-action-required", RECONCILIATION, EnumSet.of(POINT_ORDERS), Till::resolved),
          official(
              "point-cancel",
              "cancel_payment_intent",
              BUYER_EXPERIENCE,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orCalled(
                  "point-cancel",
                  "POST",
                  "/v1/orders/[^/]+/cancel",
                  "DELETE",
                  "/point/integration-api/devices/[^/]+/payment-intents/[^/]+")),
          official(
              "point-device-alert",
              "alert_device_system",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.of("point-device-alert")),
          official(
              "point-list-devices",
              "List Devices",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orCalled(
                  "point-list-devices",
                  "GET",
                  "/terminals/v1/list",
                  "GET",
                  "/point/integration-api/devices")),
          official(
              "point-logs",
              "Logs",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.of("point-logs")),
          official(
              "point-manual-implementation",
              "implementation_users_manual",
              BUYER_EXPERIENCE,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.of("point-manual-implementation")),
          official(
              "point-manual-operation",
              "Operation User's Manual",
              BUYER_EXPERIENCE,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.of("point-manual-operation")),
          scored("point-payment", "point_payment", BUYER_EXPERIENCE, Till::collected),
          official(
              "point-refund-till",
              "refunds",
              RECONCILIATION,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orCalled(
                  "point-refund-till",
                  "POST",
                  "/v1/orders/[^/]+/refund",
                  "POST",
                  "/v1/payments/[^/]+/refunds")),
          official(
              "point-rejected-case",
              "Case 2",
              BUYER_EXPERIENCE,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orSeen("point-rejected-case", Till::rejected)),
          official(
              "point-search-api",
              "Search API",
              RECONCILIATION,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orCalled(
                  "point-search-api",
                  "GET",
                  "/v1/orders(?:/[^/]+)?",
                  "GET",
                  "/v1/payments/.+",
                  "GET",
                  "/point/integration-api/payment-intents/.+")),
          official(
              "point-switch-mode",
              "Switch device mode",
              SCALABILITY,
              EnumSet.of(POINT, POINT_ORDERS),
              Declaration.orCalled(
                  "point-switch-mode",
                  "PATCH",
                  "/terminals/v1/setup",
                  "PATCH",
                  "/point/integration-api/devices/[^/]+")),
          scored(
              "pos-api",
              "API for POS creation",
              SCALABILITY,
              Declaration.orCalled("pos-api", "POST", "/pos", "PUT", "/pos/[^/]+")),
          scoredOurs("qr-order-created", BUYER_EXPERIENCE, Till::paidByCode),
          scored(
              "store-api",
              "API for store creation",
              SCALABILITY,
              Declaration.orCalled(
                  "store-api", "POST", "/users/[^/]+/stores", "PUT", "/users/[^/]+/stores/[^/]+")));

  private TillRules() {}
}
