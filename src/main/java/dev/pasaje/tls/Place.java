// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Host and port of an address, as they go over the wire.
///
/// @param host ASCII, lower case; IPv6 without brackets
record Place(String host, int port) {
  private static final Set<String> WEB = Set.of("http", "https");

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]@]+)(?::([0-9]{0,5}))?");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /// Empty when there is neither `http` nor `https` and a host.
  static Optional<Place> of(URI address) {
    String scheme = scheme(address);
    if (address.getRawAuthority() == null || !WEB.contains(scheme)) {
      return Optional.empty();
    }
    Matcher authority = AUTHORITY.matcher(decoded(address.getRawAuthority()));
    if (!authority.matches()) {
      return Optional.empty();
    }
    String port = authority.group(2);
    int usual = scheme.equals("https") ? 443 : 80;
    int number = port == null || port.isEmpty() ? usual : Integer.parseInt(port);
    return number < 1 || number > 65535
        ? Optional.empty()
        : ascii(authority.group(1)).map(host -> new Place(host, number));
  }

  static String scheme(URI address) {
    return address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
  }

  /// The name for SNI, which must not be an address (RFC 6066, 3).
  Optional<String> serverName() {
    return ADDRESS.matcher(host).matches() ? Optional.empty() : Optional.of(host);
  }

  /// The value of the Host header.
  String header(int usualPort) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == usualPort ? name : name + ":" + port;
  }

  private static Optional<String> ascii(String host) {
    if (host.startsWith("[")) {
      return Optional.of(host.substring(1, host.length() - 1).toLowerCase(Locale.ROOT));
    }
    try {
      String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      String bare = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      boolean usable = !bare.isEmpty() && bare.length() <= 253 && bare.matches("[a-z0-9._-]+");
      return usable ? Optional.of(bare) : Optional.empty();
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private static String decoded(String authority) {
    try {
      return authority.contains("%") && !authority.contains("[")
          ? URLDecoder.decode(authority.replace("+", "%2B"), StandardCharsets.UTF_8)
          : authority;
    } catch (IllegalArgumentException broken) {
      return authority;
    }
  }

  /// Where a redirect leads; empty when that cannot be told, or is not the web.
  static Optional<URI> follow(URI from, String location) {
    String text = escaped(location.strip());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      // The JDK resolves by RFC 2396, in which a mere query takes the last segment away.
      String relative = text.startsWith("?") ? from.getRawPath() + text : text;
      URI bare = withoutFragment(from.resolve(new URI(relative)));
      return of(bare).isPresent() ? Optional.of(bare) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException garbage) {
      return Optional.empty();
    }
  }

  /// The address as it is asked for: no fragment, and never without a path.
  static URI withoutFragment(URI address) {
    String text = address.toString();
    int fragment = text.indexOf('#');
    URI bare = URI.create(fragment < 0 ? text : text.substring(0, fragment));
    boolean noPath = bare.getRawPath() == null || bare.getRawPath().isEmpty();
    return noPath && bare.getRawAuthority() != null
        ? URI.create(bare.getScheme() + "://" + bare.getRawAuthority() + "/" + query(bare))
        : bare;
  }

  private static String query(URI address) {
    return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
  }

  // Servers send what browsers mend.
  private static String escaped(String location) {
    StringBuilder mended = new StringBuilder();
    for (byte one : location.getBytes(StandardCharsets.UTF_8)) {
      boolean illegal = one <= 0x20 || one == 0x7f || "\"<>\\^`{|}".indexOf(one) >= 0;
      mended.append(illegal ? String.format(Locale.ROOT, "%%%02X", one & 0xff) : (char) one);
    }
    return mended.toString();
  }
}
