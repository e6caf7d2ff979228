// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;
import java.util.stream.IntStream;

/// Rows under a heading, each column as wide as its widest cell.
final class Table {
  private Table() {}

  /// Writes them when they fit.
  ///
  /// @param rows the heading first
  /// @return false, and nothing is written, when a line would be wider than the sheet
  static boolean fits(List<List<String>> rows, Sheet sheet) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Columns.width(sheet.shown(row.get(i))));
      }
    }
    if (IntStream.of(widths).sum() + 2 * (columns - 1) > sheet.style().width()) {
      return false;
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = sheet.shown(row.get(i));
        line.append(cell).append(" ".repeat(widths[i] - Columns.width(cell) + 2));
      }
      boolean head = row.equals(rows.getFirst());
      sheet.row(
          0,
          "",
          Sheet.Ink.PLAIN,
          line.toString().stripTrailing(),
          head ? Sheet.Ink.SOFT : Sheet.Ink.PLAIN);
    }
    return true;
  }
}
