// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.ReportFamily;
import java.util.List;

/// What reading one file came to.
///
/// @param name of the file
/// @param sha256 of the untouched file, in hex
/// @param rows read and handed on
/// @param malformed rows that were not, in the order of the file; at most [#MOST]
/// @param malformedRows how many in all
/// @param unknown values kept as they are
/// @param doubts cells of rows that were read, which a spreadsheet has harmed; at most [#MOST]
/// @param missingColumns of the report's usual set
/// @param unknownColumns headings nobody has documented; their cells are kept
public record Parsed(
    String name,
    String sha256,
    ReportFamily family,
    Layout layout,
    long rows,
    List<Malformed> malformed,
    long malformedRows,
    List<Unknown> unknown,
    List<Malformed> doubts,
    List<String> missingColumns,
    List<String> unknownColumns) {
  /// More lines about bad lines help nobody.
  public static final int MOST = 10_000;

  public Parsed {
    malformed = List.copyOf(malformed);
    unknown = List.copyOf(unknown);
    doubts = List.copyOf(doubts);
    missingColumns = List.copyOf(missingColumns);
    unknownColumns = List.copyOf(unknownColumns);
  }

  /// How the file was written.
  ///
  /// @param format `csv` or `xlsx`
  /// @param encoding of a CSV file
  /// @param separator of a CSV file
  /// @param language of the headings: `en`, `es` or `pt`
  public record Layout(String format, String encoding, String separator, String language) {}
}
