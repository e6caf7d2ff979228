// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a `Strict-Transport-Security` header says: RFC 6797 6.1.
///
/// @param maxAge in seconds; empty when the header must be ignored
/// @param fault what is wrong with it, short and technical; empty when it is well formed
record Hsts(Optional<Long> maxAge, Optional<String> fault) {
  /// The least that testssl.sh and SSL Labs call long enough: 180 days.
  static final long LEAST_SECONDS = 15_552_000;

  /// @param values of the header, as sent; the first counts, more than one is a fault (RFC 6797
  ///   8.1)
  static Hsts of(List<String> values) {
    if (values.isEmpty()) {
      return broken("no header");
    }
    Hsts first = of(values.getFirst());
    return values.size() == 1 || first.fault().isPresent()
        ? first
        : new Hsts(first.maxAge(), Optional.of(values.size() + " headers, only the first counts"));
  }

  private static Hsts of(String value) {
    Map<String, String> directives = new HashMap<>();
    for (String part : parts(value)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name =
          (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
      if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
        return broken("not a directive: " + part.strip());
      }
      if (directives.put(name, equals < 0 ? "" : unquoted(part.substring(equals + 1))) != null) {
        return broken(name + " twice");
      }
    }
    String age = directives.get("max-age");
    if (age == null) {
      return broken("no max-age");
    }
    if (!age.matches("\\d+")) {
      return broken("max-age is no number: " + age);
    }
    if (!directives.getOrDefault("includesubdomains", "").isEmpty()) {
      return broken("includeSubDomains has a value");
    }
    // Twelve digits are 30,000 years; whoever sends more means for ever.
    return new Hsts(
        Optional.of(age.length() > 12 ? 999_999_999_999L : Long.parseLong(age)), Optional.empty());
  }

  /// Split at semicolons outside quotation marks.
  private static List<String> parts(String value) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      quoted ^= letter == '"';
      if (letter == ';' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(letter);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unquoted(String value) {
    String bare = value.strip();
    return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
        ? bare.substring(1, bare.length() - 1)
        : bare;
  }

  private static Hsts broken(String why) {
    return new Hsts(Optional.empty(), Optional.of(why));
  }
}
