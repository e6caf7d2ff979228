// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.integration.Product;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.Optional;

/// The page to look at, and what should be on it.
///
/// @param checkout the page with the payment form, or with the button that leads to Mercado Pago
/// @param productionKey public key of the production slot; whatever has not the shape of one, such
///   as an access token typed into the wrong place, is replaced by its fingerprint
/// @param testKey that of the test slot, likewise
public record PageTarget(
    URI checkout, Product product, Optional<String> productionKey, Optional<String> testKey) {
  public PageTarget {
    productionKey = productionKey.map(PageTarget::harmless);
    testKey = testKey.map(PageTarget::harmless);
  }

  private static String harmless(String typed) {
    String clean = typed.strip();
    return Scan.isPublicKey(clean) || clean.startsWith("sha256 ")
        ? clean
        : "sha256 " + Secret.of(clean).fingerprint();
  }
}
