// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.net.URI;
import java.util.Optional;

/// An address of the settings to be measured.
///
/// @param plain the address without TLS that should lead to it; empty when there is none, as with
///   ports of one's own
public record TlsTarget(TlsFacts.Use use, URI address, Optional<URI> plain) {

  /// An address whose plain twin, if it has the usual port, is the same host on port 80.
  public static TlsTarget of(TlsFacts.Use use, URI address) {
    boolean usualPort = address.getPort() == -1 || address.getPort() == 443;
    boolean https = "https".equalsIgnoreCase(address.getScheme());
    return new TlsTarget(
        use,
        address,
        https && usualPort
            ? Optional.of(URI.create("http://" + address.getHost() + "/"))
            : Optional.empty());
  }
}
