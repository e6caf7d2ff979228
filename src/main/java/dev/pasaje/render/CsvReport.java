// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Waiver;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reports for spreadsheets: RFC 4180 in UTF-8, one finding a row, the same columns always, none of
/// them a formula.
public final class CsvReport {
  static final List<String> COLUMNS =
      List.of(
          "subject",
          "requirement",
          "check",
          "title",
          "severity",
          "outcome",
          "reason",
          "weight",
          "evidence",
          "problem",
          "remedy",
          "aspect",
          "official_name",
          "source",
          "waiver",
          "waiver_note",
          "waived_by",
          "waived_until");

  private final Words words;

  CsvReport(Words words) {
    this.words = words;
  }

  public static String of(ReadinessReport report, Language language) {
    return new CsvReport(new Words(language)).table(Row.of(report));
  }

  public static String of(List<QualityReport> reports, Language language) {
    return new CsvReport(new Words(language)).table(Row.of(reports));
  }

  String table(List<Row> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(COLUMNS);
      for (Row row : rows) {
        table.writeRecord(cells(row).stream().map(CsvReport::harmless).toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  private List<String> cells(Row row) {
    Finding finding = row.finding();
    CheckInfo info = finding.info();
    List<Evidence> evidence = finding.outcome().evidence();
    Optional<Waiver> waiver = finding.waiver();
    return List.of(
        row.subject(),
        row.requirement().id(),
        info.id(),
        words.title(info),
        info.severity().id(),
        finding.outcome().id(),
        orNothing(JsonReport.reason(finding.outcome())),
        Integer.toString(finding.weight()),
        evidence.stream().map(words::fact).collect(Collectors.joining(" | ")),
        finding.failed() ? words.problem(info, evidence) : "",
        finding.failed() ? words.remedy(info, evidence) : "",
        info.aspect() == null ? "" : info.aspect().id(),
        orNothing(info.officialName()),
        info.source(),
        of(waiver, word -> word.reason().id()),
        of(waiver, Waiver::note),
        of(waiver, Waiver::by),
        of(waiver, word -> word.until().toString()));
  }

  private static String of(Optional<Waiver> waiver, Function<Waiver, String> part) {
    return waiver.map(part).orElse("");
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// A cell that no spreadsheet takes for a formula: they look at the first character, some after
  /// skipping spaces (OWASP, CSV injection). An apostrophe before it makes it text.
  static String harmless(String cell) {
    String clean = Clean.of(cell);
    String start = clean.stripLeading();
    boolean formula =
        !start.isEmpty()
            && switch (start.charAt(0)) {
              case '=', '+', '-', '@', '＝', '＋', '－', '＠' -> true;
              default -> false;
            };
    return formula ? "'" + clean : clean;
  }
}
