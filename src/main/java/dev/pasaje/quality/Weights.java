// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Pasaje's own weights, 100 for each product; Mercado Pago publishes none (domain/quality.md A7).
final class Weights {

  /// One scored rule; 0 where a product does not have it.
  private record Row(
      String rule,
      Severity severity,
      int pro,
      int api,
      int proOrders,
      int apiOrders,
      int point,
      int qr,
      int subscriptions) {

    int of(Product product) {
      return switch (product) {
        // The plugin has no column: what it creates is judged as Checkout Pro (A5).
        case CHECKOUT_PRO, WOOCOMMERCE -> pro;
        case CHECKOUT_API, BRICKS -> api;
        case CHECKOUT_PRO_ORDERS -> proOrders;
        case CHECKOUT_API_ORDERS -> apiOrders;
        case POINT, POINT_ORDERS -> point;
        case QR, QR_ORDERS -> qr;
        case SUBSCRIPTIONS -> subscriptions;
      };
    }
  }

  private static final Severity M = Severity.REQUIRED;
  private static final Severity R = Severity.RECOMMENDED;

  private static final List<Row> ROWS =
      List.of(
          new Row("external-reference", M, 12, 8, 12, 10, 18, 20, 20),
          new Row("webhooks-configured", M, 12, 8, 12, 10, 18, 20, 20),
          new Row("payer-email", M, 10, 8, 10, 10, 0, 0, 20),
          new Row("device-id", M, 0, 8, 0, 8, 0, 0, 0),
          new Row("secure-form", M, 0, 8, 0, 8, 0, 0, 10),
          new Row("ssl-certificate", M, 0, 5, 0, 5, 0, 6, 10),
          new Row("tls-version", M, 0, 5, 0, 5, 0, 6, 10),
          new Row("web-front-end-sdk", M, 0, 6, 0, 8, 0, 0, 0),
          new Row("back-urls", R, 6, 0, 6, 0, 0, 0, 10),
          new Row("statement-descriptor", R, 6, 4, 6, 4, 0, 0, 0),
          new Row("item-title", R, 6, 4, 6, 4, 3, 4, 0),
          new Row("item-description", R, 6, 4, 6, 4, 0, 4, 0),
          new Row("item-category-id", R, 6, 4, 6, 4, 0, 0, 0),
          new Row("item-id", R, 6, 4, 6, 4, 0, 0, 0),
          new Row("item-quantity", R, 6, 4, 6, 4, 3, 4, 0),
          new Row("item-unit-price", R, 6, 4, 6, 4, 3, 4, 0),
          new Row("payer-first-name", R, 6, 4, 6, 4, 0, 0, 0),
          new Row("payer-last-name", R, 6, 4, 6, 4, 0, 0, 0),
          new Row("issuer-id", R, 0, 4, 0, 0, 0, 0, 0),
          new Row("back-end-sdk", R, 6, 4, 6, 0, 0, 8, 0),
          new Row("point-payment", M, 0, 0, 0, 0, 14, 0, 0),
          new Row("pdv-order", M, 0, 0, 0, 0, 14, 0, 0),
          new Row("store-api", M, 0, 0, 0, 0, 9, 6, 0),
          new Row("pos-api", M, 0, 0, 0, 0, 9, 6, 0),
          new Row("centralized-credentials", M, 0, 0, 0, 0, 9, 0, 0),
          new Row("qr-order-created", M, 0, 0, 0, 0, 0, 12, 0));

  /// Rules that ask the same of products whose records differ; each is scored under the row of the
  /// first, and a product has just one of them (rules table, "scored under").
  private static final Map<String, String> UNDER =
      Map.of(
          "webhooks-order-topic", "webhooks-configured",
          "back-urls-orders", "back-urls",
          "sub-back-url", "back-urls");

  private static final Set<Product> BY_ORDER =
      EnumSet.of(
          Product.CHECKOUT_PRO_ORDERS,
          Product.CHECKOUT_API_ORDERS,
          Product.POINT_ORDERS,
          Product.QR_ORDERS);

  private Weights() {}

  /// Which of the rules of a row is a product's.
  private static String ruleOf(String row, Product product) {
    return switch (row) {
      case "webhooks-configured" -> BY_ORDER.contains(product) ? "webhooks-order-topic" : row;
      case "back-urls" ->
          BY_ORDER.contains(product)
              ? "back-urls-orders"
              : product == Product.SUBSCRIPTIONS ? "sub-back-url" : row;
      default -> row;
    };
  }

  /// Points of a rule for a product; 0 when it is not scored there.
  static int of(String rule, Product product) {
    return row(rule)
        .filter(row -> ruleOf(row.rule(), product).equals(rule))
        .map(row -> row.of(product))
        .orElse(0);
  }

  /// Mandatory or recommended; a rule without a row is a best practice.
  static Severity severity(String rule) {
    return row(rule).map(Row::severity).orElse(Severity.BEST_PRACTICE);
  }

  /// The rules that are scored for a product.
  static Set<String> rules(Product product) {
    return ROWS.stream()
        .filter(row -> row.of(product) > 0)
        .map(row -> ruleOf(row.rule(), product))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Row> row(String rule) {
    String name = UNDER.getOrDefault(rule, rule);
    return ROWS.stream().filter(row -> row.rule().equals(name)).findFirst();
  }
}
