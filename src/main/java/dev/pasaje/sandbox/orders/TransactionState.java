// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import java.util.Map;

/// The state of a transaction, as the Orders API names what the payment is in (quality notes B4).
///
/// @param status such as `processed`
/// @param detail such as `accredited`
record TransactionState(String status, String detail) {
  static final TransactionState CREATED = new TransactionState("created", "created");
  static final TransactionState CANCELED = new TransactionState("canceled", "canceled_transaction");
  static final TransactionState INVALID_TOKEN =
      new TransactionState("failed", "invalid_card_token");
  static final TransactionState EXPIRED = new TransactionState("expired", "expired");

  private static final Map<String, String> FAILURES =
      Map.ofEntries(
          Map.entry("cc_rejected_bad_filled_card_number", "bad_filled_card_data"),
          Map.entry("cc_rejected_bad_filled_date", "bad_filled_card_data"),
          Map.entry("cc_rejected_bad_filled_other", "bad_filled_card_data"),
          Map.entry("cc_rejected_bad_filled_security_code", "bad_filled_card_data"),
          Map.entry("cc_rejected_blacklist", "high_risk"),
          Map.entry("cc_rejected_call_for_authorize", "required_call_for_authorize"),
          Map.entry("cc_rejected_card_disabled", "card_disabled"),
          Map.entry("cc_rejected_card_error", "processing_error"),
          Map.entry("cc_rejected_time_out", "processing_error"),
          Map.entry("cc_rejected_high_risk", "high_risk"),
          Map.entry("cc_rejected_insufficient_amount", "insufficient_amount"),
          Map.entry("cc_rejected_invalid_installments", "invalid_installments"),
          Map.entry("cc_rejected_max_attempts", "max_attempts_exceeded"),
          Map.entry("cc_rejected_other_reason", "rejected_by_issuer"),
          Map.entry("cc_rejected_3ds_challenge", "pending_challenge"),
          Map.entry("cc_rejected_3ds_mandatory", "pending_challenge"),
          Map.entry("cc_amount_rate_limit_exceeded", "amount_limit_exceeded"),
          Map.entry("rejected_by_bank", "rejected_by_issuer"));

  /// What a payment's state is called here. A detail without a name of its own is `failed`.
  static TransactionState of(String status, String detail) {
    return switch (status) {
      case "approved", "in_mediation" ->
          new TransactionState(
              "processed", detail.equals("partially_refunded") ? detail : "accredited");
      case "authorized" -> new TransactionState("action_required", "waiting_capture");
      case "pending" -> new TransactionState("action_required", pending(detail));
      case "in_process" ->
          new TransactionState(
              "processing", detail.equals("pending_review_manual") ? "in_review" : "in_process");
      case "rejected" -> new TransactionState("failed", FAILURES.getOrDefault(detail, "failed"));
      case "refunded" -> new TransactionState("refunded", "refunded");
      case "charged_back" -> new TransactionState("charged_back", detail);
      case "cancelled" -> detail.equals("expired") ? EXPIRED : CANCELED;
      default -> throw new IllegalArgumentException("no payment has the status " + status);
    };
  }

  private static String pending(String detail) {
    return switch (detail) {
      case "pending_challenge" -> "pending_challenge";
      case "pending_waiting_payment" -> "waiting_payment";
      default -> "waiting_transfer";
    };
  }

  boolean failed() {
    return status.equals("failed");
  }

  /// The detail of an order whose only transaction is in this state.
  String orderDetail() {
    return switch (status) {
      case "failed", "canceled", "expired", "refunded" -> status;
      default -> detail;
    };
  }
}
