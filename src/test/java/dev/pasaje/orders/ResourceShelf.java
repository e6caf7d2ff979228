// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Database;
import dev.pasaje.resources.Follower;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/// Stores readings as their owner does: a higher version wins, and followers hear of it in the same
/// transaction.
public record ResourceShelf(Database database, String integration, Follower follower) {

  public void read(ResourceKind kind, String id, long version, JsonNode body, Instant at) {
    read(kind, id, version, body, "notification", at);
  }

  public void read(
      ResourceKind kind, String id, long version, JsonNode body, String reason, Instant at) {
    Snapshot now =
        new Snapshot(
            integration,
            new ResourceRef(kind, id),
            version,
            body.path("external_reference").asString(""),
            at,
            body);
    database.write().useTransaction(handle -> store(handle, now, reason, at));
  }

  private void store(Handle handle, Snapshot now, String reason, Instant at) {
    List<Snapshot> known =
        handle
            .createQuery(
                "select version, reference, read_at, body from resource"
                    + " where integration = :integration and kind = :kind and resource_id = :id"
                    + database.dialect().forUpdate())
            .bind("integration", integration)
            .bind("kind", now.resource().kind().id())
            .bind("id", now.resource().id())
            .map((row, _) ->
                new Snapshot(
                    integration,
                    now.resource(),
                    row.getLong("version"),
                    row.getString("reference"),
                    Instant.ofEpochMilli(row.getLong("read_at")),
                    OrderRows.json(row.getString("body"))))
            .list();
    if (!known.isEmpty() && known.getFirst().version() >= now.version()) {
      return;
    }
    handle.execute(
        "insert into resource (integration, kind, resource_id, version, hash, reference, read_at,"
            + " body) values (?, ?, ?, ?, '', ?, ?, ?)"
            + " on conflict (integration, kind, resource_id) do update set"
            + " version = excluded.version, reference = excluded.reference,"
            + " read_at = excluded.read_at, body = excluded.body",
        integration,
        now.resource().kind().id(),
        now.resource().id(),
        now.version(),
        now.reference(),
        at.toEpochMilli(),
        now.body().toString());
    handle.execute(
        "insert into resource_version (integration, kind, resource_id, version, hash, read_at,"
            + " reason, body) values (?, ?, ?, ?, '', ?, ?, ?)",
        integration,
        now.resource().kind().id(),
        now.resource().id(),
        now.version(),
        at.toEpochMilli(),
        reason,
        now.body().toString());
    follower.changed(
        handle,
        now,
        known.isEmpty() ? Optional.empty() : Optional.of(known.getFirst()),
        reason,
        at);
  }
}
