// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Map;

/// A row that cannot be read, or (as a doubt) a cell of a row that was read.
///
/// @param line from 1; in a spreadsheet the row
/// @param column its key, or its heading where that is unknown; empty when it is about the row
/// @param found what stands there, cut
/// @param raw the whole row as read, cut
public record Malformed(long line, String column, String found, Why why, String raw) {
  private static final int MOST = 400;

  public Malformed {
    found = cut(found, 80);
    raw = cut(raw, MOST);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /// One line for people: file, line, column, what was found and why it cannot be.
  public String in(Language language, String file) {
    Texts texts = Texts.of("reports", language);
    return texts.get(
        column.isEmpty() ? "malformed.row" : "malformed.cell",
        Map.of(
            "file", file,
            "line", Long.toString(line),
            "column", column,
            "found", found,
            "why", texts.get("why." + why.id())));
  }
}
