// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The select list of a finding: an expression for each column, null where none is given.
final class Found {
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("code", "varchar");
    COLUMNS.put("detail", "varchar");
    COLUMNS.put("identity", "varchar");
    COLUMNS.put("amount", "decimal(18, 2)");
    COLUMNS.put("currency", "varchar");
    COLUMNS.put("reference", "varchar");
    COLUMNS.put("source_id", "varchar");
    COLUMNS.put("matched_by", "varchar");
    COLUMNS.put("family", "varchar");
    COLUMNS.put("file", "varchar");
    COLUMNS.put("line", "bigint");
    COLUMNS.put("row_key", "varchar");
    COLUMNS.put("expected", "varchar");
    COLUMNS.put("found", "varchar");
    COLUMNS.put("happened", "timestamp");
  }

  private final Map<String, String> given = new LinkedHashMap<>();

  private Found() {}

  static Found of(Code code) {
    return new Found().with("code", Sql.text(code.name()));
  }

  /// The code is itself an expression.
  static Found by(String code) {
    return new Found().with("code", code);
  }

  Found with(String column, String expression) {
    if (!COLUMNS.containsKey(column)) {
      throw new IllegalArgumentException(column);
    }
    given.put(column, expression);
    return this;
  }

  /// The row that shows it, of an alias with the columns `file`, `line` and `row_key`.
  Found row(String family, String alias) {
    return with("family", family)
        .with("file", alias + ".file")
        .with("line", alias + ".line")
        .with("row_key", alias + ".row_key");
  }

  /// `select … `, to be followed by ` from`.
  String select() {
    List<String> parts = new ArrayList<>();
    COLUMNS.forEach((column, type) ->
        parts.add("cast(" + given.getOrDefault(column, "null") + " as " + type + ") as " + column));
    return "select " + String.join(", ", parts) + " ";
  }

  static String none() {
    return new Found().select() + "where 1 = 0";
  }
}
