// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.view;

import java.util.List;

/// A filled view: amounts as plain decimals, moments and days in the report's own zone.
///
/// @param rows cells as the view's columns name them
/// @param left rows that were not listed because there were too many
public record ViewTable(View view, List<List<String>> rows, long left) {
  public ViewTable {
    rows = List.copyOf(rows);
  }
}
