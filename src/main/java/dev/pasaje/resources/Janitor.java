// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks again about what waits for long, and notices when nothing arrives any more.
final class Janitor {
  /// Sooner the notification is still on its way.
  private static final Duration OLD = Duration.ofHours(1);

  /// How often each of them is read again.
  private static final Duration AGAIN = Duration.ofHours(23);

  /// In one run; what is left has its turn in the next.
  private static final int MOST = 500;

  private final Database database;

  Janitor(Database database) {
    this.database = database;
  }

  /// Raises what has been waiting for long and was not read for a day.
  ///
  /// @return how many
  int raiseHanging(String integration, Instant now) {
    List<ResourceRef> hanging =
        database
            .read()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select r.kind, r.resource_id from resource r
                        where r.waiting = 1 and r.integration = :integration
                          and r.read_at <= :read and r.version <= :old
                          and not exists (select 1 from work w
                            where w.integration = r.integration and w.kind = r.kind
                              and w.resource_id = r.resource_id
                              and (w.state = 'due' or w.due_at > :read))
                        order by r.read_at limit :most
                        """)
                    .bind("integration", integration)
                    .bind("read", now.minus(AGAIN).toEpochMilli())
                    .bind("old", now.minus(OLD).toEpochMilli())
                    .bind("most", MOST)
                    .map((row, _) -> id(row.getString(1), row.getString(2)))
                    .list())
            .stream()
            .flatMap(Optional::stream)
            .toList();
    if (!hanging.isEmpty()) {
      database
          .write()
          .useTransaction(handle ->
              hanging.forEach(resource ->
                  WorkQueue.raise(handle, integration, resource, WorkQueue.Reason.JANITOR, now)));
    }
    return hanging.size();
  }

  private static Optional<ResourceRef> id(String kind, String id) {
    return ResourceKind.of(kind).flatMap(known -> ResourceRef.of(known, id));
  }

  /// Since when an integration has been silent, if that is too long. One that never had a
  /// notification is not silent: it may not be configured yet, which other checks tell.
  Optional<Instant> silentSince(String integration, Duration longest, Instant now) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select received_at from inbox where integration = :integration"
                        + " order by id desc limit 1")
                .bind("integration", integration)
                .mapTo(long.class)
                .findFirst())
        .map(Instant::ofEpochMilli)
        .filter(last -> last.isBefore(now.minus(longest)));
  }
}
