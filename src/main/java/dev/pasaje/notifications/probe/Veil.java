// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.secret.Redactor;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Takes out of a receiver's words what must not be kept: the signing secrets, signatures, and the
/// values in the query of its own address, which may be passwords. A receiver can echo any of them.
final class Veil {
  /// Signatures, hashes and session ids.
  private static final Pattern LONG_HEX = Pattern.compile("(?i)[0-9a-f]{32,}");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
  private static final String HIDDEN = "…";

  /// A shorter value is part of too many words, and no secret.
  private static final int LEAST_VALUE = 4;

  private final List<String> hidden = new ArrayList<>();

  Veil(ReceiverTarget target) {
    target.secrets().stream().map(Secret::reveal).forEach(hidden::add);
    values(target.url().getRawQuery());
    values(target.url().getQuery());
    hidden.sort(Comparator.comparingInt(String::length).reversed());
  }

  private void values(@org.jspecify.annotations.Nullable String query) {
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        if (parts.length == 2
            && parts[1].length() >= LEAST_VALUE
            && !parts[0].equals("source_news")) {
          hidden.add(parts[1]);
        }
      }
    }
  }

  /// The text on one line, cut.
  String over(String text, int length) {
    String veiled = text;
    for (String value : hidden) {
      veiled = veiled.replace(value, Secret.REDACTED);
    }
    veiled = LONG_HEX.matcher(Redactor.redact(veiled)).replaceAll(Secret.REDACTED);
    veiled = CONTROL.matcher(veiled).replaceAll(" ").strip();
    return veiled.length() <= length ? veiled : veiled.substring(0, length);
  }

  /// An address without the values of its query, and without its fragment.
  static String address(URI url) {
    StringBuilder shown =
        new StringBuilder(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))
            .append("://")
            .append(url.getHost());
    if (url.getPort() > 0) {
      shown.append(':').append(url.getPort());
    }
    shown.append(url.getRawPath() == null ? "" : url.getRawPath());
    if (url.getRawQuery() != null) {
      List<String> names = new ArrayList<>();
      for (String pair : url.getRawQuery().split("&", -1)) {
        names.add(pair.contains("=") ? pair.substring(0, pair.indexOf('=')) + "=" + HIDDEN : pair);
      }
      shown.append('?').append(String.join("&", names));
    }
    return Redactor.redact(shown.toString());
  }
}
