// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text given as arguments, or on standard input when the only one is `-`.
final class TypedText {
  /// Far above any code or key; the rest of an endless input is not read.
  private static final int MOST = 4096;

  private TypedText() {}

  /// Blanks inside split a text that was not quoted; nothing but its owner may see it, so it is put
  /// together again instead of being complained about piece by piece.
  static String of(List<String> arguments, Terminal terminal) {
    if (!arguments.equals(List.of("-"))) {
      return String.join(" ", arguments).strip();
    }
    try {
      return new String(terminal.in().readNBytes(MOST), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
