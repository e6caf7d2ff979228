// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.archive;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.reports.Field;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.Stamp;
import dev.pasaje.reports.parse.RowSink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes rows into a table of DuckDB and the table into one Parquet file, ordered as in the
/// report. Moments are UTC, money DECIMAL(18,2), ids text, an empty cell NULL.
final class ParquetRows implements RowSink, AutoCloseable {
  private static final int FLUSH_EVERY = 50_000;

  private final Connection connection;
  private final RowSink also;
  private @Nullable DuckDBAppender appender;
  private ReportFamily family = ReportFamily.SETTLEMENT;
  private String sha256 = "";
  private long rows;

  ParquetRows(Engine engine, RowSink also) {
    this.connection = engine.connection();
    this.also = also;
  }

  @Override
  public void begin(ReportFamily family, String sha256) {
    also.begin(family, sha256);
    this.family = family;
    this.sha256 = sha256;
    try (Statement statement = connection.createStatement()) {
      statement.execute("create or replace temp table report_rows (" + columns(family) + ")");
      appender =
          connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "report_rows");
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  private static String columns(ReportFamily family) {
    String fields =
        Field.of(family).stream()
            .map(field -> field.column() + " " + type(field) + offset(field))
            .collect(Collectors.joining(", "));
    return "file varchar, line bigint, row_key varchar, occurrence integer, class varchar, "
        + fields
        + ", extra varchar";
  }

  private static String type(Field field) {
    return switch (field.kind()) {
      case TEXT, ID -> "varchar";
      case AMOUNT -> "decimal(18,2)";
      case TIME -> "timestamp";
      case COUNT -> "integer";
      case FLAG -> "boolean";
    };
  }

  /// The two moments a row is dated by have their offset beside them.
  private static String offset(Field field) {
    return hasOffset(field) ? ", " + field.column() + "_offset smallint" : "";
  }

  private static boolean hasOffset(Field field) {
    return field == Field.DATE || field == Field.SETTLEMENT_DATE;
  }

  @Override
  public void row(ReportRow row) {
    also.row(row);
    DuckDBAppender to = appender;
    if (to == null) {
      throw new IllegalStateException("begin comes first");
    }
    try {
      to.beginRow();
      to.append(sha256);
      to.append(row.line());
      to.append(row.rowKey());
      to.append(row.occurrence());
      to.append(row.kind().id());
      for (Field field : Field.of(family)) {
        append(to, field, row.fields().value(field));
      }
      append(to, json(row.fields().extra()));
      to.endRow();
      if (++rows % FLUSH_EVERY == 0) {
        to.flush();
      }
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }

  private static void append(DuckDBAppender to, @Nullable String text) throws SQLException {
    if (text == null) {
      to.appendNull();
    } else {
      to.append(text);
    }
  }

  private static void append(DuckDBAppender to, Field field, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> to.appendNull();
      case String text -> to.append(text);
      case BigDecimal amount -> to.append(amount);
      case Integer count -> to.append(count.intValue());
      case Boolean flag -> to.append(flag.booleanValue());
      case Stamp stamp -> to.append(LocalDateTime.ofInstant(stamp.at(), ZoneOffset.UTC));
      default -> throw new IllegalArgumentException(field + " " + value.getClass());
    }
    if (hasOffset(field)) {
      if (value instanceof Stamp stamp) {
        to.append((short) stamp.offsetMinutes());
      } else {
        to.appendNull();
      }
    }
  }

  private static @Nullable String json(Map<String, String> extra) {
    if (extra.isEmpty()) {
      return null;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    extra.forEach(node::put);
    return node.toString();
  }

  @Override
  public void progress(long done, long all) {
    also.progress(done, all);
  }

  /// Once all rows are there.
  void writeTo(Path parquet) {
    try (Statement statement = connection.createStatement()) {
      if (appender != null) {
        appender.close();
        appender = null;
      }
      statement.execute(
          "copy (select * from report_rows order by line, occurrence) to "
              + Sql.text(parquet.toString())
              + " (format parquet, compression zstd)");
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
      if (appender != null) {
        appender.close();
      }
      connection.close();
    } catch (SQLException broken) {
      throw failed(broken);
    }
  }
}
