// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.resources.ResourceKind;
import java.util.Map;
import java.util.Optional;

/// What each topic speaks of; domain/notifications.md 2 and 3.2. Some have another name in the body
/// than in the panel.
final class Topic {
  /// Of the notice that a statement of a report of operations is there, which names no topic: this
  /// is our word for it (domain/reports.md 5).
  static final String STATEMENT = "activities_statement";

  private static final Map<String, ResourceKind> KINDS =
      Map.ofEntries(
          Map.entry("payment", ResourceKind.PAYMENT),
          Map.entry("merchant_order", ResourceKind.MERCHANT_ORDER),
          Map.entry("topic_merchant_order_wh", ResourceKind.MERCHANT_ORDER),
          Map.entry("order", ResourceKind.ORDER),
          Map.entry("orders", ResourceKind.ORDER),
          Map.entry("subscription_preapproval", ResourceKind.PREAPPROVAL),
          Map.entry("preapproval", ResourceKind.PREAPPROVAL),
          Map.entry("subscription_preapproval_plan", ResourceKind.PREAPPROVAL_PLAN),
          Map.entry("preapproval_plan", ResourceKind.PREAPPROVAL_PLAN),
          Map.entry("subscription_authorized_payment", ResourceKind.AUTHORIZED_PAYMENT),
          Map.entry("authorized_payment", ResourceKind.AUTHORIZED_PAYMENT),
          Map.entry("topic_claims_integration_wh", ResourceKind.CLAIM),
          Map.entry("claim", ResourceKind.CLAIM),
          Map.entry("topic_chargebacks_wh", ResourceKind.CHARGEBACK),
          Map.entry("chargebacks", ResourceKind.CHARGEBACK),
          Map.entry("stop_delivery_op_wh", ResourceKind.FRAUD_ALERT),
          Map.entry("delivery_cancellation", ResourceKind.FRAUD_ALERT),
          Map.entry("topic_card_id_wh", ResourceKind.CARD),
          Map.entry("automatic-payments", ResourceKind.CARD),
          Map.entry("point_integration_wh", ResourceKind.POINT_INTENT),
          Map.entry("point_integration_ipn", ResourceKind.POINT_INTENT),
          Map.entry("delivery", ResourceKind.SHIPMENT),
          Map.entry("mp-connect", ResourceKind.CONNECTION),
          Map.entry("plan", ResourceKind.PLAN),
          Map.entry("subscription", ResourceKind.SUBSCRIPTION),
          Map.entry("invoice", ResourceKind.INVOICE),
          Map.entry(STATEMENT, ResourceKind.STATEMENT));

  private Topic() {}

  static Optional<ResourceKind> kind(String topic) {
    return Optional.ofNullable(KINDS.get(topic));
  }
}
