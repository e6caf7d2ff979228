// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.OrderBooks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Books in a file. The columns may stand in any order, among others.
final class CsvBooks implements BookTable.Lines {
  private static final List<String> COLUMNS = List.of("reference", "total", "currency");

  private final Path file;
  private final Books books = new Books();
  private List<String> header = List.of();

  private CsvBooks(Path file) {
    this.file = file;
  }

  static Books.Reading read(OrderBooks.Csv csv) {
    CsvBooks all = new CsvBooks(csv.file());
    BookTable.read(csv.file(), all);
    return all.books.reading("csv");
  }

  @Override
  public void heading(List<String> names) {
    if (!names.containsAll(COLUMNS)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "orders.columns",
          Map.of("book", file.toString(), "found", String.join(", ", names)));
    }
    header = names;
  }

  @Override
  public void line(long line, List<String> cells) {
    String place = file.getFileName() + ":" + line;
    if (cells.size() != header.size()) {
      books.problem("book.fields", place, Integer.toString(cells.size()));
      return;
    }
    books.add(
        place,
        cells.get(header.indexOf("reference")),
        cells.get(header.indexOf("total")),
        cells.get(header.indexOf("currency")));
  }
}
