// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where the merchant's own books say what each order costs.
public sealed interface OrderBooks {

  /// A file with a header line: `reference`, `total`, `currency`.
  record Csv(Path file) implements OrderBooks {}

  /// A query whose columns are `reference`, `total`, `currency`.
  ///
  /// @param url may carry a password, so it is a secret
  record Jdbc(Secret url, Optional<String> user, Optional<Secret> password, String query)
      implements OrderBooks {}

  /// The REST API of a WooCommerce shop.
  record WooCommerce(URI url, String consumerKey, Secret consumerSecret) implements OrderBooks {}
}
