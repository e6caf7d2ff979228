// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.EnumMap;
import java.util.Map;

/// Key pairs, made once for each kind and number: finding primes is what a lab would wait for.
final class LabKeys {

  enum Kind {
    RSA_1024("RSA", 1024),
    RSA_2048("RSA", 2048),
    RSA_4096("RSA", 4096),
    P_256("EC", 256);

    private final String algorithm;
    private final int bits;

    Kind(String algorithm, int bits) {
      this.algorithm = algorithm;
      this.bits = bits;
    }
  }

  private final Map<Kind, KeyPair> made = new EnumMap<>(Kind.class);

  /// The pair that all leaves of this kind share.
  synchronized KeyPair shared(Kind kind) {
    return made.computeIfAbsent(kind, LabKeys::fresh);
  }

  static KeyPair fresh(Kind kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
      generator.initialize(kind.bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("no key could be made", broken);
    }
  }
}
