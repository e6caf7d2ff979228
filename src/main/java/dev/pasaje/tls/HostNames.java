// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a certificate is for a host: RFC 9525, by the subject alternative names alone.
final class HostNames {
  private HostNames() {}

  /// @param host a DNS name or an address, IPv6 without brackets
  /// @param names DNS names and addresses of the certificate
  static boolean match(String host, List<String> names) {
    Optional<InetAddress> address = literal(host);
    return address.isPresent()
        ? names.stream().map(HostNames::literal).anyMatch(address::equals)
        : names.stream().anyMatch(name -> match(ascii(host), ascii(name)));
  }

  /// Whether a host is an address rather than a name.
  static boolean isAddress(String host) {
    return literal(host).isPresent();
  }

  private static boolean match(String host, String pattern) {
    if (host.isEmpty() || pattern.isEmpty() || literal(pattern).isPresent()) {
      return false;
    }
    if (!pattern.startsWith("*.")) {
      return host.equals(pattern);
    }
    String domain = pattern.substring(1);
    int dot = host.indexOf('.');
    // One whole label on the left, and never a whole top-level domain.
    return dot > 0
        && domain.indexOf('*') < 0
        && domain.indexOf('.', 1) > 0
        && host.substring(dot).equals(domain);
  }

  /// Lower-case A-labels without the dot of the root; empty when it is no name.
  private static String ascii(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noName) {
      return "";
    }
  }

  /// Looks nothing up: what is not written as an address is none.
  private static Optional<InetAddress> literal(String text) {
    boolean four = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean six = text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]{2,45}");
    if (!four && !six) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(six ? "[" + text + "]" : text));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
