// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.failure.PasajeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Brings orders, payments and bank credits of any source into Parquet files with the columns of
/// [Relation]. Files are read by the engine; only what comes from a shop, a database or Pasaje's
/// store passes through this process.
final class Staging implements AutoCloseable {
  /// The words of shops for the state of an order, and those of Pasaje's own store, in the few that
  /// matter here.
  private static final String STATUS =
      """
      case lower(trim(%1$s))
        when '' then null
        when 'completed' then 'paid' when 'processing' then 'paid' when 'approved' then 'paid'
        when 'pagado' then 'paid' when 'pago' then 'paid' when 'hold-fraud' then 'paid'
        when 'amount-mismatch' then 'paid' when 'chargeback-won' then 'paid'
        when 'partially-refunded' then 'paid' when 'canceled' then 'cancelled'
        when 'cancelado' then 'cancelled' when 'cancelada' then 'cancelled'
        when 'on-hold' then 'pending' when 'pendiente' then 'pending' when 'pendente' then 'pending'
        when 'authorized' then 'pending' when 'failed' then 'rejected'
        when 'reembolsado' then 'refunded'
        else lower(trim(%1$s)) end\
      """;

  private static final String MONEY = "try_cast(trim(%s) as decimal(18, 2))";

  private final DuckDBConnection connection;
  private final Path directory;

  Staging(Engine engine, Path directory) {
    this.directory = directory;
    try {
      this.connection = engine.connection().unwrap(DuckDBConnection.class);
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  /// Rows of text on their way in.
  interface Rows {
    void row(@Nullable String... cells);
  }

  interface Filling {
    void fill(Rows rows);
  }

  /// A table of text columns.
  void table(String name, List<String> columns, Filling filling) {
    execute(
        "create or replace table "
            + name
            + " ("
            + columns.stream().map(column -> column + " varchar").collect(Collectors.joining(", "))
            + ")");
    try (DuckDBAppender appender = connection.createAppender(name)) {
      filling.fill(cells -> {
        try {
          appender.beginRow();
          for (String cell : cells) {
            if (cell == null) {
              appender.appendNull();
            } else {
              appender.append(cell);
            }
          }
          appender.endRow();
        } catch (SQLException broken) {
          throw failed(broken);
        }
      });
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  /// A CSV file with a heading, all as text; `columns` names the file's by ours.
  ///
  /// @param needed those without which the file is of no use
  void csv(
      String name,
      Path file,
      Map<String, String> columns,
      List<String> wanted,
      List<String> needed) {
    if (!Files.isReadable(file)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "document.missing", Map.of("file", file.toString()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace table "
              + name
              + "_file as select * from read_csv("
              + Sql.text(file.toString())
              + ", all_varchar = true, header = true)");
    } catch (SQLException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of(
              "file",
              file.toString(),
              "why",
              String.valueOf(broken.getMessage()).lines().findFirst().orElse("")),
          broken);
    }
    Set<String> there = columns(name + "_file");
    List<String> missing =
        needed.stream()
            .map(column -> columns.getOrDefault(column, column))
            .filter(column -> !there.contains(column.toLowerCase(Locale.ROOT)))
            .toList();
    if (!missing.isEmpty()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "reconcile.columns",
          Map.of(
              "file",
              file.toString(),
              "missing",
              String.join(", ", missing),
              "found",
              String.join(", ", new TreeSet<>(there))));
    }
    execute(
        "create or replace table "
            + name
            + " as select "
            + wanted.stream()
                .map(column -> {
                  String source = columns.getOrDefault(column, column).toLowerCase(Locale.ROOT);
                  return (there.contains(source) ? Sql.name(source) : "cast(null as varchar)")
                      + " as "
                      + column;
                })
                .collect(Collectors.joining(", "))
            + " from "
            + name
            + "_file");
  }

  private Set<String> columns(String table) {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("describe " + table)) {
      Set<String> names = new java.util.HashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
      return names;
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  static final List<String> ORDER =
      List.of(
          "reference",
          "amount",
          "currency",
          "status",
          "refunded",
          "created_at",
          "payment_ids",
          "ml_ids",
          "order_ids");

  static final List<String> NEEDED = List.of("reference", "amount", "currency");

  /// Makes the two Parquet files of orders from the table `book`, and `known` of what Pasaje's
  /// store says of the same orders.
  Map<Relation, List<Path>> orders(boolean known) {
    execute(
        "create or replace table good as select row_number() over () as n, b.* from ("
            + "select trim(b.reference) as reference, "
            + MONEY.formatted("b.amount")
            + " as amount, upper(trim(b.currency)) as currency, "
            + "coalesce("
            + STATUS.formatted("b.status")
            + (known ? ", " + STATUS.formatted("k.state") : "")
            + ") as status, coalesce("
            + MONEY.formatted("b.refunded")
            + (known ? ", " + MONEY.formatted("k.refunded") : "")
            + ") as refunded,"
            + " try_cast(b.created_at as timestamptz) at time zone 'UTC' as created_at,"
            + " list_filter(string_split_regex(coalesce(b.payment_ids, ''), '[^A-Za-z0-9_-]+'),"
            + " lambda x: x <> '') as ids, coalesce(b.ml_ids, '') as ml_ids,"
            + " coalesce(b.order_ids, '') as order_ids,"
            + " row_number() over (partition by trim(b.reference)) as place from book b"
            + (known ? " left join known k on k.reference = trim(b.reference)" : "")
            + ") b where place = 1 and reference <> '' and amount is not null and currency <> ''");
    return Map.of(
        Relation.ORDERS,
            List.of(
                write(
                    Relation.ORDERS,
                    "select n, reference, currency, amount,"
                        + " status, refunded, created_at, case when len(ids) = 1 then ids[1] end as payment_id"
                        + " from good")),
        Relation.ORDER_KEYS,
            List.of(
                write(
                    Relation.ORDER_KEYS,
                    "select reference, 'payment' as kind, unnest(ids) as value from good where len(ids) > 1"
                        + " union all "
                        + keys("ml", "ml_ids")
                        + " union all "
                        + keys("order", "order_ids"))));
  }

  private static String keys(String kind, String column) {
    return "select reference, '"
        + kind
        + "', x from (select reference, unnest(string_split_regex("
        + column
        + ", '[^A-Za-z0-9_-]+')) as x from good where "
        + column
        + " <> '')"
        + " where x <> ''";
  }

  /// Lines of the table `book` that could not be used.
  long unusable() {
    try (Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select (select count(*) from book) - (select count(*) from good)")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  Path bank() {
    return write(
        Relation.BANK,
        "select try_cast(credited_at as timestamp) as credited_at, "
            + MONEY.formatted("amount")
            + " as amount, account, note, row_number() over () + 1 as line from bank where "
            + MONEY.formatted("amount")
            + " is not null");
  }

  Path write(Relation relation, String select) {
    Path file = directory.resolve(relation.table() + ".parquet");
    execute("copy (" + select + ") to " + Sql.text(file.toString()) + " (format parquet)");
    return file;
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  private static RuntimeException failed(SQLException broken) {
    return Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }
}
