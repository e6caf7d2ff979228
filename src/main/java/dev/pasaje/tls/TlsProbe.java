// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import dev.pasaje.tls.TlsFacts.Egress;
import dev.pasaje.tls.TlsFacts.Host;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Measures the HTTPS of an integration from outside, all hosts at the same time and each within
/// the limit of the [Outlook]. It sends hellos and GET requests, and no credential.
public final class TlsProbe {
  private final Outlook outlook;
  private final Resolver resolver;

  public TlsProbe(Outlook outlook) {
    this(outlook, Addresses::of);
  }

  TlsProbe(Outlook outlook, Resolver resolver) {
    this.outlook = outlook;
    this.resolver = resolver;
  }

  /// Looks once. Addresses that are not `http` or `https`, or have no host, are passed over.
  ///
  /// @param api the address of the API, for the way out of here; empty does not try it
  public TlsFacts look(List<TlsTarget> targets, Optional<URI> api) {
    Instant at = outlook.clock().instant();
    Map<Place, List<TlsTarget>> byServer = new LinkedHashMap<>();
    for (TlsTarget target : targets) {
      HostLook.server(target.address())
          .ifPresent(
              place -> byServer.computeIfAbsent(place, one -> new ArrayList<>()).add(target));
    }
    TlsCrypto crypto = new BcTlsCrypto();
    HostLook look = new HostLook(outlook, resolver, crypto);
    Supplier<Optional<Egress>> egress =
        Together.begin(() -> api.flatMap(to -> EgressLook.at(to, outlook, resolver)));
    List<Host> hosts =
        Together.all(
            byServer.entrySet().stream()
                .<Supplier<Host>>map(one -> () -> look.at(one.getKey(), one.getValue()))
                .toList());
    return new TlsFacts(at, hosts, egress.get());
  }
}
