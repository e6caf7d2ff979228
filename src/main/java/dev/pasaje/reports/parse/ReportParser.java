// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Reads a settlement or release report, CSV or XLSX, in one pass after one for its hash. Rows go
/// to the sink as they are read; nothing of the file is kept in memory.
public final class ReportParser {
  private ReportParser() {}

  /// @throws Refused when the file is no such report, or it would be unwise to read it; a bad row
  ///   is no reason
  public static Parsed parse(Path file, RowSink sink) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    if (!Files.isRegularFile(file)) {
      throw new Refused(Files.exists(file) ? "no-file" : "missing", file.toString());
    }
    try {
      Fingerprint print = Fingerprint.of(file);
      if (print.isZip()) {
        return new XlsxFile(file, name, print, sink).read();
      }
      if (print.isOldSpreadsheet()) {
        throw new Refused("old-spreadsheet", name);
      }
      if (print.isUtf16()) {
        throw new Refused("utf-16", name);
      }
      return new CsvFile(file, name, print, sink).read();
    } catch (AccessDeniedException denied) {
      throw new Refused("denied", file.toString());
    } catch (IOException broken) {
      throw new Refused(
          "unreadable", name, Map.of("why", String.valueOf(broken.getMessage())), broken);
    }
  }
}
