// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Database;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What taking over the books came to.
///
/// @param read lines that could be used
/// @param learned of these, orders of which it was news
/// @param problems of the lines that could not
public record BookSync(int read, int learned, List<Books.Problem> problems) {
  /// Few enough that nobody else waits long for the one connection that writes.
  private static final int LINES_AT_ONCE = 200;

  public BookSync {
    problems = List.copyOf(problems);
  }

  static BookSync of(
      Database database, Orders orders, String integration, Books.Reading reading, Instant now) {
    List<BookLine> lines = reading.lines();
    int learned = 0;
    for (int start = 0; start < lines.size(); start += LINES_AT_ONCE) {
      List<BookLine> part = lines.subList(start, Math.min(lines.size(), start + LINES_AT_ONCE));
      learned +=
          database
              .write()
              .inTransaction(handle -> {
                int news = 0;
                // In one order for everybody, or two transactions would wait for each other.
                for (BookLine line :
                    part.stream().sorted(Comparator.comparing(BookLine::reference)).toList()) {
                  news += orders.expect(handle, integration, line, reading.source(), now) ? 1 : 0;
                }
                return news;
              });
    }
    return new BookSync(lines.size(), learned, reading.problems());
  }
}
