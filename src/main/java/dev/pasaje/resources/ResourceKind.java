// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A kind of thing at Mercado Pago that a notification speaks of, and where it is read;
/// domain/notifications.md 3.2.
public enum ResourceKind {
  PAYMENT("/v1/payments/{id}"),
  MERCHANT_ORDER("/merchant_orders/{id}"),
  /// An order of the Orders API.
  ORDER("/v1/orders/{id}"),
  PREAPPROVAL("/preapproval/{id}"),
  PREAPPROVAL_PLAN("/preapproval_plan/{id}"),
  AUTHORIZED_PAYMENT("/authorized_payments/{id}"),
  CLAIM("/post-purchase/v1/claims/{id}"),
  CHARGEBACK("/v1/chargebacks/{id}"),
  /// An alert to stop a shipment; the id is the payment's, which is what can be read.
  FRAUD_ALERT("/v1/payments/{id}"),
  /// A renewed card; the id is `CUSTOMER/CARD`.
  CARD("/v1/customers/{id}"),
  /// A payment intent of Point without the Orders API.
  POINT_INTENT("/point/integration-api/payment-intents/{id}"),
  /// A shipment of the delivery product.
  SHIPMENT("/proximity-integration/v1/orders/{id}"),
  /// A seller that linked or unlinked its account; nothing is read.
  CONNECTION(""),
  PLAN("/v1/plans/{id}"),
  SUBSCRIPTION("/v1/subscriptions/{id}"),
  INVOICE("/v1/invoices/{id}"),
  /// A statement of a report of operations; the id is `REPORT/STATEMENT` (domain/reports.md 5).
  STATEMENT("/v1/reporting/operations/{id}");

  private final String path;

  ResourceKind(String path) {
    this.path = path;
  }

  /// As it is stored and shown: `merchant-order`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ResourceKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /// Where one is read; empty when nothing is to be read.
  Optional<String> path(String resource) {
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(path.replace("{id}", path(this, resource)));
  }

  private static String path(ResourceKind kind, String resource) {
    return switch (kind) {
      case CARD -> resource.replace("/", "/cards/");
      case STATEMENT -> resource.replace("/", "/statements/");
      default -> resource;
    };
  }
}
