// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.PAYMENT_APPROVAL;
import static dev.pasaje.check.Aspect.SCALABILITY;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_API_ORDERS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.POINT;
import static dev.pasaje.integration.Product.POINT_ORDERS;
import static dev.pasaje.integration.Product.QR;
import static dev.pasaje.integration.Product.QR_ORDERS;
import static dev.pasaje.quality.Place.ownPayment;
import static dev.pasaje.quality.Rows.ALL;
import static dev.pasaje.quality.Rows.HOSTED;
import static dev.pasaje.quality.Rows.SINGLE;
import static dev.pasaje.quality.Rows.official;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;

import java.util.EnumSet;
import java.util.List;

/// Rows of the rules table about the page, the credentials and the requests.
final class SafetyRules {
  static final List<QualityRule> ROWS =
      List.of(
          scored("back-end-sdk", "back_end_sdk", SCALABILITY, new BackEndSdk()),
          ours(
              "card-inputs-no-name",
              SECURITY,
              EnumSet.of(CHECKOUT_API),
              Measured.page("namedCardInputs", false, SiteFacts.Details::namedCardInputs)),
          ours(
              "checkout-https",
              SECURITY,
              SINGLE,
              Measured.page("https", true, SiteFacts.Details::https)),
          official(
              "front-end-sdk-pro",
              "front_end_sdk_pro",
              SCALABILITY,
              HOSTED,
              Measured.frontEndSdk()),
          ours(
              "idempotency-key",
              SECURITY,
              EnumSet.of(
                  CHECKOUT_API,
                  BRICKS,
                  CHECKOUT_API_ORDERS,
                  CHECKOUT_PRO_ORDERS,
                  POINT_ORDERS,
                  QR_ORDERS),
              new HeaderSent("X-Idempotency-Key")),
          scored(
              "issuer-id",
              "issuer_id",
              PAYMENT_APPROVAL,
              new WhenCard(Presence.anyOf(ownPayment("issuer_id")))),
          ours(
              "live-credentials",
              SECURITY,
              ALL,
              QualityRule.Judgement.of(Traffic::live, Traffic::endOfLive)),
          ours(
              "mpjs-not-self-hosted", SECURITY, EnumSet.of(CHECKOUT_API, BRICKS), Traffic::ownCopy),
          ours(
              "orders-api-migration",
              SCALABILITY,
              EnumSet.of(CHECKOUT_API, QR, POINT),
              QualityRule.Judgement.of(Traffic::ordersApi, Traffic::endOfOrdersApi)),
          scored("secure-form", "secure_form", SECURITY, new WhenCard(new SecureForm())),
          scored("ssl-certificate", "ssl", SECURITY, Measured.certificate()),
          scored("tls-version", "tls", SECURITY, Measured.protocol()),
          ours(
                  "token-in-header",
                  SECURITY,
                  ALL,
                  QualityRule.Judgement.beside("token-in-header", Traffic::tokenInHeader))
              .atTill("header_token_point"),
          ours(
              "token-not-in-client",
              SECURITY,
              ALL,
              Measured.page("secretShown", false, SiteFacts.Details::secretShown)),
          scored("web-front-end-sdk", "web_front_end_sdk", SCALABILITY, Measured.frontEndSdk()));

  private SafetyRules() {}
}
