// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.secret.Redactor;
import java.util.Locale;

/// Makes text that came from outside fit to be shown: no secret, nothing that steers a terminal or
/// turns the direction of the text around.
final class Clean {
  private Clean() {}

  static String of(String text) {
    String safe = Redactor.redact(text);
    if (safe.codePoints().noneMatch(Clean::steers)) {
      return safe;
    }
    StringBuilder shown = new StringBuilder();
    safe.codePoints()
        .forEach(codePoint -> {
          if (!steers(codePoint)) {
            shown.appendCodePoint(codePoint);
          } else if (codePoint == '\n' || codePoint == '\t' || codePoint == '\r') {
            shown.append(codePoint == '\n' ? "\\n" : codePoint == '\t' ? "\\t" : "\\r");
          } else {
            shown.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
          }
        });
    return shown.toString();
  }

  /// Control characters, direction marks, lone surrogates and separators that break lines.
  private static boolean steers(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Zero-width joiners build emoji and are harmless; the rest of the formats hide or turn text.
      case Character.FORMAT -> codePoint != 0x200D;
      default -> false;
    };
  }
}
