// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.OrderBooks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Books in a database: whatever the merchant's own query gives. Only reading is asked for.
final class JdbcBooks {
  private static final List<String> COLUMNS = List.of("reference", "total", "currency");
  private static final int ROWS_AT_ONCE = 1000;

  private JdbcBooks() {}

  static Books.Reading read(OrderBooks.Jdbc jdbc, Duration limit) {
    Properties properties = new Properties();
    jdbc.user().ifPresent(user -> properties.setProperty("user", user));
    jdbc.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
    try (Connection connection = DriverManager.getConnection(jdbc.url().reveal(), properties)) {
      readOnly(connection);
      // PostgreSQL hands rows out in parts only inside a transaction.
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(ROWS_AT_ONCE);
        statement.setQueryTimeout(Math.toIntExact(Math.max(1, limit.toSeconds())));
        try (ResultSet rows = statement.executeQuery(jdbc.query())) {
          return read(rows);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException failed) {
      throw new PasajeException(
          PasajeException.Kind.UNDETERMINED,
          "orders.book",
          Map.of("book", "jdbc", "why", why(jdbc, failed)),
          failed);
    }
  }

  /// SQLite takes this only before it connects; a query that writes there is the merchant's own.
  private static void readOnly(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
      connection.setReadOnly(true);
    }
  }

  private static Books.Reading read(ResultSet rows) throws SQLException {
    ResultSetMetaData head = rows.getMetaData();
    Set<String> found = new LinkedHashSet<>();
    for (int i = 1; i <= head.getColumnCount(); i++) {
      found.add(head.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    if (!found.containsAll(COLUMNS)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "orders.columns",
          Map.of("book", "jdbc", "found", String.join(", ", found)));
    }
    Books books = new Books();
    for (long row = 1; rows.next(); row++) {
      // As text, because a driver may put an exact number into a double on its way to a decimal.
      books.add(
          "jdbc:" + row, text(rows, "reference"), text(rows, "total"), text(rows, "currency"));
    }
    return books.reading("jdbc");
  }

  private static String text(ResultSet rows, String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column)).orElse("");
  }

  /// A driver may repeat the address it was given, and with it a password.
  private static String why(OrderBooks.Jdbc jdbc, SQLException failed) {
    String said = String.valueOf(failed.getMessage()).replace(jdbc.url().reveal(), "…");
    return jdbc.password()
        .map(password -> said.replace(password.reveal(), "…"))
        .orElse(said)
        .lines()
        .findFirst()
        .orElse("");
  }
}
