// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.util.BitSet;

/// The cells of a row as text.
///
/// @param numbers which cells a spreadsheet holds as numbers; none in CSV
/// @param bad which compute or failed
@SuppressWarnings("ArrayRecordComponent") // made by one reader, used up by one caller
record RawRow(long line, String[] cells, BitSet numbers, BitSet bad) {
  static final BitSet NONE = new BitSet(0);

  String raw() {
    return String.join(" | ", cells);
  }

  /// How many lines of the file it takes.
  long lines() {
    long lines = 1;
    for (String cell : cells) {
      if (cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0) {
        continue;
      }
      for (int i = 0; i < cell.length(); i++) {
        char c = cell.charAt(i);
        boolean pair = c == '\n' && i > 0 && cell.charAt(i - 1) == '\r';
        lines += c == '\r' || (c == '\n' && !pair) ? 1 : 0;
      }
    }
    return lines;
  }
}
