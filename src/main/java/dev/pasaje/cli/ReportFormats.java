// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.render.HtmlReport;
import dev.pasaje.render.JsonReport;
import dev.pasaje.render.MarkdownReport;
import dev.pasaje.render.Style;
import dev.pasaje.render.TextReport;
import java.util.List;

/// Which report can be written in which format, and by whom.
public final class ReportFormats {
  static final List<Format> READINESS =
      List.of(Format.TEXT, Format.JSON, Format.MARKDOWN, Format.HTML);
  static final List<Format> QUALITY = List.of(Format.values());

  private ReportFormats() {}

  public static String of(ReadinessReport report, Format format, Terminal terminal) {
    return switch (format) {
      case TEXT -> TextReport.of(report, style(terminal));
      case JSON -> JsonReport.of(report, terminal.language());
      case MARKDOWN -> MarkdownReport.of(report, terminal.language());
      case HTML -> HtmlReport.of(report, terminal.language());
      case JSONL -> throw new IllegalArgumentException("one verdict is one document");
    };
  }

  /// Several subjects in JSON become JSON Lines: one object a line.
  static String of(List<QualityReport> reports, Format format, Terminal terminal) {
    return switch (format) {
      case TEXT -> TextReport.of(reports, style(terminal));
      case JSON ->
          reports.size() == 1
              ? JsonReport.of(reports.getFirst(), terminal.language())
              : JsonReport.lines(reports, terminal.language());
      case JSONL -> JsonReport.lines(reports, terminal.language());
      case MARKDOWN -> MarkdownReport.of(reports, terminal.language());
      case HTML -> HtmlReport.of(reports, terminal.language());
    };
  }

  static Style style(Terminal terminal) {
    return new Style(terminal.language(), terminal.width(), terminal.colour(), terminal.unicode());
  }
}
