// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Writes a table as the bytes of a CSV or XLSX file. CSV is UTF-8 without a byte order mark, lines
/// end with LF and quotes stand only where needed, as in real exports.
final class ReportFile {
  private ReportFile() {}

  static byte[] csv(Table table, char separator, Set<Quirks> quirks) {
    StringWriter text = new StringWriter();
    if (quirks.contains(Quirks.BYTE_ORDER_MARK)) {
      text.write('\uFEFF');
    }
    LineDelimiter ending =
        quirks.contains(Quirks.CARRIAGE_RETURNS) ? LineDelimiter.CRLF : LineDelimiter.LF;
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(separator).lineDelimiter(ending).build(text)) {
      csv.writeRecord(table.headers());
      for (Map<String, String> row : table.rows()) {
        csv.writeRecord(cells(table, row));
      }
    } catch (IOException cannotHappenInMemory) {
      throw new UncheckedIOException(cannotHappenInMemory);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Amounts are numbers; ids and dates are text, so that no digit is lost.
  static byte[] xlsx(Table table, String sheetName) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "MercadoPago", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(sheetName);
      for (int column = 0; column < table.headers().size(); column++) {
        sheet.value(0, column, table.headers().get(column));
      }
      for (int row = 0; row < table.rows().size(); row++) {
        List<String> cells = cells(table, table.rows().get(row));
        for (int column = 0; column < cells.size(); column++) {
          String cell = cells.get(column);
          if (!cell.isEmpty() && Columns.isNumeric(table.keys().get(column))) {
            sheet.value(row + 1, column, new BigDecimal(cell));
          } else {
            sheet.value(row + 1, column, cell);
          }
        }
      }
    } catch (IOException cannotHappenInMemory) {
      throw new UncheckedIOException(cannotHappenInMemory);
    }
    return bytes.toByteArray();
  }

  private static List<String> cells(Table table, Map<String, String> row) {
    return table.keys().stream().map(key -> row.getOrDefault(key, "")).toList();
  }
}
