// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.util.Locale;

/// Why a row cannot be read, or a cell not be trusted. Its text is `why.<id>` of the bundle
/// `reports`.
public enum Why {
  /// Another number of cells than the heading has.
  CELLS,
  /// A quote that never ends, or a record longer than any report has.
  QUOTE,
  /// A cell longer than any report has.
  LONG,
  /// No amount such as -1234.50.
  AMOUNT,
  /// More than two decimals.
  DECIMALS,
  /// More digits than Numeric(17,2) has.
  DIGITS,
  /// Neither credited nor debited, or without the amount every row has.
  NO_AMOUNT,
  /// No moment such as 2026-09-01T10:00:00.000-03:00.
  TIME,
  /// A moment without its offset from UTC.
  OFFSET,
  /// No small whole number.
  COUNT,
  /// A spreadsheet turned an id into a number and lost digits (domain/reports.md 15.14).
  DAMAGED,
  /// A cell that computes, or one that failed to.
  FORMULA;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
