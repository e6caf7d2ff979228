// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.reconciliation.Discrepancy;
import dev.pasaje.reconciliation.OpenItem;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// What is open as a table: CSV, and a spreadsheet with the totals beside it.
public final class ReconciliationTable {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "code",
          "severity",
          "state",
          "amount",
          "currency",
          "reference",
          "source_id",
          "matched_by",
          "expected",
          "found",
          "detail",
          "family",
          "file",
          "line",
          "row_key",
          "happened_at",
          "first_seen",
          "last_seen",
          "identity",
          "what",
          "next",
          "file_name");

  private ReconciliationTable() {}

  static List<String> cells(OpenItem item, Map<String, String> names, Texts texts) {
    Discrepancy one = item.discrepancy();
    return List.of(
        one.id(),
        one.code().name(),
        one.code().severity().name(),
        item.state().id(),
        one.amount() == null ? "" : ReconciliationReport.plain(one.amount()),
        text(one.currency()),
        text(one.reference()),
        text(one.sourceId()),
        text(one.matchedBy()),
        text(one.expected()),
        text(one.found()),
        text(one.detail()),
        text(one.family()),
        text(one.file()),
        one.line() == null ? "" : one.line().toString(),
        text(one.rowKey()),
        one.at() == null ? "" : one.at().toString(),
        item.firstSeen().toString(),
        item.lastSeen().toString(),
        one.identity(),
        texts.get("code." + one.code()),
        ReconciliationReport.next(one, texts),
        one.file() == null ? "" : names.getOrDefault(one.file(), ""));
  }

  public static String csv(Reconciliation.Result result, Language language) {
    Texts texts = Texts.of("reconciliation", language);
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(COLUMNS);
      for (OpenItem item : result.kept().open()) {
        table.writeRecord(
            cells(item, result.names(), texts).stream()
                .map(ReconciliationTable::harmless)
                .toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  /// A negative amount begins with a sign too, and is no formula.
  private static String harmless(String cell) {
    return cell.matches("-?\\d+(\\.\\d+)?") ? cell : CsvReport.harmless(cell);
  }

  /// Two sheets: what is open, and the totals. All cells are text but amounts.
  public static byte[] xlsx(Reconciliation.Result result, Language language) {
    Texts texts = Texts.of("reconciliation", language);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Pasaje", "1.0")) {
      Worksheet sheet = book.newWorksheet(texts.get("sheet.open"));
      sheet.freezePane(0, 1);
      for (int i = 0; i < COLUMNS.size(); i++) {
        sheet.value(0, i, COLUMNS.get(i));
        sheet.style(0, i).bold().set();
      }
      int row = 1;
      for (OpenItem item : result.kept().open()) {
        List<String> cells = cells(item, result.names(), texts);
        for (int i = 0; i < cells.size(); i++) {
          if (COLUMNS.get(i).equals("amount") && !cells.get(i).isEmpty()) {
            sheet.value(row, i, new BigDecimal(cells.get(i)));
            sheet.style(row, i).format("#,##0.00").set();
          } else {
            sheet.value(row, i, cells.get(i));
          }
        }
        row++;
      }
      Worksheet sums = book.newWorksheet(texts.get("sheet.totals"));
      List<List<String>> totals = ReconciliationReport.totals(result.outcome(), texts);
      for (int line = 0; line < totals.size(); line++) {
        for (int i = 0; i < 3; i++) {
          if (line > 0 && i > 0) {
            sums.value(line, i, new BigDecimal(totals.get(line).get(i)));
            sums.style(line, i).format(i == 1 ? "#,##0" : "#,##0.00").set();
          } else {
            sums.value(line, i, totals.get(line).get(i));
          }
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return bytes.toByteArray();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
