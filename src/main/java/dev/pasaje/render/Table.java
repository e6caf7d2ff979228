// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;
import java.util.stream.IntStream;

/// Rows under a heading, each column as wide as its widest cell; numbers stand below each other.
final class Table {
  private Table() {}

  /// Whether a column holds numbers and nothing else, gaps aside.
  static boolean isNumbers(List<List<String>> rows, int column) {
    List<String> cells =
        rows.stream().map(row -> row.get(column)).filter(cell -> !cell.isEmpty()).toList();
    return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.matches("-?\\d[\\d.]*"));
  }

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
    boolean[] numbers = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      numbers[i] = isNumbers(rows.subList(1, rows.size()), i);
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = sheet.shown(row.get(i));
        String gap = " ".repeat(widths[i] - Columns.width(cell));
        line.append(numbers[i] ? gap + cell : cell + gap).append("  ");
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
