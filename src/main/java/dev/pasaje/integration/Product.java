// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import java.util.Locale;
import java.util.Optional;

/// What of Mercado Pago the merchant integrated; domain/quality.md "Conventions", design 5.
public enum Product {
  CHECKOUT_PRO,
  CHECKOUT_PRO_ORDERS,
  CHECKOUT_API,
  CHECKOUT_API_ORDERS,
  BRICKS,
  POINT,
  POINT_ORDERS,
  QR,
  QR_ORDERS,
  SUBSCRIPTIONS,
  WOOCOMMERCE;

  /// The id in settings, flags and JSON: `checkout-pro`, `point-orders`, ….
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether buyers pay on a website of the merchant; not in a shop with a terminal or a code.
  public boolean online() {
    return switch (this) {
      case CHECKOUT_PRO,
          CHECKOUT_PRO_ORDERS,
          CHECKOUT_API,
          CHECKOUT_API_ORDERS,
          BRICKS,
          SUBSCRIPTIONS,
          WOOCOMMERCE ->
          true;
      case POINT, POINT_ORDERS, QR, QR_ORDERS -> false;
    };
  }

  public static Optional<Product> of(String id) {
    for (Product product : values()) {
      if (product.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }
}
