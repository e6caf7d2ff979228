// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;
import java.util.stream.Collectors;

/// The few forms of GitHub's Markdown that reports use, with every text escaped.
final class Markdown {
  private Markdown() {}

  /// A text in which nothing is markup. An underscore within a word is none and stays readable.
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '\\', '`', '*', '[', ']', '|', '~' -> safe.append('\\').append(c);
        case '_' -> safe.append(withinWord(text, i) ? "_" : "\\_");
        case '#' -> safe.append(i == 0 ? "\\#" : "#");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean withinWord(String text, int index) {
    return index > 0
        && index + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(index - 1))
        && Character.isLetterOrDigit(text.charAt(index + 1));
  }

  /// A code span fenced by more backticks than the text has in a row.
  static String code(String text) {
    if (text.isBlank()) {
      return "` `";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String room = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + room + text + room + fence;
  }

  /// A row of a table; the cells are Markdown already.
  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  static String head(List<String> names) {
    return row(names) + "|" + " --- |".repeat(names.size()) + "\n";
  }
}
