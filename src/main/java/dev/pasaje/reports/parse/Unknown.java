// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.util.List;

/// A value no document names, in a column whose values are known. Its rows are kept.
///
/// @param lines the first of them
/// @param count of all
public record Unknown(String column, String value, List<Long> lines, long count) {
  public Unknown {
    lines = List.copyOf(lines);
  }
}
