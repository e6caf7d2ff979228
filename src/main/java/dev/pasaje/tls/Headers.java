// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Host;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a host's own answers said.
final class Headers {
  private Headers() {}

  /// The answers over HTTPS that came from the host itself, the first of each journey.
  static List<Hop> own(Host host) {
    return host.secure().stream()
        .map(journey -> journey.hops().stream().filter(hop -> from(hop, host)).findFirst())
        .flatMap(Optional::stream)
        .toList();
  }

  /// `Strict-Transport-Security` of each of those answers.
  static List<List<String>> hsts(Host host) {
    return own(host).stream().map(Hop::hsts).toList();
  }

  private static boolean from(Hop hop, Host host) {
    return secure(hop.address()) && name(hop.address()).equals(host.name());
  }

  static boolean secure(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  /// The host in an address, lower case, IPv6 without brackets; empty when it names none.
  static String name(URI address) {
    String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
