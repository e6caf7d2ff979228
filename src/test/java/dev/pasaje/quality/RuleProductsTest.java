// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// For which products a rule is, held against the rules table of domain/quality.md as it is written
/// down in `products.csv`.
class RuleProductsTest {
  private static final Map<String, Product> CODES =
      Map.ofEntries(
          Map.entry("pro", Product.CHECKOUT_PRO),
          Map.entry("pro-orders", Product.CHECKOUT_PRO_ORDERS),
          Map.entry("api", Product.CHECKOUT_API),
          Map.entry("api-orders", Product.CHECKOUT_API_ORDERS),
          Map.entry("bricks", Product.BRICKS),
          Map.entry("point", Product.POINT),
          Map.entry("point-orders", Product.POINT_ORDERS),
          Map.entry("qr", Product.QR),
          Map.entry("qr-orders", Product.QR_ORDERS),
          Map.entry("subs", Product.SUBSCRIPTIONS),
          Map.entry("plugin", Product.WOOCOMMERCE));

  /// The page says it in two places that differ: its weights (A7) have one column for both kinds of
  /// QR and one for both of Point, and what is weighed is judged. The plugin's own address is in
  /// the row's remedy.
  private static final Map<String, Product> WIDER =
      Map.of(
          "back-end-sdk", Product.QR,
          "ssl-certificate", Product.QR,
          "tls-version", Product.QR,
          "item-quantity", Product.POINT,
          "item-title", Product.POINT,
          "item-unit-price", Product.POINT,
          "ip-address", Product.WOOCOMMERCE);

  private static Set<Product> products(String codes) {
    if (codes.equals("all")) {
      return EnumSet.allOf(Product.class);
    }
    Set<Product> products = EnumSet.noneOf(Product.class);
    for (String code : codes.split(" ")) {
      products.add(CODES.get(code));
      // The plugin makes preferences, so it is measured as they are (A5).
      if (code.equals("pro")) {
        products.add(Product.WOOCOMMERCE);
      }
    }
    return products;
  }

  @Test
  void every_rule_is_for_the_products_of_the_table() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/dev/pasaje/quality/products.csv"));
    Map<String, Set<Product>> expected = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      expected.put(cells[0], products(cells[1]));
    }
    WIDER.forEach((rule, product) -> expected.getOrDefault(rule, Set.of()).add(product));
    expected
        .getOrDefault("webhooks-configured", Set.of())
        .addAll(Set.of(Product.POINT, Product.QR));
    Map<String, Set<Product>> actual = new TreeMap<>();
    QualityRules.ROWS.forEach(rule -> actual.put(rule.info().id(), rule.products()));

    assertThat(actual.keySet()).isEqualTo(expected.keySet()).hasSize(103);
    Map<String, String> different = new TreeMap<>();
    actual.forEach((rule, its) -> {
      if (!its.equals(expected.get(rule))) {
        different.put(rule, its + " instead of " + expected.get(rule));
      }
    });
    assertThat(different).isEmpty();
  }
}
