// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.text.Language;

/// How a text is set.
///
/// @param width columns, at least 40
/// @param colour whether ANSI colours are shown
/// @param unicode whether anything beyond ASCII can be shown
public record Style(Language language, int width, boolean colour, boolean unicode) {
  public static final int DEFAULT_WIDTH = 80;
  static final int LEAST_WIDTH = 40;

  public Style {
    width = Math.max(LEAST_WIDTH, width);
  }

  /// Eighty columns, no colour, UTF-8: a file or a pipe.
  public static Style plain(Language language) {
    return new Style(language, DEFAULT_WIDTH, false, true);
  }
}
