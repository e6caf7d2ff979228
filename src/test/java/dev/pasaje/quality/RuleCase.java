// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.integration.Product;
import java.util.List;

/// How to make one rule of one product pass, fail, not apply and stay unknown, each by an edit of a
/// good example; `null` text means that the rule has no such outcome there.
record RuleCase(
    Product product,
    String rule,
    String passing,
    String failing,
    @org.jspecify.annotations.Nullable String notApplicable,
    String unknown) {

  /// Stands in as the subject when the payment itself is to be unknown.
  private static final String NO_PAYMENT = "-payment; -request; preference={\"id\":\"P-1\"}";

  private static final String NO_PREFERENCE =
      "-payment; -preference; -merchantOrder; order={\"id\":\"ORD1\"}";

  Example good() {
    return switch (product) {
      case CHECKOUT_PRO, CHECKOUT_API -> Example.named(product.id() + "-good");
      default -> Example.named(product.id());
    };
  }

  private static RuleCase pro(String rule, String failing, String unknown) {
    return new RuleCase(Product.CHECKOUT_PRO, rule, "", failing, null, unknown);
  }

  private static RuleCase api(String rule, String failing, String unknown) {
    return new RuleCase(Product.CHECKOUT_API, rule, "", failing, null, unknown);
  }

  private RuleCase orNot(String notApplicable) {
    return new RuleCase(product, rule, passing, failing, notApplicable, unknown);
  }

  private RuleCase passingAfter(String edit) {
    return new RuleCase(product, rule, edit, failing, notApplicable, unknown);
  }

  private static RuleCase proItem(String rule, String field) {
    return pro(
        rule,
        "-preference.items.1." + field + "; -payment.additional_info; -merchantOrder.items",
        "-preference; -payment.additional_info; -merchantOrder.items");
  }

  private static RuleCase apiItem(String rule, String field) {
    return api(
        rule,
        "-payment.additional_info.items.1."
            + field
            + "; -request.body.additional_info.items.1."
            + field,
        NO_PAYMENT);
  }

  private static final String MEXICO = "preference.site_id=\"MLM\"; merchantOrder.site_id=\"MLM\"";
  private static final String NO_CARD = "payment.payment_type_id=\"bank_transfer\"";

  static final List<RuleCase> ONLINE =
      List.of(
          pro("ads-tracks", "-preference.tracks; declared.no-ads=false", "-preference.tracks"),
          pro("back-end-sdk", "request.headers={\"User-Agent\":\"curl/8\"}", "-request"),
          pro("back-urls", "-preference.back_urls.pending", "-preference"),
          pro(
              "binary-mode-choice",
              "preference.binary_mode=true; declared.instant-fulfilment=false",
              "preference.binary_mode=true"),
          pro(
              "cancellation-api",
              "declared.cancellations-by-api=false",
              "-declared.cancellations-by-api"),
          pro(
              "chargebacks-api",
              "-webhooks.topics.1; declared.chargebacks-by-api=false",
              "-webhooks.topics.1"),
          pro("checkout-modal", "-site.page.modal; declared.redirect-ok=false", "-site"),
          pro("date-of-expiration", "-preference.date_of_expiration", "-preference")
              .orNot(
                  "-preference.date_of_expiration;"
                      + " preference.payment_methods.excluded_payment_types=[{\"id\":\"atm\"},{\"id\":\"ticket\"}]"),
          pro(
              "excluded-payment-methods",
              "preference.payment_methods.excluded_payment_methods=[]; declared.accepts-all=false",
              "preference.payment_methods.excluded_payment_methods=[]"),
          pro(
              "excluded-payment-types",
              "preference.payment_methods.excluded_payment_types=[]; declared.accepts-all=false",
              "preference.payment_methods.excluded_payment_types=[]"),
          pro(
              "external-reference",
              "-payment.external_reference; -preference.external_reference;"
                  + " -merchantOrder.external_reference",
              NO_PREFERENCE),
          pro("front-end-sdk-pro", "site.page.scripts=[\"https://shop.example/a.js\"]", "-site"),
          proItem("item-category-id", "category_id"),
          proItem("item-description", "description"),
          proItem("item-id", "id"),
          proItem("item-quantity", "quantity"),
          proItem("item-title", "title"),
          proItem("item-unit-price", "unit_price"),
          pro("max-installments", "-preference.payment_methods.installments", "-preference"),
          pro("mp-logo", "-site.page.logo; declared.mp-logo=false", "-site"),
          pro("payer-address", "-preference.payer.address", "-preference"),
          pro(
              "payer-email",
              "-preference.payer.email; -payment.payer.email",
              "-preference; -payment.payer.email"),
          pro(
              "payer-first-name",
              "-preference.payer.name; -payment.payer.first_name",
              "-preference; -payment.payer.first_name"),
          pro(
                  "payer-identification",
                  "-preference.payer.identification; -payment.payer.identification",
                  "-preference; -payment.payer.identification")
              .orNot(MEXICO),
          pro(
                  "payer-identification-mlm",
                  MEXICO + "; -preference.payer.identification; -payment.payer.identification",
                  "merchantOrder.site_id=\"MLM\"; -preference; -payment.payer.identification")
              .passingAfter(MEXICO)
              .orNot(""),
          pro(
              "payer-last-name",
              "-preference.payer.surname; -payment.payer.last_name",
              "-preference; -payment.payer.last_name"),
          pro("payer-phone", "-preference.payer.phone", "-preference"),
          pro(
              "payment-requery",
              "-webhooks.requeried; -notifications; declared.payment-requery=false",
              "-webhooks.requeried; -notifications"),
          pro("preference-expiration", "-preference.expiration_date_to", "-preference")
              .orNot("preference.expires=false"),
          pro("refunds-api", "declared.refunds-by-api=false", "-declared.refunds-by-api"),
          pro(
              "report-all-transactions",
              "declared.report-all-transactions=\"no\"",
              "-declared.report-all-transactions"),
          pro("report-settlement", "declared.report-settlement=\"não\"", "-declared"),
          pro(
              "response-messages",
              "declared.response-messages={\"answer\":\"no\"}",
              "-declared.response-messages"),
          pro("shipment-amount", "-preference.shipments.cost", "-preference")
              .orNot("-preference.shipments; -merchantOrder"),
          pro(
                  "statement-descriptor",
                  "-preference.statement_descriptor; -payment.statement_descriptor",
                  "-preference; -payment.statement_descriptor")
              .orNot("payment.payment_type_id=\"ticket\""),
          pro(
              "webhooks-configured",
              "-preference.notification_url; -payment.notification_url; webhooks.topics=[]; -notifications",
              "-preference.notification_url; -payment.notification_url; -webhooks; -notifications"),
          pro(
                  "back-urls-https",
                  "preference.back_urls.failure=\"http://libros.example/e\"",
                  "-preference")
              .orNot("-preference.back_urls"),
          pro("live-credentials", "payment.live_mode=false", NO_PREFERENCE),
          pro(
                  "payer-email-real",
                  "preference.payer.email=\"test_user_1@testuser.com\"",
                  "-preference; -payment.payer.email")
              .orNot("-preference.payer.email; -payment.payer.email"),
          pro(
                  "statement-descriptor-quality",
                  "preference.statement_descriptor=\"Mercado Pago\"",
                  "-preference; -payment.statement_descriptor")
              .orNot("-preference.statement_descriptor; -payment.statement_descriptor"),
          api("idempotency-key", "-request.headers.X-Idempotency-Key", "-request"),
          api("live-credentials", "payment.live_mode=false", NO_PAYMENT),
          api(
              "payer-email-real",
              "request.body.payer.email=\"test_user_1@TestUser.com\"",
              "-payment.payer.email; -request"),
          api(
                  "statement-descriptor-quality",
                  "payment.statement_descriptor=\"FOURTEEN CHARS\"",
                  NO_PAYMENT)
              .orNot("-payment.statement_descriptor; -request.body.statement_descriptor"),
          api("auth-capture", "request.body.capture=true", "-request").orNot(NO_CARD),
          api("back-end-sdk", "request.headers={\"User-Agent\":\"curl/8\"}", "-request"),
          api(
              "binary-mode-choice",
              "payment.binary_mode=true; declared.instant-fulfilment=false",
              "payment.binary_mode=true"),
          api("cancellation-api", "declared.cancellations-by-api=false", "-declared"),
          api(
              "chargebacks-api",
              "-webhooks.topics.1; declared.chargebacks-by-api=false",
              "-webhooks.topics.1"),
          api("date-of-expiration", "payment.payment_type_id=\"ticket\"", NO_PAYMENT)
              .passingAfter(
                  "payment.payment_type_id=\"ticket\";"
                      + " payment.date_of_expiration=\"2026-10-09T00:00:00.000-03:00\"")
              .orNot(""),
          api(
              "device-id",
              "-request.headers.X-meli-session-id; site.page.scripts=[]",
              "-request.headers.X-meli-session-id; -site"),
          api(
              "external-reference",
              "-payment.external_reference; -request.body.external_reference",
              NO_PAYMENT),
          api("issuer-id", "-payment.issuer_id; -request.body.issuer_id", NO_PAYMENT)
              .orNot(NO_CARD),
          apiItem("item-category-id", "category_id"),
          apiItem("item-description", "description"),
          apiItem("item-id", "id"),
          apiItem("item-quantity", "quantity"),
          apiItem("item-title", "title"),
          apiItem("item-unit-price", "unit_price"),
          api("mp-logo", "-site.page.logo; declared.mp-logo=false", "-site"),
          api(
              "payer-address",
              "-payment.additional_info.payer; -request.body.additional_info.payer",
              "-payment.additional_info.payer; -request"),
          api(
              "payer-email",
              "-payment.payer.email; -request.body.payer.email",
              "-payment.payer.email; -request"),
          api(
              "payer-first-name",
              "-payment.additional_info.payer; -request.body.additional_info.payer;"
                  + " -request.body.payer.first_name",
              "-payment.additional_info.payer; -request"),
          api("payer-id-saved-card", "-payment.payer.id; -request.body.payer.id", NO_PAYMENT)
              .orNot("payment.card.id=null"),
          api(
                  "payer-identification",
                  "-payment.payer.identification; -request.body.payer.identification.number",
                  "-payment.payer.identification; -request")
              .orNot("payment.currency_id=\"MXN\""),
          api(
                  "payer-identification-mlm",
                  "payment.currency_id=\"MXN\"; -payment.payer.identification;"
                      + " -request.body.payer.identification",
                  "-payment.currency_id")
              .passingAfter("payment.currency_id=\"MXN\"")
              .orNot(""),
          api(
              "payer-last-name",
              "-payment.additional_info.payer; -request.body.additional_info.payer;"
                  + " -request.body.payer.last_name",
              "-payment.additional_info.payer; -request"),
          api(
              "payer-phone",
              "-payment.additional_info.payer; -request.body.additional_info.payer",
              "-payment.additional_info.payer; -request"),
          api(
              "payment-requery",
              "-webhooks.requeried; -notifications; declared.payment-requery=false",
              "-webhooks.requeried; -notifications"),
          api("refunds-api", "declared.refunds-by-api=false", "-declared"),
          api("report-all-transactions", "declared.report-all-transactions=false", "-declared"),
          api("report-settlement", "declared.report-settlement=false", "-declared"),
          api("response-messages", "declared.response-messages=false", "-declared"),
          api("secure-form", "site.page.cardForm=\"plain\"", "-site").orNot(NO_CARD),
          api("ssl-certificate", "site.tls.certificateTrusted=false", "-site"),
          api(
                  "statement-descriptor",
                  "-payment.statement_descriptor; -request.body.statement_descriptor",
                  NO_PAYMENT)
              .orNot(NO_CARD),
          api("tls-version", "site.tls.protocol=\"TLSv1.1\"", "-site"),
          api("web-front-end-sdk", "site.page.scripts=[\"https://shop.example/v2\"]", "-site"),
          api(
              "webhooks-configured",
              "-payment.notification_url; -request.body.notification_url; webhooks.topics=[]; -notifications",
              "-payment.notification_url; -request.body.notification_url; -webhooks; -notifications"));

  static final List<RuleCase> ALL =
      java.util.stream.Stream.of(ONLINE, MoreRuleCases.ONLINE, OtherRuleCases.ALL)
          .flatMap(List::stream)
          .toList();
}
