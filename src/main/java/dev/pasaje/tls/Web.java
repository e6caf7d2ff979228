// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.outside.Addresses;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// Asks for one address with GET: no cookie, no body, no credential, and whatever certificate, for
/// whom to believe is told elsewhere.
///
/// @param agent the value of the User-Agent header
record Web(Resolver resolver, TimeBox box, TlsCrypto crypto, String agent) {
  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.TLS_1_0, Protocol.TLS_1_1, Protocol.TLS_1_2, Protocol.TLS_1_3);

  /// Which addresses may be asked.
  enum Reach {
    ANYWHERE,
    PUBLIC
  }

  /// The host has addresses, but none that may be asked.
  static final class OutOfReachException extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfReachException(String host) {
      super(host + " has no public address");
    }
  }

  /// An answer.
  @SuppressWarnings("ArrayRecordComponent") // made by one call, read by one caller
  record Answer(HttpHead head, byte[] body) {}

  /// Gets an address.
  ///
  /// @param place of the address
  /// @param body how much of it to read; more than that is left
  Answer get(URI address, Place place, Reach reach, Duration patience, int body)
      throws IOException {
    List<InetAddress> all = resolver.of(place.host(), box.left());
    List<InetAddress> allowed =
        all.stream().filter(one -> reach == Reach.ANYWHERE || Addresses.isPublic(one)).toList();
    if (allowed.isEmpty()) {
      throw new OutOfReachException(place.host());
    }
    try (Line line = connect(allowed, place, patience)) {
      if (!Place.scheme(address).equals("https")) {
        return exchange(line.in(), line.out(), address, place, body);
      }
      Handshake.Open open =
          Handshake.over(
              line,
              crypto,
              new Handshake.Offer(
                  place.serverName(),
                  PROTOCOLS,
                  Stream.concat(
                          Suites.parts(Protocol.TLS_1_3).getFirst().stream(),
                          Suites.ordinary().stream())
                      .toList(),
                  List.of("http/1.1"),
                  Handshake.Signatures.ANY));
      return exchange(
          open.tls().getInputStream(), open.tls().getOutputStream(), address, place, body);
    }
  }

  private Line connect(List<InetAddress> addresses, Place place, Duration patience)
      throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      try {
        return Line.to(new InetSocketAddress(address, place.port()), box, patience, () -> {});
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    throw last;
  }

  private Answer exchange(InputStream in, OutputStream out, URI address, Place place, int body)
      throws IOException {
    String path =
        address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String request =
        "GET "
            + URI.create(path + query).toASCIIString()
            + " HTTP/1.1\r\nHost: "
            + place.header(Place.scheme(address).equals("https") ? 443 : 80)
            + "\r\nUser-Agent: "
            + agent
            + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    InputStream buffered = new BufferedInputStream(in);
    HttpHead head = HttpHead.read(buffered);
    return new Answer(head, body == 0 ? new byte[0] : buffered.readNBytes(body));
  }
}
