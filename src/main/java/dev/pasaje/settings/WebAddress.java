// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses as people type them: `https://tiendañandú.example/pagar?x=1`.
///
/// A host beyond ASCII becomes its `xn--` form (IDNA, as browsers send it); other letters that an
/// address cannot carry are percent-encoded.
public final class WebAddress {
  private static final Pattern PARTS =
      Pattern.compile("(?i)(https?)://([^/?#@\\\\\\s:\\[]+)(:\\d{1,5})?([/?#].*)?");
  private static final int MAX_LENGTH = 2048;

  private WebAddress() {}

  /// The address; empty when it is no absolute `http` or `https` address, names a user, or is
  /// longer than 2048 characters.
  public static Optional<URI> of(String typed) {
    String text = typed.strip();
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Matcher parts = PARTS.matcher(text);
      URI uri =
          parts.matches()
              ? new URI(
                  parts.group(1).toLowerCase(Locale.ROOT)
                      + "://"
                      + IDN.toASCII(parts.group(2)).toLowerCase(Locale.ROOT)
                      + (parts.group(3) == null ? "" : parts.group(3))
                      + (parts.group(4) == null ? "" : encoded(parts.group(4))))
              : new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      boolean reachable = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65535;
      return web && reachable && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException bad) {
      return Optional.empty();
    }
  }

  private static String encoded(String rest) throws URISyntaxException {
    return new URI(rest.replace(" ", "%20").replace("|", "%7C")).toASCIIString();
  }
}
