// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// A handshake carried through to its end, with whatever certificate: who is believed is judged
/// elsewhere, and nothing secret is ever sent.
///
/// @param shown the certificates the server sent
/// @param stapled whether an OCSP answer came with them
/// @param alpn the protocol agreed on
record Handshake(
    Protocol protocol, Optional<Reply.Shown> shown, boolean stapled, Optional<String> alpn) {

  /// What the client can verify signatures with, which decides on the certificate it is shown.
  enum Signatures {
    ANY,
    RSA,
    ECDSA
  }

  /// What the client offers.
  ///
  /// @param protocols oldest first, without gaps
  /// @param suites in the order of preference; those that cannot be spoken are left out
  record Offer(
      Optional<String> name,
      List<Protocol> protocols,
      List<Integer> suites,
      List<String> alpn,
      Signatures signatures) {}

  /// An open TLS connection.
  record Open(TlsClientProtocol tls, Handshake handshake) {}

  /// Whether a library of our days still has what it takes to speak one of these suites.
  static boolean isSpoken(TlsCrypto crypto, List<Integer> suites) {
    return speakable(crypto, suites).length > 0;
  }

  static int[] speakable(TlsCrypto crypto, List<Integer> suites) {
    return TlsUtils.getSupportedCipherSuites(
        crypto, suites.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Shakes hands over a line.
  ///
  /// @throws IOException when that fails, for any reason
  static Open over(Line line, TlsCrypto crypto, Offer offer) throws IOException {
    Client client = new Client(crypto, offer);
    TlsClientProtocol tls = new TlsClientProtocol(line.in(), line.out());
    try {
      tls.connect(client);
    } catch (RuntimeException broken) {
      // The library's own limits, such as keys it cannot take in.
      throw new GarbageException("handshake: " + broken);
    }
    return new Open(tls, client.result());
  }

  static ProtocolVersion version(Protocol protocol) {
    return ProtocolVersion.get(protocol.code() >> 8, protocol.code() & 0xff);
  }
}
