// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The three activities reports and which columns each may have (reports.md 5).
enum ActivityKind {
  COLLECTION("activities_collection", "bank_account provider_id"),
  AFTER_COLLECTION("activities_after_collection", "date_released bank_account provider_id"),
  WITHDRAW("activities_withdraw", "date_approved external_reference status_detail date_released");

  private static final List<String> ALL =
      List.of(
          "date_created",
          "date_approved",
          "date_released",
          "operation_id",
          "external_reference",
          "status",
          "status_detail",
          "operation_type",
          "transaction_amount",
          "mercadopago_fee",
          "net_received_amount",
          "payment_type",
          "installments",
          "amount_refunded",
          "chargeback_id",
          "claim_id",
          "store_id",
          "pos_id",
          "rejection_causes",
          "counterpart_name",
          "counterpart_email",
          "buyer_document",
          "bank_account",
          "provider_id");

  private final String id;
  private final String absent;

  ActivityKind(String id, String absent) {
    this.id = id;
    this.absent = absent;
  }

  /// The word in the route.
  String id() {
    return id;
  }

  List<String> columns() {
    List<String> without = List.of(absent.split(" ", -1));
    return ALL.stream().filter(column -> !without.contains(column)).toList();
  }

  static Optional<ActivityKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }
}
