// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Suite;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// A key and how strong it is.
///
/// @param name such as `RSA 2048`, `DH 1024`, `secp256r1`
/// @param curve whether its bits are those of a curve rather than of a modulus
/// @param ephemeral whether it is thrown away after the handshake
record Strength(String name, int bits, boolean curve, boolean ephemeral) {

  /// Every key of an address whose size is known.
  static List<Strength> of(Endpoint endpoint) {
    LinkedHashSet<Strength> all = new LinkedHashSet<>();
    endpoint.chains().forEach(chain -> all.addAll(of(chain.leaf())));
    all.addAll(exchanges(endpoint));
    return List.copyOf(all);
  }

  static List<Strength> of(Certificate certificate) {
    if (certificate.keyBits() <= 0) {
      return List.of();
    }
    String algorithm = certificate.keyAlgorithm();
    String upper = algorithm.toUpperCase(Locale.ROOT);
    if (upper.startsWith("ML-DSA")) {
      return List.of();
    }
    boolean modulus = upper.startsWith("RSA") || upper.equals("DSA") || upper.equals("DH");
    return List.of(
        new Strength(
            algorithm + " " + certificate.keyBits(), certificate.keyBits(), !modulus, false));
  }

  /// The keys a server threw away afterwards.
  static List<Strength> exchanges(Endpoint endpoint) {
    List<Strength> all = new ArrayList<>();
    for (Suite suite : endpoint.suites()) {
      SuiteTraits.Ephemeral kind =
          SuiteTraits.of(suite.name())
              .map(SuiteTraits::ephemeral)
              .orElse(SuiteTraits.Ephemeral.NONE);
      if (suite.keyBits() > 0) {
        switch (kind) {
          case DH -> all.add(new Strength("DH " + suite.keyBits(), suite.keyBits(), false, true));
          case CURVE ->
              all.add(new Strength("ECDH " + suite.keyBits(), suite.keyBits(), true, true));
          // An export suite of RSA sends a short throw-away RSA key; TLS 1.3 is judged by groups.
          case NONE ->
              all.add(new Strength("RSA " + suite.keyBits(), suite.keyBits(), false, true));
          case BY_GROUP -> {}
        }
      }
    }
    for (Group group : endpoint.groups()) {
      if (group.bits() > 0) {
        all.add(new Strength(group.name(), group.bits(), !isDh(group), true));
      }
    }
    return all;
  }

  /// FFDHE groups are 0x0100 to 0x01FF in the registry (RFC 7919).
  private static boolean isDh(Group group) {
    return group.code() < 0 || group.code() >> 8 == 1;
  }

  /// Points of the SSL Labs guide.
  int points() {
    if (curve) {
      return bits < 110 ? 20 : bits < 123 ? 40 : bits < 163 ? 80 : bits < 225 ? 90 : 100;
    }
    return bits < 512 ? 20 : bits < 1024 ? 40 : bits < 2048 ? 80 : bits < 4096 ? 90 : 100;
  }

  /// Whether it can be broken with means that many have: no more than 40 points.
  boolean breakable() {
    return points() <= 40;
  }

  /// Whether it is below what is called good today: RSA and DH 2048, curves 224.
  boolean isShort() {
    return bits < (curve ? 224 : 2048);
  }
}
