// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.outside.Outlook;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Journey;
import dev.pasaje.tls.TlsFacts.Use;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// Measures one host within its time: all its addresses and all journeys at once.
record HostLook(Outlook outlook, Resolver resolver, TlsCrypto crypto) {
  /// A name with more addresses has the same server behind them.
  private static final int MAX_ADDRESSES = 16;

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  Host at(Place server, List<TlsTarget> targets) {
    try (TimeBox box = new TimeBox(outlook.limit())) {
      List<InetAddress> addresses;
      try {
        addresses =
            resolver.of(server.host(), outlook.limit()).stream()
                .distinct()
                .limit(MAX_ADDRESSES)
                .toList();
      } catch (UnknownHostException unknown) {
        Failure why = Failures.of(unknown);
        return host(server, targets, Optional.of(why), List.of(), Optional.empty(), List.of());
      }
      if (addresses.isEmpty()) {
        Failure why = new Failure(Reason.UNKNOWN_HOST, server.host() + ": no address");
        return host(server, targets, Optional.of(why), List.of(), Optional.empty(), List.of());
      }
      return look(server, targets, addresses, box);
    }
  }

  private Host look(
      Place server, List<TlsTarget> targets, List<InetAddress> addresses, TimeBox box) {
    Web web = new Web(resolver, box, crypto, outlook.userAgent() + " (+go-live check)");
    boolean wide = outlook.allowPrivate();
    Issuers issuers = new Issuers(web, wide ? Web.Reach.ANYWHERE : Web.Reach.PUBLIC);
    Chains chains = new Chains(outlook.trust(), issuers);
    Supplier<List<Endpoint>> endpoints =
        Together.begin(() ->
            Together.all(
                addresses.stream()
                    .<Supplier<Endpoint>>map(one -> () -> scan(server, one, box, chains).look())
                    .toList()));
    Supplier<Optional<Journey>> plain =
        Together.begin(() -> plain(server, targets).map(to -> Travel.from(to, addresses, web)));
    Supplier<List<Journey>> secure =
        Together.begin(() ->
            Together.all(
                targets.stream()
                    .map(one -> secure(server, one.address()))
                    .distinct()
                    .<Supplier<Journey>>map(to -> () -> Travel.from(to, addresses, web))
                    .toList()));
    return host(server, targets, Optional.empty(), endpoints.get(), plain.get(), secure.get());
  }

  private EndpointScan scan(Place server, InetAddress address, TimeBox box, Chains chains) {
    Asker asker = new Asker(new InetSocketAddress(address, server.port()), box);
    return new EndpointScan(address, asker, server.serverName(), crypto, chains);
  }

  private static Host host(
      Place server,
      List<TlsTarget> targets,
      Optional<Failure> unresolved,
      List<Endpoint> endpoints,
      Optional<Journey> plain,
      List<Journey> secure) {
    List<Use> uses = targets.stream().map(TlsTarget::use).distinct().sorted().toList();
    boolean https = targets.stream().anyMatch(one -> Place.scheme(one.address()).equals("https"));
    return new Host(
        server.host(), server.port(), uses, https, unresolved, endpoints, plain, secure);
  }

  /// The twin without TLS: as it was given, or an address that has none itself.
  private static Optional<URI> plain(Place server, List<TlsTarget> targets) {
    Optional<URI> given = targets.stream().flatMap(one -> one.plain().stream()).findFirst();
    if (given.isPresent() || server.port() != HTTPS) {
      return given;
    }
    return targets.stream()
        .map(TlsTarget::address)
        .filter(one -> Place.scheme(one).equals("http"))
        .findFirst();
  }

  private static URI secure(Place server, URI address) {
    if (Place.scheme(address).equals("https")) {
      return address;
    }
    String path = address.getRawPath() == null ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create("https://" + server.header(HTTPS) + path + query);
  }

  /// Where the TLS server of an address is; an address without TLS should have one in the usual
  /// place.
  static Optional<Place> server(URI address) {
    boolean http = Place.scheme(address).equals("http");
    return Place.of(address)
        .map(place -> http && place.port() == HTTP ? new Place(place.host(), HTTPS) : place);
  }
}
