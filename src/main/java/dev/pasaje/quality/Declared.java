// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An answer of the merchant where no probe can see.
///
/// @param date when it was given, as written; empty when nobody said
record Declared(boolean answer, Optional<String> date) {
  /// Another name for the declaration of a rule, as written in settings files (design 5).
  private static final Map<String, String> ALSO =
      Map.of(
          "refunds-by-api", "refunds-api",
          "cancellations-by-api", "cancellation-api",
          "chargebacks-by-api", "chargebacks-api");

  /// `true`, `"yes"`, or `{answer, date, note}`; anything else is no answer.
  static Optional<Declared> of(Tree value) {
    Optional<String> text = value.node().isObject() ? value.text("answer") : value.text();
    return text.flatMap(Declared::yesOrNo).map(yes -> new Declared(yes, value.text("date")));
  }

  static String key(String written) {
    String kebab = written.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return ALSO.getOrDefault(kebab, kebab);
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "sí", "si", "sim" -> Optional.of(true);
      case "false", "no", "não", "nao" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// `true`, or `true (2026-10-01)`.
  String shown() {
    return answer + date.map(day -> " (" + day + ")").orElse("");
  }
}
