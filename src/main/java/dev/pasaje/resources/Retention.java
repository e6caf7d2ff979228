// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.time.Instant;
import java.util.List;

/// Forgets old notifications whose resource has been read since. Batches are small, since they
/// share one connection with the receiver.
final class Retention {
  private static final int BATCH = 500;

  private final Database database;

  Retention(Database database) {
    this.database = database;
  }

  private record Row(long id, boolean old, boolean done) {}

  /// Rows are in the order of their time, near enough: the first young one ends it, so that no
  /// index by time is needed on a table that is written thousands of times a second.
  ///
  /// @return how many rows are gone
  int forget(Instant before) {
    String query =
        """
        select i.id, i.received_at, not exists (select 1 from work w
          where w.integration = i.integration and w.kind = i.kind
            and w.resource_id = i.resource_id and w.state <> 'idle') as done
        from inbox i where i.id > :after order by i.id limit :batch
        """;
    int gone = 0;
    long after = 0;
    while (true) {
      long from = after;
      List<Row> rows =
          database
              .read()
              .withHandle(handle ->
                  handle
                      .createQuery(query)
                      .bind("after", from)
                      .bind("batch", BATCH)
                      .map((row, _) ->
                          new Row(
                              row.getLong(1),
                              row.getLong(2) < before.toEpochMilli(),
                              row.getBoolean(3)))
                      .list());
      List<Long> old = rows.stream().filter(row -> row.old() && row.done()).map(Row::id).toList();
      if (!old.isEmpty()) {
        database
            .write()
            .useTransaction(handle ->
                handle
                    .createUpdate("delete from arrival where id in (<ids>)")
                    .bindList("ids", old)
                    .execute());
        gone += old.size();
      }
      if (rows.size() < BATCH || !rows.getLast().old()) {
        return gone;
      }
      after = rows.getLast().id();
    }
  }
}
