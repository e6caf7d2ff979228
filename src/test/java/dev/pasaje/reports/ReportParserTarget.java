// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import dev.pasaje.reports.parse.Refused;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Jazzer calls with every input it thinks of: the input is a report file. Anything but rows
/// with amounts or a refusal is a finding.
public final class ReportParserTarget {
  private static final Path FILE = file();

  private ReportParserTarget() {}

  private static Path file() {
    try {
      Path file = Files.createTempFile("fuzzed-", ".csv");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The name and form are Jazzer's.
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Files.write(FILE, input);
      var _ = ReportParser.parse(FILE, ReportParserTarget::check);
    } catch (Refused fine) {
      check(fine);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void check(ReportRow row) {
    boolean whole =
        row.line() > 1
            && row.occurrence() > 0
            && row.net().scale() == 2
            && row.gross().scale() <= 2
            && !row.rowKey().isEmpty();
    if (!whole) {
      throw new IllegalStateException("a row that is none: " + row);
    }
  }

  private static void check(Refused refusal) {
    if (refusal.in(Language.EN).isBlank()) {
      throw new IllegalStateException("refused without a word", refusal);
    }
  }
}
