// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;

/// How a store is, as the connections of Pasaje find it.
///
/// @param schemaVersion of its tables; empty when it has none yet
/// @param age of its tables
/// @param durability the setting that decides, such as `wal, synchronous=FULL`
/// @param durable whether what is committed survives a loss of power
/// @param bytes it takes on disk
public record StoreState(
    Dialect dialect,
    Optional<String> schemaVersion,
    Age age,
    String durability,
    boolean durable,
    long bytes) {

  /// The tables compared with those this version of Pasaje works with.
  public enum Age {
    CURRENT,
    /// The next start brings them up to date.
    OLDER,
    /// Made by a newer Pasaje.
    NEWER
  }

  static StoreState of(Dialect dialect, Handle handle, Flyway flyway) {
    Optional<MigrationInfo> current = Optional.ofNullable(flyway.info().current());
    Age age =
        current.filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS).isPresent()
            ? Age.NEWER
            : flyway.info().pending().length > 0 ? Age.OLDER : Age.CURRENT;
    Optional<String> version = current.map(one -> String.valueOf(one.getVersion()));
    return switch (dialect) {
      case SQLITE -> {
        String journal = text(handle, "pragma journal_mode");
        int synchronous = Integer.parseInt(text(handle, "pragma synchronous"));
        long bytes =
            Long.parseLong(text(handle, "pragma page_count"))
                * Long.parseLong(text(handle, "pragma page_size"));
        yield new StoreState(
            dialect,
            version,
            age,
            journal
                + ", synchronous="
                + switch (synchronous) {
                  case 0 -> "OFF";
                  case 1 -> "NORMAL";
                  case 2 -> "FULL";
                  default -> "EXTRA";
                },
            journal.toLowerCase(Locale.ROOT).equals("wal") && synchronous >= 2,
            bytes);
      }
      case POSTGRESQL -> {
        String commit = text(handle, "show synchronous_commit");
        String fsync = text(handle, "show fsync");
        yield new StoreState(
            dialect,
            version,
            age,
            "synchronous_commit=" + commit + ", fsync=" + fsync,
            !commit.equals("off") && fsync.equals("on"),
            Long.parseLong(text(handle, "select pg_database_size(current_database())")));
      }
    };
  }

  private static String text(Handle handle, String sql) {
    return handle.createQuery(sql).map((row, _) -> row.getString(1)).one();
  }
}
