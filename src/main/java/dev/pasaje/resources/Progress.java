// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// How far a resource is: whether it waits, was read, or was given up.
///
/// @param since when that began: the first unanswered reason, or the day it was given up
/// @param trouble of the last reading that failed, as [WorkQueue.Dead#trouble()]; else empty
/// @param readAt of what is stored of it
/// @param reference of the order it belongs to; empty when it names none
public record Progress(
    Stage stage,
    Instant since,
    int attempts,
    String trouble,
    Optional<Instant> readAt,
    String reference) {

  /// Where a resource is on its way.
  public enum Stage {
    WAITING,
    /// Some node is reading it.
    CLAIMED,
    READ,
    DEAD;

    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Empty when nobody ever had a reason to read it.
  public static Optional<Progress> of(Database database, String integration, ResourceRef resource) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select w.state, w.owner, w.wanted_at, w.due_at, w.attempts, w.trouble,
                      r.read_at, coalesce(r.reference, '') as reference
                    from work w left join resource r on r.integration = w.integration
                      and r.kind = w.kind and r.resource_id = w.resource_id
                    where w.integration = :integration and w.kind = :kind and w.resource_id = :id
                    """)
                .bind("integration", integration)
                .bind("kind", resource.kind().id())
                .bind("id", resource.id())
                .map((row, _) -> of(row))
                .findOne());
  }

  private static Progress of(ResultSet row) throws SQLException {
    Stage stage =
        switch (row.getString("state")) {
          case "dead" -> Stage.DEAD;
          case "due" -> row.getString("owner").isEmpty() ? Stage.WAITING : Stage.CLAIMED;
          default -> Stage.READ;
        };
    boolean waits = stage == Stage.WAITING || stage == Stage.CLAIMED;
    String reference = row.getString("reference");
    int attempts = row.getInt("attempts");
    String trouble = row.getString("trouble");
    Instant since = Instant.ofEpochMilli(row.getLong(waits ? "wanted_at" : "due_at"));
    long readAt = row.getLong("read_at");
    return new Progress(
        stage,
        since,
        attempts,
        trouble,
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(readAt)),
        reference);
  }
}
