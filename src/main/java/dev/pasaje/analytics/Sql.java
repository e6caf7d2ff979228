// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.analytics;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Where the SQL of the two engines differs; everything else is one text for both.
public enum Sql {
  DUCKDB,
  TRINO;

  /// A text literal.
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /// A name that needs quoting, such as a schema with a hyphen.
  public static String name(String value) {
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }

  /// The rows of Parquet files, as something to stand after `from`; only DuckDB reads files by
  /// their path.
  public static String parquet(List<Path> files) {
    return files.stream()
        .map(file -> text(file.toString()))
        .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
  }

  /// The value of another column in the row where `key` is least.
  public String valueAtLeast(String value, String key) {
    return switch (this) {
      case DUCKDB -> "arg_min(" + value + ", " + key + ")";
      case TRINO -> "min_by(" + value + ", " + key + ")";
    };
  }

  /// Any one value of the group that is not null.
  public String any(String value) {
    return "any_value(" + value + ")";
  }

  /// The texts of a group in one, sorted.
  public String joined(String text, String separator) {
    return switch (this) {
      case DUCKDB -> "string_agg(" + text + ", " + text(separator) + " order by " + text + ")";
      case TRINO ->
          "array_join(array_agg(" + text + " order by " + text + "), " + text(separator) + ")";
    };
  }

  /// A table that only this run needs. Trino's connectors have no temporary ones, so the name has
  /// to be nobody else's.
  public String create(String table, String select) {
    return switch (this) {
      case DUCKDB -> "create or replace table " + table + " as " + select;
      case TRINO -> "create table " + table + " as " + select;
    };
  }
}
