// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import dev.pasaje.tls.lab.LabKeys.Kind;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The authorities of a lab: a root that counts as public, one that only the settings name, one
/// that nobody knows; and the intermediates below the first.
final class Pki {
  final LabKeys keys = new LabKeys();
  final LabAuthority root;
  final LabAuthority ownRoot;
  final LabAuthority stranger;
  final LabAuthority rsa;
  final LabAuthority ecdsa;
  private final Instant now;
  private final String issuerAddress;

  /// @param issuerAddress where [#rsa]'s certificate can be fetched
  Pki(Instant now, String issuerAddress) {
    this.now = now;
    this.issuerAddress = issuerAddress;
    root = LabAuthority.root("Root", Kind.P_256, now);
    ownRoot = LabAuthority.root("Root of one's own", Kind.P_256, now);
    stranger = LabAuthority.root("Stranger", Kind.P_256, now);
    rsa = root.below("RSA 1", Kind.RSA_2048);
    ecdsa = root.below("ECDSA 1", Kind.P_256);
  }

  /// Leaf and intermediate, as it should be.
  Identity whole(Leaf leaf) {
    LabAuthority issuer = leaf.key() == Kind.P_256 ? ecdsa : rsa;
    return under(leaf, issuer, List.of(issuer.certificate()));
  }

  Identity under(Leaf leaf, LabAuthority issuer, List<X509Certificate> rest) {
    KeyPair pair = keys.shared(leaf.key());
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(issuer.issue(leaf.issuerAt(issuerAddress), pair.getPublic()));
    chain.addAll(rest);
    return new Identity(pair.getPrivate(), chain);
  }

  Identity selfSigned(Leaf leaf) {
    KeyPair pair = keys.shared(leaf.key());
    return new Identity(pair.getPrivate(), List.of(LabAuthority.selfSigned(leaf, pair, now)));
  }

  /// Below a ladder of intermediates.
  Identity deep(Leaf leaf, int steps) {
    List<X509Certificate> ladder = new ArrayList<>();
    LabAuthority issuer = root;
    for (int i = 1; i <= steps; i++) {
      issuer = issuer.below("Step " + i, Kind.P_256);
      ladder.addFirst(issuer.certificate());
    }
    return under(leaf, issuer, ladder);
  }

  /// Below one whose certificate does not let it issue.
  Identity wrongful(Leaf leaf) {
    LabAuthority usurper = ecdsa.belowWithoutRight("Usurper", Kind.P_256);
    return under(leaf, usurper, List.of(usurper.certificate(), ecdsa.certificate()));
  }
}
