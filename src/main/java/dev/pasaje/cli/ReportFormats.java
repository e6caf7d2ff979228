// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.render.JsonReport;
import dev.pasaje.render.Style;
import dev.pasaje.render.TextReport;
import java.util.List;

/// Which report can be written in which format, and by whom.
public final class ReportFormats {
  static final List<Format> READINESS = List.of(Format.TEXT, Format.JSON);
  static final List<Format> QUALITY = List.of(Format.TEXT, Format.JSON, Format.JSONL);

  private ReportFormats() {}

  public static String of(ReadinessReport report, Format format, Terminal terminal) {
    return switch (format) {
      case TEXT -> TextReport.of(report, style(terminal));
      case JSON -> JsonReport.of(report, terminal.language());
      case JSONL, MARKDOWN, HTML -> throw new IllegalArgumentException(format.id());
    };
  }

  static String of(List<QualityReport> reports, Format format, Terminal terminal) {
    return switch (format) {
      case TEXT -> TextReport.of(reports, style(terminal));
      case JSON ->
          reports.size() == 1
              ? JsonReport.of(reports.getFirst(), terminal.language())
              : JsonReport.lines(reports, terminal.language());
      case JSONL -> JsonReport.lines(reports, terminal.language());
      case MARKDOWN, HTML -> throw new IllegalArgumentException(format.id());
    };
  }

  private static Style style(Terminal terminal) {
    return new Style(terminal.language(), terminal.width(), terminal.colour(), terminal.unicode());
  }
}
