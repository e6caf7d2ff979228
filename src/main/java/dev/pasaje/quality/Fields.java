// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.json.Wanted;
import java.util.Set;

/// What the rules look at in records: some 140 names of the several hundred that a payment has.
/// A rule that looks at another one adds its name here; a test holds every rule against this list.
final class Fields {
  /// What is read whatever it holds: requests and answers have names of the merchant's own.
  private static final Set<String> WHOLE =
      Set.of(
          "chargebacks",
          "declared",
          "history",
          "notifications",
          "reports",
          "request",
          "requests",
          "site",
          "three_ds_info",
          "webhooks");

  private static final Set<String> NAMES =
      Set.of(
          "additional_info", "address", "auto_recurring", "auto_return", "back_url", "back_urls",
          "binary_mode", "body", "callback_url", "capture", "capture_mode", "captured", "card",
          "card_id", "card_token_id", "category_descriptor", "category_id", "collector_id",
          "config", "cost", "country_code", "coupon_amount", "created_date", "currency",
          "currency_id", "customer_id", "date_created", "date_of_expiration", "departure",
          "departure_date_time", "description", "destination", "device_id", "email", "event_date",
          "excluded_payment_methods", "excluded_payment_types", "expiration_date_from",
          "expiration_date_to", "expiration_time", "expires", "external_code", "external_pos_id",
          "external_reference", "failure", "failure_url", "first_name", "free_shipping", "id",
          "identification", "installments", "integration_data", "integrator_id", "ip_address",
          "is_first_purchase_online", "issuer_id", "items", "last_name", "live_mode",
          "local_pickup", "max_installments", "merchantOrder", "merchant_order", "method", "mode",
          "name", "not_allowed_ids", "not_allowed_types", "notification_url", "number", "online",
          "order", "passenger", "passengers", "payer", "payer.ip_address",
          "payer.is_first_purchase_online", "payer.registration_date", "payer_email", "payment",
          "paymentIntent", "payment_method", "payment_method_id", "payment_methods",
          "payment_type_id", "payments", "pending", "pending_url", "phone", "pick_up_on_seller",
          "platform_id", "point", "point_of_interaction", "pos_id", "preapproval", "preference",
          "preference_id", "qr", "quantity", "receiver_address", "refunds", "registration_date",
          "route", "routes", "shipment", "shipments", "shipping_amount", "shipping_cost",
          "site_id", "sponsor", "sponsor_id", "state", "statement_descriptor", "status",
          "status_detail", "street_name", "success", "success_url", "surname", "terminal_id",
          "three_d_secure_mode", "title", "token", "total_amount", "tracks", "transaction_amount",
          "transaction_security", "transactions", "travel", "travel.passengers", "travel.routes",
          "type", "unit_price", "validation", "warranty", "zip_code");

  static final Wanted WANTED = Wanted.of(NAMES, WHOLE);

  private Fields() {}
}
