// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.integration.Product;
import java.util.List;

/// The cases of the rules that are Pasaje's own, and of the products apart from the two checkouts.
final class MoreRuleCases {
  static final List<RuleCase> ONLINE =
      List.of(
          new RuleCase(
              Product.CHECKOUT_PRO, "external-reference-unique", "", "history.0.external_reference=\"LR-2026-004512\"", "-payment.external_reference", "-history"),
          new RuleCase(
              Product.CHECKOUT_API, "external-reference-unique", "", "history.0.external_reference=\"CS-77120\"", "-payment.external_reference", "-history"),
          new RuleCase(
              Product.CHECKOUT_PRO, "high-risk-share", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", "", "-history"),
          new RuleCase(
              Product.CHECKOUT_API, "high-risk-share", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_high_risk\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", "", "-history"),
          new RuleCase(
              Product.CHECKOUT_API, "duplicate-rejects", "", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_duplicated_payment\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", null, "-history"),
          new RuleCase(
              Product.CHECKOUT_API, "three-ds-mandatory-rejects", "", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_3ds_mandatory\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", null, "-history"),
          new RuleCase(
              Product.CHECKOUT_API, "max-attempts-rejects", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", "history=[{\"id\":1,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":2,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-03\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":3,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-04\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":4,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_max_attempts\",\"date_created\":\"2026-10-05\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":5,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-06\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":6,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-07\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":7,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-08\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":8,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-09\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":9,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-01\",\"payer\":{\"email\":\"b@example.com\"}},{\"id\":10,\"status\":\"rejected\",\"status_detail\":\"cc_rejected_insufficient_amount\",\"date_created\":\"2026-10-02\",\"payer\":{\"email\":\"b@example.com\"}}]", null, "-history"),
          new RuleCase(
              Product.CHECKOUT_PRO, "webhook-https", "", "webhooks.url=\"http://shop.example/mp\"", null, "-webhooks; -payment.notification_url; -preference.notification_url; -request"),
          new RuleCase(
              Product.CHECKOUT_API, "webhook-https", "", "webhooks.url=\"http://shop.example/mp\"", null, "-webhooks; -payment.notification_url; -preference.notification_url; -request"),
          new RuleCase(
              Product.CHECKOUT_PRO, "webhook-signature", "", "webhooks.refusesForged=false", null, "-webhooks.refusesForged"),
          new RuleCase(
              Product.CHECKOUT_API, "webhook-signature", "", "webhooks.refusesForged=false", null, "-webhooks.refusesForged"),
          new RuleCase(
              Product.CHECKOUT_PRO, "webhook-delivery-ok", "", "notifications=[{\"topic\":\"payment\",\"status\":500},{\"topic\":\"payment\",\"status\":200}]", null, "-notifications"),
          new RuleCase(
              Product.CHECKOUT_API, "webhook-delivery-ok", "", "notifications=[{\"topic\":\"payment\",\"status\":500},{\"topic\":\"payment\",\"status\":200}]", null, "-notifications"),
          new RuleCase(
              Product.CHECKOUT_PRO, "token-not-in-client", "", "site.page.secretShown=true", null, "-site"),
          new RuleCase(
              Product.CHECKOUT_API, "token-not-in-client", "", "site.page.secretShown=true", null, "-site"),
          new RuleCase(
              Product.CHECKOUT_PRO, "checkout-https", "", "site.page.https=false", null, "-site.page.https"),
          new RuleCase(
              Product.CHECKOUT_API, "checkout-https", "", "site.page.https=false", null, "-site.page.https"),
          new RuleCase(
              Product.CHECKOUT_PRO, "security-js-pages", "", "site.page.otherScripts=[\"https://shop.example/a.js\"]", null, "-site.page.otherScripts"),
          new RuleCase(
              Product.CHECKOUT_API, "security-js-pages", "", "site.page.otherScripts=[\"https://shop.example/a.js\"]", null, "-site.page.otherScripts"),
          new RuleCase(
              Product.CHECKOUT_PRO, "token-in-header", "", "requests=[{\"method\":\"GET\",\"path\":\"/v1/payments/1?access_token=APP_USR-1\",\"status\":200}]", null, "-declared.token-in-header"),
          new RuleCase(
              Product.CHECKOUT_API, "token-in-header", "", "requests=[{\"method\":\"GET\",\"path\":\"/v1/payments/1?access_token=APP_USR-1\",\"status\":200}]", null, "-declared.token-in-header"),
          new RuleCase(
              Product.CHECKOUT_PRO, "industry-hospitality", "declared.industry-hospitality=true; -payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"services\",\"event_date\":\"2026-12-01\",\"category_descriptor\":{\"passenger\":{\"first_name\":\"A\"}}}]", "declared.industry-hospitality=true; -payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"services\"}]", "", "-declared.industry-hospitality"),
          new RuleCase(
              Product.CHECKOUT_API, "industry-hospitality", "declared.industry-hospitality=true; -request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"services\",\"event_date\":\"2026-12-01\",\"category_descriptor\":{\"passenger\":{\"first_name\":\"A\"}}}]", "declared.industry-hospitality=true; -request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"services\"}]", "", "-declared.industry-hospitality"),
          new RuleCase(
              Product.CHECKOUT_PRO, "industry-tickets", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"Tickets\",\"event_date\":\"2026-12-01\"}]", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"tickets\"}]", "", "-payment.additional_info; -merchantOrder.items; -preference"),
          new RuleCase(
              Product.CHECKOUT_API, "industry-tickets", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"Tickets\",\"event_date\":\"2026-12-01\"}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"tickets\"}]", "", "-payment; -request; -order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_PRO, "industry-tourism", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"travels\",\"category_descriptor\":{\"passenger\":{\"first_name\":\"A\"},\"route\":{\"departure\":\"EZE\",\"destination\":\"MDZ\",\"departure_date_time\":\"2026-12-01T10:00:00Z\"}}}]", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"travels\"}]", "", "-payment.additional_info; -merchantOrder.items; -preference"),
          new RuleCase(
              Product.CHECKOUT_API, "industry-tourism", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"travels\",\"category_descriptor\":{\"passenger\":{\"first_name\":\"A\"},\"route\":{\"departure\":\"EZE\",\"destination\":\"MDZ\",\"departure_date_time\":\"2026-12-01T10:00:00Z\"}}}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"travels\"}]", "", "-payment; -request; -order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_API, "industry-electronics-warranty", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"home\",\"warranty\":false}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"home\"}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"art\"}]", "-payment; -request; -order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_API, "industry-pickup", "declared.industry-pickup=true; payment.additional_info.shipments.local_pickup=\"1\"", "declared.industry-pickup=true", "", "-declared.industry-pickup"),
          new RuleCase(
              Product.CHECKOUT_PRO, "item-category-specific", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"art\"}]", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"others\"}]", "-payment.additional_info; -merchantOrder.items; preference.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\"}]", "-payment.additional_info; -merchantOrder.items; -preference"),
          new RuleCase(
              Product.CHECKOUT_API, "item-category-specific", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"art\"}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\",\"category_id\":\"others\"}]", "-request.body.additional_info.items; payment.additional_info.items=[{\"id\":\"1\",\"description\":\"D\",\"quantity\":1,\"unit_price\":1,\"title\":\"T\"}]", "-payment; -request; -order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_PRO, "items-total-consistent", "", "merchantOrder.total_amount=46000.02", "-merchantOrder; -payment.additional_info; -preference.items", "-merchantOrder"),
          new RuleCase(
              Product.CHECKOUT_API, "items-total-consistent", "", "payment.transaction_amount=260", "-payment.additional_info.items; -request", "-payment; -request; -order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_PRO, "payer-history", "", "-preference.payer.is_first_purchase_online", null, "-preference"),
          new RuleCase(
              Product.CHECKOUT_API, "payer-history", "", "-payment.additional_info.payer.registration_date; -request.body.additional_info.payer.registration_date", null, "-payment; -request; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_PRO, "shipments-receiver", "", "-preference.shipments.receiver_address", "preference.shipments.local_pickup=true; -preference.shipments.receiver_address", "-preference; -payment.additional_info"),
          new RuleCase(
              Product.CHECKOUT_API, "shipments-receiver", "", "-payment.additional_info.shipments; declared.physical-goods=true", "-payment.additional_info.shipments; declared.physical-goods=false", "-payment.additional_info.shipments"),
          new RuleCase(
              Product.CHECKOUT_PRO, "auto-return", "", "-preference.auto_return", null, "-preference"),
          new RuleCase(
              Product.CHECKOUT_PRO, "return-not-trusted", "", "declared.return-not-trusted=false", null, "-declared.return-not-trusted"),
          new RuleCase(
              Product.CHECKOUT_PRO, "sandbox-init-point", "", "site.page.sandboxLink=true", null, "-site"),
          new RuleCase(
              Product.CHECKOUT_PRO, "device-id-pro", "site.page.scripts=[\"https://www.mercadopago.com/v2/security.js?view=checkout\"]", "site.page.scripts=[\"https://shop.example/a.js\"]", null, "-site"),
          new RuleCase(
              Product.CHECKOUT_API, "ip-address", "", "payment.additional_info.ip_address=\"10.0.0.5\"; -request.body.additional_info.ip_address", null, "-payment; -request; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_API, "three-ds-enabled", "", "request.body.three_d_secure_mode=\"not_supported\"", "payment.payment_type_id=\"ticket\"", "-request"),
          new RuleCase(
              Product.CHECKOUT_API, "three-ds-binary-conflict", "", "payment.binary_mode=true", "payment.payment_type_id=\"ticket\"", "payment.binary_mode=true; -request"),
          new RuleCase(
              Product.CHECKOUT_API, "card-inputs-no-name", "", "site.page.namedCardInputs=true", null, "-site"),
          new RuleCase(
              Product.CHECKOUT_API, "mpjs-not-self-hosted", "site.page.scripts=[\"https://sdk.mercadopago.com/js/v2\"]", "site.page.scripts=[\"https://sdk.mercadopago.com/js/v2\",\"https://shop.example/js/mercadopago-v2.min.js\"]", "site.page.scripts=[\"https://shop.example/a.js\"]", "-site"),
          new RuleCase(
              Product.CHECKOUT_API, "orders-api-migration", "", "declared.orders-api-migration=false", null, "-declared.orders-api-migration"));

  static final List<RuleCase> OTHERS =
      List.of(
          new RuleCase(
              Product.CHECKOUT_PRO_ORDERS, "back-urls-orders", "", "-order.config.online.pending_url", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.CHECKOUT_PRO_ORDERS, "webhooks-order-topic", "", "webhooks.topics=[\"payment\"]", null, "-webhooks"),
          new RuleCase(
              Product.POINT_ORDERS, "webhooks-order-topic", "", "webhooks.url=\"http://s.example/mp\"", null, "-webhooks"),
          new RuleCase(
              Product.QR_ORDERS, "webhooks-order-topic", "", "-notifications; webhooks={\"topics\":[]}", null, "-notifications"),
          new RuleCase(
              Product.SUBSCRIPTIONS, "sub-back-url", "", "-preapproval.back_url", null, "-preapproval; -request; payment={\"id\":\"1\"}"),
          new RuleCase(
              Product.SUBSCRIPTIONS, "webhooks-configured", "", "webhooks.topics=[\"payment\"]", null, "-webhooks"),
          new RuleCase(
              Product.SUBSCRIPTIONS, "payer-email", "", "preapproval.payer_email=\"none\"; -request", null, "-preapproval.payer_email; -request"),
          new RuleCase(
              Product.SUBSCRIPTIONS, "external-reference", "", "-preapproval.external_reference", null, "-preapproval; -request; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.SUBSCRIPTIONS, "secure-form", "", "site.page.cardForm=\"plain\"", "-request; payment={\"id\":\"1\",\"payment_type_id\":\"account_money\"}", "-site"),
          new RuleCase(
              Product.POINT_ORDERS, "centralized-credentials", "", "declared.centralized-credentials=false", null, "-declared.centralized-credentials"),
          new RuleCase(
              Product.POINT_ORDERS, "configurable-credentials", "", "declared.configurable-credentials=false", null, "-declared.configurable-credentials"),
          new RuleCase(
              Product.POINT_ORDERS, "store-api", "", "declared.store-api=false", null, "-declared.store-api"),
          new RuleCase(
              Product.POINT_ORDERS, "pos-api", "", "declared.pos-api=false", null, "-declared.pos-api"),
          new RuleCase(
              Product.POINT_ORDERS, "point-cancel", "", "declared.point-cancel=false", null, "-declared.point-cancel"),
          new RuleCase(
              Product.POINT_ORDERS, "point-refund-till", "", "declared.point-refund-till=false", null, "-declared.point-refund-till"),
          new RuleCase(
              Product.POINT_ORDERS, "point-list-devices", "", "declared.point-list-devices=false", null, "-declared.point-list-devices"),
          new RuleCase(
              Product.POINT_ORDERS, "point-switch-mode", "", "declared.point-switch-mode=false", null, "-declared.point-switch-mode"),
          new RuleCase(
              Product.POINT_ORDERS, "point-device-alert", "", "declared.point-device-alert=false", null, "-declared.point-device-alert"),
          new RuleCase(
              Product.POINT_ORDERS, "point-logs", "", "declared.point-logs=false", null, "-declared.point-logs"),
          new RuleCase(
              Product.POINT_ORDERS, "point-manual-implementation", "", "declared.point-manual-implementation=false", null, "-declared.point-manual-implementation"),
          new RuleCase(
              Product.POINT_ORDERS, "point-manual-operation", "", "declared.point-manual-operation=false", null, "-declared.point-manual-operation"),
          new RuleCase(
              Product.POINT_ORDERS, "point-rejected-case", "", "declared.point-rejected-case=false", null, "-declared.point-rejected-case"),
          new RuleCase(
              Product.POINT_ORDERS, "point-search-api", "", "declared.point-search-api=false", null, "-declared.point-search-api"),
          new RuleCase(
              Product.POINT_ORDERS, "point-payment", "", "order.status=\"failed\"", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT_ORDERS, "pdv-order", "", "-order.config.point.terminal_id", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT_ORDERS, "point-action-required", "", "order.status=\"action_required\"; declared.point-action-required=false", null, "order.status=\"action_required\""),
          new RuleCase(
              Product.POINT_ORDERS, "integrator-id", "", "-order.integration_data", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT_ORDERS, "platform-id", "", "-order.integration_data", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT_ORDERS, "external-reference", "", "-order.external_reference", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT_ORDERS, "live-credentials", "", "order.id=\"ORDTST01\"", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT, "point-payment", "", "paymentIntent.state=\"CANCELED\"", null, "-paymentIntent"),
          new RuleCase(
              Product.POINT, "pdv-order", "", "-paymentIntent.payment", null, "-paymentIntent"),
          new RuleCase(
              Product.POINT, "webhooks-configured", "", "webhooks.topics=[\"payments_x\"]", null, "-webhooks"),
          new RuleCase(
              Product.POINT, "external-reference", "", "-payment.external_reference; -paymentIntent.additional_info", null, "-payment; -paymentIntent; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.POINT, "orders-api-migration", "", "declared.orders-api-migration=false", null, "-declared"),
          new RuleCase(
              Product.QR, "qr-order-created", "", "payment.status=\"rejected\"", null, "-payment"),
          new RuleCase(
              Product.QR, "store-api", "", "-requests; declared.store-api=false", null, "-requests"),
          new RuleCase(
              Product.QR, "pos-api", "", "-requests; declared.pos-api=false", null, "-requests"),
          new RuleCase(
              Product.QR, "item-title", "", "-merchantOrder.items.0.title", null, "-merchantOrder"),
          new RuleCase(
              Product.QR, "webhooks-configured", "", "-merchantOrder.notification_url; webhooks={\"topics\":[]}", null, "-merchantOrder"),
          new RuleCase(
              Product.QR, "back-end-sdk", "", "requests=[{\"method\":\"PUT\",\"path\":\"/instore/qr/seller/collectors/1/pos/C/orders\",\"requestHeaders\":{\"User-Agent\":\"curl/8\"},\"requestBody\":{\"external_reference\":\"QR-1\"},\"status\":204}]", null, "-requests"),
          new RuleCase(
              Product.QR, "orders-api-migration", "", "declared.orders-api-migration=false", null, "-declared"),
          new RuleCase(
              Product.QR_ORDERS, "qr-order-created", "", "-order.config.qr", null, "-order; preference={\"id\":\"P-1\"}"),
          new RuleCase(
              Product.WOOCOMMERCE, "items-total-consistent", "-preference.items; payment.additional_info.items=[]; merchantOrder={\"id\":\"1\",\"total_amount\":300,\"items\":[{\"title\":\"Plato x 1\",\"quantity\":1,\"unit_price\":300}]}", "", "-preference.items", "-preference"),
          new RuleCase(
              Product.WOOCOMMERCE, "ip-address", "site.addresses=[\"203.0.113.9\"]", "", "-payment.additional_info", "-payment"),
          new RuleCase(
              Product.WOOCOMMERCE, "item-category-specific", "", "preference.items.0.category_id=\"others\"", null, "-preference"));

  private MoreRuleCases() {}
}
