// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.outside.Outlook;
import dev.pasaje.tls.TlsFacts.Egress;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Connects to the API as an ordinary client of the JDK would.
final class EgressLook {
  private EgressLook() {}

  /// Empty when the address is not `https`.
  static Optional<Egress> at(URI api, Outlook outlook, Resolver resolver) {
    Optional<Place> place = Place.of(api);
    if (place.isEmpty() || !Place.scheme(api).equals("https")) {
      return Optional.empty();
    }
    try (TimeBox box = new TimeBox(outlook.limit())) {
      try {
        return Optional.of(connect(api, place.get(), outlook, resolver, box));
      } catch (IOException failed) {
        return Optional.of(
            new Egress(api, Optional.of(box.failure(failed)), Optional.empty(), false));
      }
    }
  }

  private static Egress connect(
      URI api, Place place, Outlook outlook, Resolver resolver, TimeBox box) throws IOException {
    List<InetAddress> addresses = resolver.of(place.host(), box.left());
    Socket plain =
        box.connect(new InetSocketAddress(addresses.getFirst(), place.port()), box.left());
    try {
      plain.setSoTimeout(box.millis(box.left()));
      try (Socket wrapped =
          outlook
              .trust()
              .context()
              .getSocketFactory()
              .createSocket(plain, place.host(), place.port(), true)) {
        if (!(wrapped instanceof SSLSocket tls)) {
          throw new IllegalStateException("no TLS socket");
        }
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        String version = tls.getSession().getProtocol();
        return new Egress(api, Optional.empty(), protocol(version), true);
      }
    } finally {
      box.release(plain);
    }
  }

  // The JDK says `TLSv1` where others say `TLSv1.0`.
  private static Optional<Protocol> protocol(String name) {
    String label = name.equals("TLSv1") ? "TLSv1.0" : name;
    return Stream.of(Protocol.values()).filter(one -> one.label().equals(label)).findFirst();
  }
}
