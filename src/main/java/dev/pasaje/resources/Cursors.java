// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.time.Instant;
import java.util.Optional;

/// How far each search of an integration has come, and what it found in all, over restarts.
final class Cursors {
  private final Database database;

  Cursors(Database database) {
    this.database = database;
  }

  /// Up to when everything has been seen; empty before the first time.
  Optional<Instant> at(String integration, String source) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select cursor_at from sweep where integration = :integration"
                        + " and source = :source and cursor_at > 0")
                .bind("integration", integration)
                .bind("source", source)
                .mapTo(long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }

  /// @param cursor where it is now; empty when it has not moved
  /// @param found adds to what is there, and so does `healed`
  void moved(
      String integration,
      String source,
      Optional<Instant> cursor,
      Instant ranAt,
      long found,
      long healed,
      String trouble) {
    database
        .write()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into sweep (integration, source, cursor_at, ran_at, found, healed,
                      trouble)
                    values (:integration, :source, :cursor, :ran, :found, :healed, :trouble)
                    on conflict (integration, source) do update set
                      cursor_at = case when excluded.cursor_at > 0 then excluded.cursor_at
                        else sweep.cursor_at end,
                      ran_at = excluded.ran_at,
                      found = sweep.found + excluded.found,
                      healed = sweep.healed + excluded.healed,
                      trouble = excluded.trouble
                    """)
                .bind("integration", integration)
                .bind("source", source)
                .bind("cursor", cursor.map(Instant::toEpochMilli).orElse(0L))
                .bind("ran", ranAt.toEpochMilli())
                .bind("found", found)
                .bind("healed", healed)
                .bind("trouble", trouble)
                .execute());
  }
}
