// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.util.Locale;

/// Which signature algorithms of certificates are good no more.
final class Signatures {
  private Signatures() {}

  /// MD2, MD4 or MD5: collisions are made in seconds.
  static boolean broken(String algorithm) {
    return algorithm.toUpperCase(Locale.ROOT).matches(".*MD[245].*");
  }

  /// SHA-1, which no public authority may use since 2016.
  static boolean sha1(String algorithm) {
    String upper = algorithm.toUpperCase(Locale.ROOT).replace("-", "");
    return upper.matches(".*SHA1(?!\\d).*");
  }
}
