// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.secret.Redactor;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses found in pages: resolved, stripped of what may be private, told apart by owner.
final class Links {
  static final String SDK_HOST = "sdk.mercadopago.com";
  private static final int MAX_LENGTH = 2048;
  private static final Pattern AWKWARD = Pattern.compile("[\\s<>\"{}|\\\\^`]");

  /// domain/credentials.md 9.6, the official list, with the country domains of sites.md 1.
  private static final Pattern OFFICIAL =
      Pattern.compile(
          "(.+\\.)?(mercadopago\\.com(\\.(ar|br|mx|co|pe|uy))?|mercadopago\\.cl"
              + "|mercadolibre\\.com(\\.(ar|br|mx|co|pe|uy))?|mercadolibre\\.cl"
              + "|mercadolivre\\.com(\\.br)?|mlstatic\\.com)");

  private Links() {}

  /// The absolute address behind a text in a page; empty when it is none, or not of the web.
  static Optional<URI> resolve(URI base, String text) {
    String clean = text.strip().replaceAll("[\\t\\n\\r]", "").replace('\\', '/');
    if (clean.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      URI found = base.resolve(new URI(encoded(clean)));
      String scheme = String.valueOf(found.getScheme()).toLowerCase(Locale.ROOT);
      return found.getHost() != null && (scheme.equals("https") || scheme.equals("http"))
          ? Optional.of(found)
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return AWKWARD
        .matcher(text)
        .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
  }

  /// The address without user, query and fragment, which may carry what is nobody's business.
  static String clean(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return Redactor.redact(origin(address) + (path.isEmpty() ? "/" : path))
        .replace(Secret.REDACTED, "REDACTED");
  }

  static String clean(String address) {
    try {
      URI uri = new URI(encoded(address));
      return uri.getHost() == null ? scheme(uri) + ":" : clean(uri);
    } catch (URISyntaxException odd) {
      return Redactor.redact(address.replaceFirst("[?#].*$", "").replaceAll("\\s", ""));
    }
  }

  static String origin(URI address) {
    return scheme(address)
        + "://"
        + host(address)
        + (address.getPort() == -1 ? "" : ":" + address.getPort());
  }

  static String scheme(URI address) {
    return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
  }

  static String host(URI address) {
    return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
  }

  static String host(String address) {
    try {
      return host(new URI(address));
    } catch (URISyntaxException odd) {
      return "";
    }
  }

  /// Whether a host is Mercado Pago's.
  static boolean official(String host) {
    return OFFICIAL.matcher(host).matches();
  }

  /// Whether a host is the shop's: the page's own, or one with it under a registered name.
  static boolean own(String host, String page) {
    return registered(host).equals(registered(page));
  }

  /// The name somebody registered, as near as it can be told without the public suffix list: two
  /// labels, or three under a second level such as `com.br`.
  private static String registered(String host) {
    if (host.contains(":") || host.matches("[\\d.]+")) {
      return host;
    }
    String[] labels = host.split("\\.");
    int count = labels.length;
    boolean secondLevel =
        count > 2 && labels[count - 1].length() == 2 && labels[count - 2].length() <= 3;
    int kept = Math.min(count, secondLevel ? 3 : 2);
    return String.join(".", List.of(labels).subList(count - kept, count));
  }

  static boolean plain(String address) {
    return address.regionMatches(true, 0, "http://", 0, 7);
  }

  /// MercadoPago.js version 2 from where it must be loaded; domain/quality.md A4.
  static boolean isSdk2(String address) {
    return address.matches("https?://sdk\\.mercadopago\\.com/js/v2/?");
  }

  /// Version 1 from anywhere: its file, or the version in the official address.
  static boolean isSdk1(String address) {
    return address.matches("https?://[^/]+/(.*/)?v1/mercadopago\\.js")
        || address.matches("https?://sdk\\.mercadopago\\.com/js/v1/?");
  }

  /// The device identifier's script; domain/quality.md B5.
  static boolean isSecurityJs(String address) {
    return address.matches("https?://www\\.mercadopago\\.com/v2/security\\.js");
  }

  /// A file that is called as MercadoPago.js is, but comes from somebody else. A name such as
  /// `mercadopago.js` alone says nothing: shops call their own code so.
  static boolean isNamedAsSdk(String address) {
    return address.matches(
            "(?i)https?://[^/]+/(.*/)?(mercado-?pago[.-](sdk|v[12]|js[.-]v[12])([.-]min)?\\.js"
                + "|v[12]/mercadopago(\\.min)?\\.js|sdk\\.mercadopago\\.com/js/v[12].*)")
        && !official(host(address));
  }
}
