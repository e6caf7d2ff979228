// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.ReportRow;

/// Takes the rows of a file in their order, while it is read.
@FunctionalInterface
public interface RowSink {
  void row(ReportRow row);

  /// Before the first row, once the heading was understood.
  ///
  /// @param sha256 of the file, in hex
  default void begin(ReportFamily family, String sha256) {}

  /// How far the file was read, in bytes; now and then.
  default void progress(long done, long all) {}
}
