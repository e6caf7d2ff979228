// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.ReportText;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.ArchiveLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person gets wrong at the commands about reports, and what files get wrong.
class ReportsMistakesTest {
  @TempDir Path directory;

  @BeforeEach
  void settings() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            credentials:
              production: { public-key: "APP_USR-1", access-token: "APP_USR-1-1-1-1" }
        api: { base-url: "http://127.0.0.1:9" }
        """);
  }

  private Run run(String arguments) {
    return Run.in(directory).pasaje(arguments.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reports fetch --from-directory none|none: there is no such directory",
        "reports fetch --from-sftp drop.example.com|write sftp://user@host/directory",
        "reports fetch --from-sftp sftp://drop.example.com/x|write sftp://user@host/directory",
        "reports fetch --from 2026-09-01 --wait -1|--wait -1: expected a whole number from 0",
        "reports fetch --from 2026-09-01 --look-every -1|--look-every -1: expected a whole number",
        "reports activities --from 2026-09-01 --wait -1|--wait -1: expected a whole number from 0",
        "reports show movements --most 0|--most 0: expected a whole number from 1",
        "reports fetch --from 2026-09-02 --to 2026-09-01|--to 2026-09-01 lies before --from 2026",
        "reports parse .|a directory, or no plain file",
      })
  void a_wrong_option_is_refused_with_what_is_expected(String arguments, String told) {
    Run run = run(arguments);
    assertThat(run.exit()).as(run.all()).isEqualTo(2);
    assertThat(run.err()).contains(told);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void while_one_run_brings_reports_another_says_so_and_touches_nothing() {
    Archive archive = new Archive(directory.resolve("reports"));
    try (ArchiveLock _ = ArchiveLock.take(archive, "tienda")) {
      Run second = run("reports fetch --from 2026-09-01");
      assertThat(second.exit()).as(second.all()).isEqualTo(3);
      assertThat(second.err()).contains("Another run of Pasaje is bringing reports into");
    }
    assertThat(run("reports fetch --from 2026-09-01").err()).contains("did not answer");
  }

  @Test
  void a_view_that_lacks_a_row_says_so_and_ends_with_1() {
    String good = ReportText.release("1", "payment", "5.00", "0.00");
    ReportText.file(
        directory,
        "r.csv",
        ReportText.RELEASE + good + good.replace("5.00", "5,00") + good,
        StandardCharsets.UTF_8);
    Run shown = run("reports show balance r.csv");

    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.err()).contains("r.csv: 1 of its rows cannot be read and are missing here");
    assertThat(shown.out()).contains("10.00");
  }

  @Test
  void a_view_of_the_other_report_says_where_it_would_come_from() {
    ReportText.file(
        directory,
        "s.csv",
        ReportText.SETTLEMENT + ReportText.settlement("1", "SETTLEMENT", "5.00", ";MLA;;;"),
        StandardCharsets.UTF_8);
    assertThat(run("reports show movements s.csv").out()).contains("made from release reports");
  }

  @Test
  void in_a_spreadsheet_amounts_and_counts_are_numbers_and_references_text() throws IOException {
    ReportText.file(
        directory,
        "r.csv",
        ReportText.RELEASE
            + ReportText.release("100.00", "payment", "5.00", "0.00").replace("ref-1", "200.00"),
        StandardCharsets.UTF_8);
    ReportText.file(
        directory,
        "s.csv",
        """
        SOURCE_ID;TRANSACTION_TYPE;TRANSACTION_AMOUNT;SETTLEMENT_NET_AMOUNT;SETTLEMENT_DATE;\
        MONEY_RELEASE_DATE
        7;SETTLEMENT;5.00;5.00;2026-11-20T10:00:00.000-03:00;2026-12-20T10:00:00.000-03:00
        """,
        StandardCharsets.UTF_8);
    assertThat(run("reports show movements r.csv --output xlsx=m.xlsx").exit()).isZero();
    assertThat(run("reports show liquidity s.csv --output xlsx=l.xlsx").exit()).isZero();

    assertThat(types("m.xlsx"))
        .containsExactly(
            "STRING 2026-09-01T10:00:00-03:00",
            "STRING payment",
            "STRING 100.00",
            "STRING 200.00",
            "NUMBER 5.00",
            "NUMBER 0.00",
            "NUMBER 0.00",
            "NUMBER 5.00");
    assertThat(types("l.xlsx")).containsExactly("STRING 2026-12-20", "NUMBER 1", "NUMBER 5.00");
  }

  private java.util.List<String> types(String file) throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(directory.resolve(file).toFile())) {
      Row row = book.getFirstSheet().read().get(1);
      return row.stream()
          .filter(cell -> cell != null && cell.getType() != CellType.EMPTY)
          .filter(cell -> !cell.getText().isEmpty())
          .map((Cell cell) -> cell.getType() + " " + cell.getRawValue())
          .toList();
    }
  }

  @Test
  void every_bar_of_a_chart_of_kinds_has_its_label() {
    ReportText.file(
        directory,
        "r.csv",
        ReportText.RELEASE
            + ReportText.release("1", "tax_payment_iibb", "0.00", "5.00")
            + ReportText.release("2", "fee-release_in_advance", "0.00", "3.00"),
        StandardCharsets.UTF_8);
    Run page = run("reports show fees r.csv --format html");
    assertThat(page.out()).contains(">tax tax_payment_iibb</text>", ">advance</text>");
  }
}
