// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run's place on the engine: statements with `{names}` in them, filled with the relations of
/// this run, and tables of its own, which are gone at the end. For one thread.
final class Workbench implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\{([a-z_0-9]+)}");

  private final Engine engine;
  private final Connection connection;
  private final String prefix;
  private final Map<String, String> names = new HashMap<>();
  private final Deque<String> made = new ArrayDeque<>();

  /// @param prefix of the names of its tables; on a shared engine nobody else's
  Workbench(Engine engine, String prefix) {
    this.engine = engine;
    this.connection = engine.connection();
    this.prefix = prefix;
  }

  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  Sql sql() {
    return engine.sql();
  }

  /// `{name}` stands for this from now on; it may itself have names in it.
  void name(String name, String meaning) {
    names.put(name, fill(meaning));
  }

  /// A table of this run from a select, in the place of an earlier one of that name; `{name}`
  /// stands for it.
  void make(String name, String select) {
    String table = prefix + name;
    String create = "create table " + table + " as " + fill(select);
    if (made.remove(table)) {
      execute("drop table " + table);
    }
    execute(create);
    made.push(table);
    names.put(name, table);
  }

  void add(String name, String select) {
    execute("insert into " + fill("{" + name + "}") + " " + fill(select));
  }

  long number(String select) {
    return rows(select, row -> row.getLong(1)).getFirst();
  }

  boolean any(String from) {
    return !rows("select 1 " + from + " limit 1", row -> row.getInt(1)).isEmpty();
  }

  <T> List<T> rows(String select, Reading<T> reading) {
    List<T> found = new ArrayList<>();
    each(select, row -> found.add(reading.read(row)));
    return found;
  }

  interface Taking {
    void take(ResultSet row) throws SQLException;
  }

  /// Rows one by one, however many.
  void each(String select, Taking taking) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(fill(select))) {
      while (rows.next()) {
        taking.take(rows);
      }
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(fill(sql));
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  private String fill(String sql) {
    return NAME.matcher(sql)
        .replaceAll(found -> {
          String meaning = names.get(found.group(1));
          if (meaning == null) {
            throw new IllegalStateException("nothing is called " + found.group());
          }
          return Matcher.quoteReplacement(meaning);
        });
  }

  private RuntimeException failed(SQLException broken) {
    return Engine.failed(
        sql().name().toLowerCase(Locale.ROOT), String.valueOf(broken.getMessage()), broken);
  }

  @Override
  public void close() {
    try (Connection closing = connection;
        Statement statement = closing.createStatement()) {
      while (!made.isEmpty()) {
        statement.execute("drop table " + made.pop());
      }
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }
}
