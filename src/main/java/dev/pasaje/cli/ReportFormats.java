// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.render.CsvReport;
import dev.pasaje.render.HtmlReport;
import dev.pasaje.render.JUnitReport;
import dev.pasaje.render.JsonReport;
import dev.pasaje.render.MarkdownReport;
import dev.pasaje.render.SarifReport;
import dev.pasaje.render.Style;
import dev.pasaje.render.TextReport;
import java.util.Arrays;
import java.util.List;

/// Which report can be written in which format, and by whom.
public final class ReportFormats {
  static final List<Format> READINESS =
      Arrays.stream(Format.values()).filter(format -> format != Format.XLSX).toList();

  /// All but SARIF: a payment is no place in a repository.
  static final List<Format> QUALITY =
      READINESS.stream().filter(format -> format != Format.SARIF).toList();

  private ReportFormats() {}

  /// @param run what a SARIF file says of the run
  public static String of(
      ReadinessReport report, Format format, Terminal terminal, SarifReport.Run run) {
    return switch (format) {
      case TEXT -> TextReport.of(report, style(terminal));
      case JSON -> JsonReport.of(report, terminal.language());
      case MARKDOWN -> MarkdownReport.of(report, terminal.language());
      case HTML -> HtmlReport.of(report, terminal.language());
      case JSONL -> JsonReport.lines(report, terminal.language());
      case CSV -> CsvReport.of(report, terminal.language());
      case JUNIT -> JUnitReport.of(report, terminal.language());
      case SARIF -> SarifReport.of(report, terminal.language(), run);
      case XLSX -> throw new IllegalArgumentException(Format.XLSX.id());
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
      case CSV -> CsvReport.of(reports, terminal.language());
      case JUNIT -> JUnitReport.of(reports, terminal.clock().instant(), terminal.language());
      case SARIF -> throw new IllegalArgumentException("a payment is no place in a repository");
      case XLSX -> throw new IllegalArgumentException(Format.XLSX.id());
      case MARKDOWN -> MarkdownReport.of(reports, terminal.language());
      case HTML -> HtmlReport.of(reports, terminal.language());
    };
  }

  static Style style(Terminal terminal) {
    return new Style(terminal.language(), terminal.width(), terminal.colour(), terminal.unicode());
  }
}
