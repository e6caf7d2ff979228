// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.OrderBooks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Books in a file. The columns may stand in any order, among others; where the header has
/// semicolons and no comma, semicolons part them, as spreadsheets of the region write them.
final class CsvBooks {
  private static final List<String> COLUMNS = List.of("reference", "total", "currency");

  private CsvBooks() {}

  static Books.Reading read(OrderBooks.Csv csv) {
    Path file = csv.file();
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .fieldSeparator(separator(file))
            .skipEmptyLines(true)
            .detectBomHeader(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(file)) {
      Iterator<CsvRecord> row = rows.iterator();
      List<String> header =
          row.hasNext()
              ? row.next().getFields().stream()
                  .map(name -> name.strip().toLowerCase(Locale.ROOT))
                  .toList()
              : List.of();
      if (!header.containsAll(COLUMNS)) {
        throw new PasajeException(
            PasajeException.Kind.USAGE,
            "orders.columns",
            Map.of("book", file.toString(), "found", String.join(", ", header)));
      }
      Books books = new Books();
      while (row.hasNext()) {
        add(books, file, header, row.next());
      }
      return books.reading("csv");
    } catch (NoSuchFileException missing) {
      throw unreadable(file, "there is no such file", missing);
    } catch (IOException broken) {
      throw unreadable(file, String.valueOf(broken.getMessage()), broken);
    } catch (UncheckedIOException | CsvParseException broken) {
      Throwable cause = broken.getCause() == null ? broken : broken.getCause();
      throw unreadable(file, String.valueOf(cause.getMessage()), broken);
    }
  }

  private static void add(Books books, Path file, List<String> header, CsvRecord row) {
    String place = file.getFileName() + ":" + row.getStartingLineNumber();
    if (row.getFieldCount() != header.size()) {
      books.problem("book.fields", place, Integer.toString(row.getFieldCount()));
      return;
    }
    books.add(
        place,
        row.getField(header.indexOf("reference")),
        row.getField(header.indexOf("total")),
        row.getField(header.indexOf("currency")));
  }

  private static char separator(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String header = String.valueOf(reader.readLine());
      return header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
    }
  }

  private static PasajeException unreadable(Path file, String why, Exception cause) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "orders.book",
        Map.of("book", file.toString(), "why", why.lines().findFirst().orElse("")),
        cause);
  }
}
