// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.PAYMENT_APPROVAL;
import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_API_ORDERS;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;
import static dev.pasaje.integration.Product.CHECKOUT_PRO_ORDERS;
import static dev.pasaje.integration.Product.SUBSCRIPTIONS;
import static dev.pasaje.integration.Product.WOOCOMMERCE;
import static dev.pasaje.quality.Place.hiddenInOrder;
import static dev.pasaje.quality.Place.hiddenInPayment;
import static dev.pasaje.quality.Place.hiddenInPreapproval;
import static dev.pasaje.quality.Place.preference;
import static dev.pasaje.quality.Presence.Group.together;
import static dev.pasaje.quality.Rows.BROAD;
import static dev.pasaje.quality.Rows.CARD_FORM;
import static dev.pasaje.quality.Rows.ONLINE_AND_SUBSCRIPTIONS;
import static dev.pasaje.quality.Rows.SINGLE;
import static dev.pasaje.quality.Rows.official;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;

import dev.pasaje.integration.Site;
import java.util.EnumSet;
import java.util.List;

/// Rows of the rules table about who buys, and by which device.
final class PayerRules {
  static final List<QualityRule> ROWS =
      List.of(
          scored("device-id", "device_id", PAYMENT_APPROVAL, new DeviceId()),
          ours(
              "device-id-pro",
              PAYMENT_APPROVAL,
              EnumSet.of(CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, SUBSCRIPTIONS, WOOCOMMERCE),
              Rows.deviceOnHosted()),
          ours(
              "ip-address",
              PAYMENT_APPROVAL,
              EnumSet.of(CHECKOUT_API, BRICKS, CHECKOUT_API_ORDERS, WOOCOMMERCE),
              new BuyerAddress()),
          official(
              "payer-address",
              "address",
              PAYMENT_APPROVAL,
              BROAD,
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
                      hiddenInOrder("payer.email"),
                      hiddenInPreapproval("payer_email"))
                  .accepting(Rows::email, "…@….…")
                  .ofAPerson()),
          ours("payer-email-real", PAYMENT_APPROVAL, ONLINE_AND_SUBSCRIPTIONS, new RealEmail()),
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
          ours("payer-history", PAYMENT_APPROVAL, BROAD, new PayerHistory()),
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
                  BROAD,
                  Rows.identification())
              .only(EnumSet.complementOf(EnumSet.of(Site.MLM))),
          official(
                  "payer-identification-mlm",
                  "payer_identification_mlm",
                  PAYMENT_APPROVAL,
                  BROAD,
                  Rows.identification())
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
              BROAD,
              Presence.anyOf(
                      hiddenInPayment("additional_info.payer.phone.number"),
                      hiddenInPayment("payer.phone.number"),
                      preference("payer.phone.number"),
                      hiddenInOrder("payer.phone.number"))
                  .ofAPerson()),
          ours("security-js-pages", PAYMENT_APPROVAL, SINGLE, Measured.securityOnOtherPages()));

  private PayerRules() {}
}
