// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The tables of a store as the database itself describes them, so that a new one is in the next
/// backup without anybody's thinking of it.
final class Tables {
  /// Flyway's own, and what only the running nodes know.
  private static final Set<String> LEFT_OUT =
      Set.of("flyway_schema_history", "scheduled_tasks", "sqlite_sequence");

  private final Dialect dialect;

  Tables(Dialect dialect) {
    this.dialect = dialect;
  }

  /// What a column holds.
  enum Content {
    TEXT,
    NUMBER,
    BYTES
  }

  record Column(String name, Content content) {}

  /// @param numbered whether the database gives its rows their numbers, in the column `id`
  record Table(String name, List<Column> columns, boolean numbered) {
    boolean leased() {
      return columns.stream().anyMatch(column -> column.name().equals("lease_until"));
    }
  }

  List<Table> all(Handle handle) {
    String sql =
        switch (dialect) {
          case SQLITE -> "select name from sqlite_master where type = 'table' order by name";
          case POSTGRESQL ->
              "select table_name from information_schema.tables where table_schema ="
                  + " current_schema() and table_type = 'BASE TABLE' order by table_name";
        };
    return handle.createQuery(sql).mapTo(String.class).list().stream()
        .filter(name -> !LEFT_OUT.contains(name))
        .sorted()
        .map(name -> new Table(name, columns(handle, name), numbered(handle, name)))
        .toList();
  }

  private List<Column> columns(Handle handle, String table) {
    String sql =
        switch (dialect) {
          case SQLITE -> "select name, type from pragma_table_info(:table) order by cid";
          case POSTGRESQL ->
              "select column_name, data_type from information_schema.columns where table_schema ="
                  + " current_schema() and table_name = :table order by ordinal_position";
        };
    return handle
        .createQuery(sql)
        .bind("table", table)
        .map((row, _) -> new Column(row.getString(1), content(row.getString(2))))
        .list();
  }

  private static Content content(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "blob", "bytea" -> Content.BYTES;
      case "bigint", "integer", "smallint" -> Content.NUMBER;
      case "text" -> Content.TEXT;
      // A test finds it before anybody's backup does.
      default -> throw new IllegalStateException("no backup of columns of type " + type);
    };
  }

  private boolean numbered(Handle handle, String table) {
    String sql =
        switch (dialect) {
          case SQLITE ->
              "select count(*) from sqlite_master where name = :table and sql like"
                  + " '%autoincrement%'";
          case POSTGRESQL ->
              "select count(*) from information_schema.columns where table_schema ="
                  + " current_schema() and table_name = :table and is_identity = 'YES'";
        };
    return handle.createQuery(sql).bind("table", table).mapTo(Long.class).one() > 0;
  }

  /// The version of the tables, as Flyway wrote it down.
  static String version(Handle handle) {
    return handle
        .createQuery(
            "select version from flyway_schema_history where version is not null"
                + " order by installed_rank desc limit 1")
        .mapTo(String.class)
        .one();
  }

  static long rows(Handle handle, Table table) {
    return handle.createQuery("select count(*) from " + table.name()).mapTo(Long.class).one();
  }

  /// The last number a row was given, 0 before any; the row itself may be gone.
  long lastNumber(Handle handle, Table table) {
    String sql =
        switch (dialect) {
          case SQLITE -> "select coalesce(max(seq), 0) from sqlite_sequence where name = :table";
          case POSTGRESQL ->
              "select coalesce(pg_sequence_last_value(pg_get_serial_sequence(:table, 'id')"
                  + "::regclass), 0)";
        };
    return handle.createQuery(sql).bind("table", table.name()).mapTo(Long.class).one();
  }

  /// The next row gets a higher number than this one.
  void continueAfter(Handle handle, Table table, long number) {
    switch (dialect) {
      case SQLITE -> {
        handle.execute("delete from sqlite_sequence where name = ?", table.name());
        handle.execute(
            "insert into sqlite_sequence (name, seq) values (?, ?)", table.name(), number);
      }
      case POSTGRESQL ->
          handle
              .createQuery("select setval(pg_get_serial_sequence(:table, 'id'), :number)")
              .bind("table", table.name())
              .bind("number", number)
              .mapTo(Long.class)
              .one();
    }
  }

  /// Keeps others from writing until the transaction ends. SQLite's one writer does already.
  void lock(Handle handle, List<Table> tables) {
    if (dialect == Dialect.POSTGRESQL) {
      handle.execute(
          "lock table "
              + String.join(", ", tables.stream().map(Table::name).toList())
              + " in exclusive mode");
    }
  }

  /// Inserts a row with the number it had.
  String insert(Table table, List<Column> columns) {
    return "insert into "
        + table.name()
        + " ("
        + String.join(", ", columns.stream().map(Column::name).toList())
        + ")"
        + (dialect == Dialect.POSTGRESQL && table.numbered() ? " overriding system value" : "")
        + " values ("
        + String.join(", ", columns.stream().map(_ -> "?").toList())
        + ")";
  }
}
