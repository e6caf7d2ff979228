// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.orders.BookTable;
import dev.pasaje.orders.Books;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /// Exact: what has more than two decimals, or is written in another way, is no amount.
  private static final String MONEY =
      "case when regexp_full_match(trim(%1$s), '-?[0-9]{1,16}([.][0-9]{1,2}0*)?')"
          + " then cast(trim(%1$s) as decimal(18, 2)) end";

  /// Where a line stands, for people.
  static final String PLACE = "place_";

  private static final int MOST_PROBLEMS = 20;

  private final DuckDBConnection connection;
  private final Path directory;
  private final List<Books.Problem> problems = new ArrayList<>();
  private long ragged;

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

  /// A CSV file with a heading as a table of text: the columns wanted, and the line of each. What
  /// has another number of cells than the heading is told and left out.
  ///
  /// @param columns the file's names by ours
  /// @param needed those without which the file is of no use
  void csv(
      String name,
      Path file,
      Map<String, String> columns,
      List<String> wanted,
      List<String> needed) {
    String place = file.getFileName() + ":";
    table(
        name,
        wanted,
        rows ->
            BookTable.read(
                file,
                new BookTable.Lines() {
                  private int[] from = {};
                  private int width;

                  @Override
                  public void heading(List<String> names) {
                    require(file, names, columns, needed);
                    width = names.size();
                    from =
                        wanted.stream()
                            .mapToInt(column ->
                                names.indexOf(
                                    columns.getOrDefault(column, column).toLowerCase(Locale.ROOT)))
                            .toArray();
                  }

                  @Override
                  public void line(long line, List<String> cells) {
                    if (cells.size() != width) {
                      ragged++;
                      problem("book.fields", place + line, Integer.toString(cells.size()));
                      return;
                    }
                    @Nullable String[] row = new String[from.length];
                    for (int i = 0; i < row.length; i++) {
                      row[i] =
                          wanted.get(i).equals(PLACE)
                              ? place + line
                              : from[i] < 0 ? null : cells.get(from[i]);
                    }
                    rows.row(row);
                  }
                }));
  }

  private static void require(
      Path file, List<String> there, Map<String, String> columns, List<String> needed) {
    if (there.isEmpty()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "reconcile.csv-empty", Map.of("file", file.toString()));
    }
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
              String.join(", ", there)));
    }
  }

  private void problem(String code, String place, String found) {
    problem(Books.problemOf(code, place, found));
  }

  void problem(Books.Problem problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  /// The first of what could not be used of books and bank.
  List<Books.Problem> problems() {
    return List.copyOf(problems);
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
          "order_ids",
          PLACE);

  static final List<String> NEEDED = List.of("reference", "amount", "currency");

  /// Makes the two Parquet files of orders from the table `book`, and `known` of what Pasaje's
  /// store says of the same orders.
  Map<Relation, List<Path>> orders(boolean known) {
    execute(
        "create or replace table read_ as select b.rowid as n_, trim(b.reference) as reference, "
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
            + " coalesce(b.order_ids, '') as order_ids from book b"
            + (known ? " left join known k on k.reference = trim(b.reference)" : ""));
    execute(
        "create or replace table good as select row_number() over () as n, * from ("
            + "select *, row_number() over (partition by reference order by n_) as place from read_"
            + " where reference <> '' and amount >= 0 and currency <> '') where place = 1");
    tell();
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

  /// What is wrong with the first lines that are not used, or not whole.
  private void tell() {
    String sql =
        """
        select place_, code, found from (
          select b.rowid as n, b.place_,
            case when trim(coalesce(b.reference, '')) = '' then 'book.reference'
              when r.amount is null or r.amount < 0 then 'book.total'
              when trim(coalesce(b.currency, '')) = '' then 'book.currency'
              else 'book.copy' end as code,
            case when trim(coalesce(b.reference, '')) = '' then coalesce(b.reference, '')
              when r.amount is null or r.amount < 0 then coalesce(b.amount, '')
              when trim(coalesce(b.currency, '')) = '' then coalesce(b.currency, '')
              else b.reference end as found
          from book b join read_ r on r.n_ = b.rowid
          where b.rowid not in (select n_ from good)
          union all
          select rowid, place_, 'book.refunded', refunded from book
          where trim(refunded) <> '' and (%s) is null
          union all
          select rowid, place_, 'book.moment', created_at from book
          where trim(created_at) <> '' and try_cast(created_at as timestamptz) is null)
        where place_ is not null order by n, code limit %d\
        """
            .formatted(MONEY.formatted("refunded"), MOST_PROBLEMS);
    tell(sql);
  }

  private void tell(String sql) {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        problem(rows.getString(2), rows.getString(1), rows.getString(3));
      }
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  /// Lines of the books that could not be used.
  long unusable() {
    try (Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select (select count(*) from book) - (select count(*) from good)")) {
      row.next();
      return row.getLong(1) + ragged;
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  static final List<String> CREDIT = List.of("credited_at", "amount", "account", "note", PLACE);

  Path bank() {
    tell(
        """
        select place_, code, found from (
          select rowid as n, place_, 'book.total' as code, coalesce(amount, '') as found from bank
          where (%s) is null
          union all
          select rowid, place_, 'book.moment', coalesce(credited_at, '') from bank
          where try_cast(credited_at as timestamp) is null)
        order by n, code limit %d\
        """
            .formatted(MONEY.formatted("amount"), MOST_PROBLEMS));
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
