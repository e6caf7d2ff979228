// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.outside.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A page whose certificate is believed by a root of the settings: Chromium does not know that
/// root, so it is told the one key, found to be good by the JDK first.
final class OwnRoot {
  private OwnRoot() {}

  /// The flag; empty when the JDK's own roots do, or nothing makes the certificate believable.
  static Optional<String> flag(URI page, Trust trust, Deadline deadline) {
    if (trust.further().isEmpty() || !Links.scheme(page).equals("https")) {
      return Optional.empty();
    }
    if (chain(page, new Trust(trust.roots(), List.of()), deadline).isPresent()) {
      return Optional.empty();
    }
    return chain(page, trust, deadline)
        .map(leaf -> "--ignore-certificate-errors-spki-list=" + hash(leaf));
  }

  /// The leaf of a chain that is believed, dates and name included.
  private static Optional<X509Certificate> chain(URI page, Trust trust, Deadline deadline) {
    int port = page.getPort() == -1 ? 443 : page.getPort();
    int patience = Math.max(1, Math.toIntExact(deadline.left().toMillis()));
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(page.getHost(), port), patience);
      plain.setSoTimeout(patience);
      try (SSLSocket socket =
          (SSLSocket)
              trust.context().getSocketFactory().createSocket(plain, page.getHost(), port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // A server that speaks HTTP/2 only ends the handshake without it.
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return Arrays.stream(socket.getSession().getPeerCertificates())
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .findFirst();
      }
    } catch (IOException unbelievable) {
      return Optional.empty();
    }
  }

  private static String hash(X509Certificate leaf) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(leaf.getPublicKey().getEncoded()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
