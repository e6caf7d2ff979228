// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One table being filled from a backup, in the transaction of whoever restores.
final class Filling {
  private static final int ROWS_AT_ONCE = 500;

  private final Handle handle;
  private final Tables tables;
  private final Tables.Table table;
  private final Path file;

  Filling(Handle handle, Tables tables, Tables.Table table, Path file) {
    this.handle = handle;
    this.tables = tables;
    this.table = table;
    this.file = file;
  }

  void fill(BackupFile backup, BackupFile.Part part, Backup.Pace pace) {
    List<Tables.Column> columns = table.columns();
    try (PreparedStatement insert =
        handle.getConnection().prepareStatement(tables.insert(table, columns))) {
      Batch batch = new Batch(insert);
      backup.read(
          part,
          row -> {
            batch.add(row);
            pace.step();
          });
      batch.end();
    } catch (SQLException failed) {
      throw refused(failed);
    }
    if (table.numbered() && part.lastNumber() > 0) {
      tables.continueAfter(handle, table, part.lastNumber() + Backup.SKIPPED_NUMBERS);
    }
  }

  /// Rows on their way to the database.
  private final class Batch {
    private final PreparedStatement insert;
    private int waiting;

    Batch(PreparedStatement insert) {
      this.insert = insert;
    }

    void add(JsonNode row) {
      try {
        for (int i = 0; i < table.columns().size(); i++) {
          bind(i + 1, table.columns().get(i), row);
        }
        insert.addBatch();
        waiting++;
        if (waiting == ROWS_AT_ONCE) {
          end();
        }
      } catch (JacksonException | IllegalArgumentException odd) {
        throw BackupFile.damaged(file, new IOException(table.name() + ": " + why(odd)));
      } catch (SQLException failed) {
        throw refused(failed);
      }
    }

    void end() throws SQLException {
      if (waiting > 0) {
        insert.executeBatch();
        waiting = 0;
      }
    }

    private void bind(int place, Tables.Column column, JsonNode row) throws SQLException {
      JsonNode value = row.path(column.name());
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("a row has no " + column.name());
      }
      switch (column.content()) {
        case TEXT -> insert.setString(place, value.isNull() ? null : value.stringValue());
        case NUMBER -> {
          if (value.isNull()) {
            insert.setNull(place, Types.BIGINT);
          } else {
            insert.setLong(place, value.longValue());
          }
        }
        case BYTES ->
            insert.setBytes(
                place, value.isNull() ? null : Base64.getDecoder().decode(value.stringValue()));
      }
    }
  }

  private PasajeException refused(SQLException failed) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "backup.refused",
        Map.of("file", file.toString(), "table", table.name(), "why", why(failed)),
        failed);
  }

  private static String why(Exception failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("").strip();
  }
}
