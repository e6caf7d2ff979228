// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The names a payment request may use (api.md 2.1); another one answers code 8. Applied to the top
/// level, `payer` and `additional_info`; `metadata` is free.
final class KnownFields {
  private static final Set<String> TOP =
      Set.of(
          "transaction_amount",
          "payment_method_id",
          "token",
          "installments",
          "issuer_id",
          "payer",
          "description",
          "external_reference",
          "statement_descriptor",
          "notification_url",
          "callback_url",
          "capture",
          "binary_mode",
          "date_of_expiration",
          "metadata",
          "order",
          "additional_info",
          "application_fee",
          "coupon_amount",
          "coupon_code",
          "campaign_id",
          "differential_pricing_id",
          "net_amount",
          "taxes",
          "processing_mode",
          "merchant_account_id",
          "payment_method_option_id",
          "merchant_services",
          "three_d_secure_mode",
          "payment_method",
          "transaction_details",
          "point_of_interaction",
          "forward_data",
          "amounts",
          "counter_currency",
          "sponsor_id");

  private static final Set<String> PAYER =
      Set.of(
          "email",
          "id",
          "type",
          "entity_type",
          "first_name",
          "last_name",
          "identification",
          "phone",
          "address",
          "authentication_type",
          "name");

  private static final Set<String> ADDITIONAL_INFO =
      Set.of("ip_address", "items", "payer", "shipments", "barcode");

  private KnownFields() {}

  static void check(JsonNode request) {
    names(request, TOP, "");
    names(request.path("payer"), PAYER, "payer.");
    names(request.path("additional_info"), ADDITIONAL_INFO, "additional_info.");
  }

  private static void names(JsonNode node, Set<String> known, String prefix) {
    if (node.isObject()) {
      for (String name : node.propertyNames()) {
        if (!known.contains(name)) {
          throw ApiError.badRequest(
              8, "The name of the following parameters is wrong : [" + prefix + name + "]");
        }
      }
    }
  }
}
