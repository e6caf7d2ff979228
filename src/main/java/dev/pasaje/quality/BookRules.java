// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.RECONCILIATION;
import static dev.pasaje.check.Aspect.SECURITY;
import static dev.pasaje.quality.Place.order;
import static dev.pasaje.quality.Place.payment;
import static dev.pasaje.quality.Place.paymentIntent;
import static dev.pasaje.quality.Place.preapproval;
import static dev.pasaje.quality.Place.preference;
import static dev.pasaje.quality.Rows.ALL;
import static dev.pasaje.quality.Rows.BROAD;
import static dev.pasaje.quality.Rows.SINGLE;
import static dev.pasaje.quality.Rows.official;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;

import java.util.List;

/// Rows of the rules table about notifications, references and the books.
final class BookRules {
  static final List<QualityRule> ROWS =
      List.of(
          official(
              "cancellation-api",
              "cancellation_api",
              RECONCILIATION,
              BROAD,
              Declaration.orSeen("cancellation-api", Observed::cancellation)),
          official(
              "chargebacks-api",
              "chargebacks_api",
              RECONCILIATION,
              SINGLE,
              Declaration.orSeen("chargebacks-api", Observed::chargebacks).about("chargebacks")),
          scored(
              "external-reference",
              "external_reference",
              RECONCILIATION,
              Presence.anyOf(
                  payment("external_reference"),
                  preference("external_reference"),
                  order("external_reference"),
                  Place.merchantOrder("external_reference"),
                  preapproval("external_reference"),
                  paymentIntent("additional_info.external_reference"))),
          official(
              "payment-requery",
              "payment_get_or_search_api",
              RECONCILIATION,
              ALL,
              Declaration.orSeen("payment-requery", Observed::readAgain)),
          official(
              "refunds-api",
              "refunds_api",
              RECONCILIATION,
              ALL,
              Declaration.orCalled(
                      "refunds-api",
                      "POST",
                      "/v1/payments/[^/]+/refunds",
                      "POST",
                      "/v1/orders/[^/]+/refund")
                  .about("refunds")),
          official(
              "report-all-transactions",
              "release",
              RECONCILIATION,
              ALL,
              Declaration.orSeen(
                  "report-all-transactions", facts -> Traffic.imported(facts, "all-transactions"))),
          official(
              "report-settlement",
              "settlement",
              RECONCILIATION,
              ALL,
              Declaration.orSeen(
                  "report-settlement", facts -> Traffic.imported(facts, "released-money"))),
          ours(
              "webhook-delivery-ok",
              RECONCILIATION,
              ALL,
              QualityRule.Judgement.beside("", Webhooks::answered)),
          ours(
              "webhook-https",
              SECURITY,
              ALL,
              QualityRule.Judgement.of(Webhooks::addresses, Webhooks::endOfAddresses)),
          ours(
              "webhook-signature",
              SECURITY,
              ALL,
              QualityRule.Judgement.beside("webhook-signature", Webhooks::signature)),
          scored("webhooks-configured", "webhooks_ipn", RECONCILIATION, new WebhooksConfigured())
              .atTill("webhooks_point"),
          scored("webhooks-order-topic", "webhooks_ipn", RECONCILIATION, new WebhooksConfigured())
              .atTill("webhooks_point"));

  private BookRules() {}
}
