// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReportTest {
  private static List<CsvRecord> read(String text) {
    return CsvReader.builder().ofCsvRecord(text).stream().toList();
  }

  @Test
  void a_report_looks_as_it_was_last_reviewed() throws IOException {
    assertThat(
            new CsvReport(Samples.words(Language.EN))
                .table(Row.of(Samples.waivedReadiness()))
                .replace("\r\n", "\n"))
        .isEqualTo(Samples.golden("readiness-en.csv"));
  }

  @Test
  void any_report_reads_back_as_one_finding_a_row_and_no_cell_is_a_formula() {
    for (long seed = 0; seed < 20; seed++) {
      for (Language language : Language.values()) {
        var report = new RandomReports(seed).readiness();
        String text = CsvReport.of(report, language);
        List<CsvRecord> records = read(text);

        assertThat(records).as("seed %s", seed).hasSize(Row.of(report).size() + 1);
        assertThat(records.getFirst().getFields()).isEqualTo(CsvReport.COLUMNS);
        assertThat(records)
            .as("seed %s", seed)
            .allSatisfy(row ->
                assertThat(row.getFields())
                    .hasSize(CsvReport.COLUMNS.size())
                    .noneMatch(cell -> cell.stripLeading().matches("(?s)[=+\\-@\t\r].*")));
        assertThat(text).doesNotContain("0123456789abcdef", "\u001b", "\u202e");
        assertThat(CsvReport.of(new RandomReports(seed).readiness(), language)).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=1+1, '=1+1",
        "+1, '+1",
        "-1, '-1",
        "@SUM(A1), '@SUM(A1)",
        "` =1`, `' =1`",
        "＝1, '＝1",
        "1=1, 1=1",
        "a-b, a-b",
        "``, ``"
      })
  void a_cell_that_would_be_a_formula_becomes_text(String cell, String written) {
    assertThat(CsvReport.harmless(cell)).isEqualTo(written);
  }

  @Test
  void quality_has_the_same_columns() {
    List<CsvRecord> records = read(CsvReport.of(List.of(Samples.smallQuality()), Language.ES));

    assertThat(records).hasSize(5);
    assertThat(records.get(1).getFields())
        .startsWith("payment 1318204719", "quality", "external-reference");
  }
}
