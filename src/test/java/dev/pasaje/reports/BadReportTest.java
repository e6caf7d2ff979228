// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static dev.pasaje.reports.ReportText.RELEASE;
import static dev.pasaje.reports.ReportText.read;
import static dev.pasaje.reports.ReportText.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.reports.parse.Refused;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.Why;
import dev.pasaje.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is damaged, hostile or no report at all.
class BadReportTest {
  private static final String GOOD = release("1", "payment", "1.00", "0.00");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.00,0.00,1.00~1,00,0.00,1.00~CELLS",
        "1.00~x~AMOUNT",
        "1.00~1.005~DECIMALS",
        "1.00~3.100.55~AMOUNT",
        "1.00~1e2~AMOUNT",
        "1.00~99999999999999999~DIGITS",
        "2026-09-01T10~01/09/2026 10~TIME",
        "2026-09~2026-13~TIME",
        "000-03:00~000~OFFSET",
        ",1,visa~,many,visa~COUNT",
        "1,ref-1~1E+12,ref-1~DAMAGED"
      })
  void a_bad_row_is_one_line_and_loses_no_other(String part, String instead, Why why) {
    ReportText.Read read =
        read(
            directory,
            RELEASE
                + GOOD
                + GOOD.replaceFirst(java.util.regex.Pattern.quote(part), instead)
                + GOOD);

    assertThat(read.rows()).hasSize(2);
    assertThat(read.parsed().malformedRows()).isEqualTo(1);
    assertThat(read.parsed().malformed())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.line()).isEqualTo(3);
          assertThat(row.why()).isEqualTo(why);
          assertThat(row.in(Language.ES, "r.csv")).contains("r.csv", "3").doesNotContain("{");
        });
  }

  @Test
  void a_quote_that_never_ends_costs_one_row() {
    String stray = GOOD.replace("ref-1", "\"ref-1");
    ReportText.Read read =
        read(directory, RELEASE + GOOD + stray + GOOD.repeat(3) + stray + GOOD.repeat(4000));
    assertThat(read.rows()).hasSize(4004);
    assertThat(read.parsed().malformed()).hasSize(2);
    assertThat(read.parsed().malformed().getFirst().line()).isEqualTo(3);
    assertThat(read.parsed().malformed().getLast().line()).isEqualTo(7);
    assertThat(read.rows().getLast().line()).isEqualTo(4007);
  }

  @ParameterizedTest
  @CsvSource({"300000", "5000000"})
  void a_line_longer_than_any_record_costs_that_line_and_no_other(int length) {
    String huge = GOOD.replace("ref-1", "x".repeat(length));
    ReportText.Read read = read(directory, RELEASE + GOOD + huge + GOOD + huge + GOOD + GOOD);

    assertThat(read.rows()).extracting(ReportRow::line).containsExactly(2L, 4L, 6L, 7L);
    assertThat(read.parsed().malformed())
        .extracting(row -> row.line(), row -> row.why())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, Why.QUOTE),
            org.assertj.core.groups.Tuple.tuple(5L, Why.QUOTE));
    assertThat(read(directory, RELEASE + GOOD + huge.strip()).rows()).hasSize(1);
  }

  @Test
  void what_is_no_report_is_refused_with_the_reason() {
    refused("", "empty");
    refused("a,b,c\n1,2,3\n", "no-report");
    refused("{\"message\":\"not found\"}", "no-report");
    refused("\u0000\u0001\u0002\u0003", "no-report");
    refused("SOURCE_ID,TRANSACTION_TYPE,TRANSACTION_AMOUNT\n", "columns");
    refused("DATE,DATE,DESCRIPTION,NET_CREDIT_AMOUNT,NET_DEBIT_AMOUNT\n", "column-twice");
    refused("Número de operación (operation_id);Fecha de compra (date_created)\n1;2\n", "panel");
    assertThatThrownBy(() -> ReportParser.parse(directory.resolve("none.csv"), _ -> {}))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> ReportParser.parse(directory, _ -> {}))
        .hasMessageContaining("a directory");
    refused("A".repeat(2 << 20) + "\n" + GOOD, "no-report");
    Path utf16 = ReportText.file(directory, "u.csv", RELEASE, StandardCharsets.UTF_16);
    assertThatThrownBy(() -> ReportParser.parse(utf16, _ -> {})).hasMessageContaining("UTF-16");
  }

  private void refused(String text, String code) {
    Path file = ReportText.file(directory, "bad.csv", text, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ReportParser.parse(file, _ -> {}))
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.code()).isEqualTo("reports.refused." + code));
  }

  @Test
  void a_spreadsheet_reads_like_its_csv_and_numbers_that_lost_digits_are_told() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Hoja con otro nombre");
      sheet.value(0, 0, "Reporte de liberaciones");
      List<String> heads = List.of(RELEASE.strip().split(",", -1));
      List<String> cells = List.of(GOOD.strip().split(",", -1));
      for (int i = 0; i < heads.size(); i++) {
        sheet.value(1, i, heads.get(i));
        for (int row = 2; row < 6; row++) {
          sheet.value(row, i, cells.get(i));
        }
      }
      sheet.value(2, 5, 0.1 + 0.2);
      sheet.value(2, 1, 123456789012L);
      sheet.value(3, 1, 1.2345678901234568E18);
      sheet.value(4, 0, 45_000);
      sheet.formula(5, 5, "1+1");
    }
    Path file = Files.write(directory.resolve("r.xlsx"), bytes.toByteArray());
    ReportText.Read read = read(file);

    assertThat(read.rows()).hasSize(1);
    assertThat(read.rows().getFirst().sourceId()).contains("123456789012");
    assertThat(read.rows().getFirst().net()).isEqualByComparingTo("0.30");
    assertThat(read.parsed().malformed())
        .extracting(row -> row.why())
        .containsExactly(Why.DAMAGED, Why.OFFSET, Why.FORMULA);
  }

  private Path zip(String name, String content) throws IOException {
    Path file = directory.resolve("evil.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  @Test
  void zip_bombs_and_external_entities_are_refused() throws IOException {
    Path bomb = zip("xl/worksheets/sheet1.xml", "0".repeat(40 << 20));
    assertThatThrownBy(() -> ReportParser.parse(bomb, _ -> {}))
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.code()).isEqualTo("reports.refused.bomb"));
    Path entities =
        zip(
            "xl/workbook.xml",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
    assertThatThrownBy(() -> ReportParser.parse(entities, _ -> {}))
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.code()).isEqualTo("reports.refused.entities"));
    Path far = zip("xl/worksheets/sheet1.xml", "<row><c r=\"ZZZZZZZ1\"/></row>");
    assertThatThrownBy(() -> ReportParser.parse(far, _ -> {}))
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.code()).isEqualTo("reports.refused.far-cell"));
    // Two reports in one ZIP, as a browser downloads them, are to be unpacked.
    Path nothing = zip("report.csv", RELEASE + GOOD);
    assertThatThrownBy(() -> ReportParser.parse(nothing, _ -> {}))
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.code()).isEqualTo("reports.refused.zip"));
  }
}
