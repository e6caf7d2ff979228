// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One address pattern of a content security policy: `https:`, `*.example.com:*`, `'self'`, matched
/// as CSP level 3, 6.7.2.8 says.
final class SourceExpression {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:([a-zA-Z][a-zA-Z0-9+.-]*)://)?(\\*|(?:\\*\\.)?[a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)*)"
              + "(?::(\\d{1,5}|\\*))?(/[^?#]*)?");

  private SourceExpression() {}

  /// @param url without a path when any address of its host is meant
  /// @param self the page the policy belongs to
  static boolean matches(String expression, URI url, URI self) {
    String scheme = Links.scheme(url);
    if (expression.equals("*")) {
      return scheme.equals("https")
          || scheme.equals("http")
          || schemeMatches(Links.scheme(self), scheme);
    }
    if (expression.equalsIgnoreCase("'self'")) {
      return self(url, self);
    }
    Matcher whole = SCHEME.matcher(expression);
    if (whole.matches()) {
      return schemeMatches(whole.group(1), scheme);
    }
    Matcher host = HOST.matcher(expression);
    if (!host.matches()) {
      return false;
    }
    String demanded = host.group(1) == null ? Links.scheme(self) : host.group(1);
    return schemeMatches(demanded, scheme)
        && hostMatches(host.group(2), Links.host(url))
        && portMatches(Optional.ofNullable(host.group(3)), url)
        && pathMatches(Optional.ofNullable(host.group(4)), url);
  }

  private static boolean self(URI url, URI self) {
    boolean usualPorts = usualPort(url) && usualPort(self);
    return Links.host(url).equals(Links.host(self))
        && (port(url) == port(self) || usualPorts)
        && schemeMatches(Links.scheme(self), Links.scheme(url));
  }

  /// What is safer than demanded is allowed too.
  private static boolean schemeMatches(String demanded, String scheme) {
    return switch (demanded.toLowerCase(Locale.ROOT)) {
      case "http" -> scheme.equals("http") || scheme.equals("https");
      case "ws" -> scheme.matches("wss?|https?");
      case "wss" -> scheme.equals("wss") || scheme.equals("https");
      default -> demanded.equalsIgnoreCase(scheme);
    };
  }

  private static boolean hostMatches(String pattern, String host) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    if (wanted.equals("*")) {
      return true;
    }
    if (wanted.startsWith("*.")) {
      return host.endsWith(wanted.substring(1));
    }
    // Addresses in numbers match nothing but this one.
    boolean numbers = wanted.matches("[\\d.]+");
    return wanted.equals(host) && (!numbers || wanted.equals("127.0.0.1"));
  }

  private static boolean portMatches(Optional<String> pattern, URI url) {
    if (pattern.isEmpty()) {
      return usualPort(url);
    }
    // Browsers let a policy for port 80 stand for 443 as well.
    return pattern.get().equals("*")
        || pattern.get().equals(Integer.toString(port(url)))
        || (pattern.get().equals("80") && port(url) == 443);
  }

  private static boolean pathMatches(Optional<String> pattern, URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    if (pattern.isEmpty() || pattern.get().equals("/") || path.isEmpty()) {
      return true;
    }
    String wanted = decoded(pattern.get());
    return wanted.endsWith("/") ? decoded(path).startsWith(wanted) : decoded(path).equals(wanted);
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException odd) {
      return path;
    }
  }

  private static int port(URI url) {
    return url.getPort() != -1 ? url.getPort() : Links.scheme(url).matches("https|wss") ? 443 : 80;
  }

  private static boolean usualPort(URI url) {
    return port(url) == (Links.scheme(url).matches("https|wss") ? 443 : 80);
  }
}
