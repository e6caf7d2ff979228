// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.outside.Trust;
import dev.pasaje.tls.TlsFacts.Chain;
import dev.pasaje.tls.TlsFacts.Trusted;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the certificates a server sent into chains that are believed or not.
///
/// @param issuers where missing intermediates are looked for
record Chains(Trust trust, Issuers issuers) {

  /// One chain for each key type, in the order they come.
  List<Chain> of(List<Reply.Shown> shown) {
    Map<String, Chain> byKey = new LinkedHashMap<>();
    List<byte[]> seen = new ArrayList<>();
    for (Reply.Shown one : shown) {
      byte[] leaf = one.der().getFirst();
      if (seen.stream().noneMatch(known -> Arrays.equals(known, leaf))) {
        seen.add(leaf);
        judge(one).ifPresent(chain -> byKey.putIfAbsent(chain.leaf().keyAlgorithm(), chain));
      }
    }
    return List.copyOf(byKey.values());
  }

  private Optional<Chain> judge(Reply.Shown shown) {
    List<X509Certificate> sent = new ArrayList<>();
    for (byte[] der : shown.der()) {
      Optional<X509Certificate> read = Certificates.read(der);
      if (read.isEmpty() && sent.isEmpty()) {
        return Optional.empty();
      }
      read.ifPresent(sent::add);
    }
    TrustPath.Result usual = TrustPath.judge(trust.roots(), sent, issuers::of);
    boolean more = usual.trust() != Trusted.YES && !trust.further().isEmpty();
    TrustPath.Result result = more ? TrustPath.judge(trust.all(), sent, issuers::of) : usual;
    return Optional.of(
        new Chain(
            sent.stream().map(Certificates::describe).toList(),
            isOrdered(sent),
            result.trust(),
            more && result.trust() == Trusted.YES,
            result.detail(),
            shown.bytes()));
  }

  private static boolean isOrdered(List<X509Certificate> sent) {
    for (int i = 1; i < sent.size(); i++) {
      if (!sent.get(i).getSubjectX500Principal().equals(sent.get(i - 1).getIssuerX500Principal())) {
        return false;
      }
    }
    return true;
  }
}
