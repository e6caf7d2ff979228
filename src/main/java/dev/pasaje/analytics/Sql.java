// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.analytics;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the SQL of the two engines differs; everything else is one text for both.
public enum Sql {
  DUCKDB,
  TRINO;

  /// As many bits as [#bucket] takes at no more than a few milliseconds, however few the rows.
  public static final int SMALL_BITS = 16;

  /// A text literal.
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /// A name that needs quoting, such as a schema with a hyphen.
  public static String name(String value) {
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }

  /// Whether a column is one of these texts. DuckDB makes a join of an `in`, which takes longer
  /// than asking for one after the other.
  public static String among(String column, String... texts) {
    return Stream.of(texts)
        .map(text -> column + " = " + text(text))
        .collect(Collectors.joining(" or ", "(", ")"));
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

  /// A moment as text, `2026-09-01 03:00:00`, with as much of a fraction as is not zero.
  public String moment(String timestamp) {
    return switch (this) {
      case DUCKDB -> "cast(" + timestamp + " as varchar)";
      case TRINO ->
          "regexp_replace(cast(cast(" + timestamp + " as timestamp(6)) as varchar), '\\.?0+$', '')";
    };
  }

  /// A number of 64 bits for a text, the same for equal ones; null has one too.
  public String hash(String text) {
    return switch (this) {
      case DUCKDB -> "hash(" + text + ")";
      case TRINO -> hashed("coalesce(" + text + ", '')");
    };
  }

  /// The lowest bits of a hash. Of up to [#SMALL_BITS], DuckDB groups by them in an array.
  public String bucket(String hash, int bits) {
    long mask = (1L << bits) - 1;
    return switch (this) {
      case DUCKDB ->
          "cast("
              + hash
              + " & "
              + mask
              + " as "
              + (bits > SMALL_BITS ? "bigint" : "usmallint")
              + ")";
      case TRINO -> "bitwise_and(" + hash + ", " + mask + ")";
    };
  }

  /// A number of 62 bits, so that two can be added, for values of which none is null: the same for
  /// equal ones of equal types, and else only by chance.
  public String fingerprint(String... values) {
    return switch (this) {
      case DUCKDB -> "cast(hash(" + String.join(", ", values) + ") >> 2 as bigint)";
      case TRINO ->
          "bitwise_right_shift("
              + hashed(
                  Stream.of(values)
                      .map(value -> "cast(" + value + " as varchar)")
                      .collect(Collectors.joining(" || '|' || ")))
              + ", 2)";
    };
  }

  private static String hashed(String text) {
    return "from_big_endian_64(xxhash64(to_utf8(" + text + ")))";
  }

  /// Every bit that any of the numbers has.
  public String bits(String number) {
    return switch (this) {
      case DUCKDB -> "bit_or(" + number + ")";
      case TRINO -> "bitwise_or_agg(" + number + ")";
    };
  }

  /// The sum of whole numbers, however large it becomes.
  public String sum(String number) {
    return switch (this) {
      case DUCKDB -> "sum(" + number + ")";
      case TRINO -> "sum(cast(" + number + " as decimal(38, 0)))";
    };
  }
}
