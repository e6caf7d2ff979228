// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of all relations on their way to Parquet files, each row a map of columns; a column that is
/// not there is null.
final class Ledger {
  private final Map<Relation, List<Map<String, String>>> rows = new EnumMap<>(Relation.class);

  Map<String, String> add(Relation relation, String... pairs) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(pairs[i], pairs[i + 1]);
    }
    rows(relation).add(row);
    return row;
  }

  List<Map<String, String>> rows(Relation relation) {
    return rows.computeIfAbsent(relation, _ -> new ArrayList<>());
  }

  Map<Relation, List<Path>> write(Engine engine, Path directory) throws IOException, SQLException {
    Map<Relation, List<Path>> files = new EnumMap<>(Relation.class);
    for (Map.Entry<Relation, List<Map<String, String>>> entry : rows.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        files.put(entry.getKey(), List.of(write(engine, directory, entry.getKey())));
      }
    }
    return files;
  }

  private Path write(Engine engine, Path directory, Relation relation)
      throws IOException, SQLException {
    List<String> columns =
        rows(relation).stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    Path csv = directory.resolve(relation.table() + ".csv");
    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
      writer.write(String.join("\t", columns) + "\n");
      for (Map<String, String> row : rows(relation)) {
        for (int i = 0; i < columns.size(); i++) {
          writer.write((i == 0 ? "" : "\t") + row.getOrDefault(columns.get(i), ""));
        }
        writer.write("\n");
      }
    }
    Path file = directory.resolve(relation.table() + ".parquet");
    try (Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select "
              + relation.select(new HashSet<>(columns))
              + " from read_csv("
              + Sql.text(csv.toString())
              + ", delim = '\t', header = true, all_varchar = true, quote = '')) to "
              + Sql.text(file.toString())
              + " (format parquet)");
    }
    return file;
  }
}
