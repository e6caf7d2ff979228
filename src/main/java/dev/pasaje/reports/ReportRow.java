// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.math.BigDecimal;
import java.util.Optional;

/// One row of a report file.
public sealed interface ReportRow permits Settlement, Release {
  /// Where the record starts, from 1; in a spreadsheet the row.
  long line();

  /// What tells this row from others, since no file has an id for it (domain/reports.md 17).
  String rowKey();

  /// From 1, among equal keys of one file.
  int occurrence();

  RowClass kind();

  Fields fields();

  /// What it changed in the account's money, fees and taxes taken off.
  BigDecimal net();

  /// Before fees and taxes, signed.
  BigDecimal gross();

  /// All fees, negative when charged.
  BigDecimal fees();

  /// Taxes withheld, negative.
  default BigDecimal taxes() {
    return fields().sum(Field.TAXES_AMOUNT);
  }

  /// ISO 4217; empty when the file has no such column.
  Optional<String> currency();

  /// When it counted in its report.
  Optional<Stamp> date();

  default Optional<String> sourceId() {
    return fields().text(Field.SOURCE_ID);
  }

  default Optional<String> reference() {
    return fields().text(Field.EXTERNAL_REFERENCE);
  }
}
