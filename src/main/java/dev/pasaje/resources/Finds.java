// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/// Compares what a search lists with what is stored, and raises what is newer.
final class Finds {
  /// A notification is about a change when it came no earlier than this before it: clocks differ.
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private final Database database;
  private final InstantSource clock;
  private final String integration;
  private final ResourceKind kind;
  private long found;
  private long healed;

  Finds(Database database, InstantSource clock, String integration, ResourceKind kind) {
    this.database = database;
    this.clock = clock;
    this.integration = integration;
    this.kind = kind;
  }

  /// Items that are newer than what is stored, and that nobody was about to read.
  long found() {
    return found;
  }

  /// Those of them of which no notification had come.
  long healed() {
    return healed;
  }

  void examine(List<JsonNode> items) {
    Map<String, Long> listed = new HashMap<>();
    for (JsonNode item : items) {
      String id = item.path("id").asString("");
      if (ResourceRef.of(kind, id).isPresent()) {
        listed.put(id, Versions.of(item).orElse(Long.MIN_VALUE));
      }
    }
    if (listed.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Boolean> raised =
        database.read().withHandle(handle -> toRaise(handle, listed, now));
    if (!raised.isEmpty()) {
      database
          .write()
          .useTransaction(handle ->
              raised
                  .keySet()
                  .forEach(id ->
                      WorkQueue.raise(
                          handle,
                          integration,
                          new ResourceRef(kind, id),
                          WorkQueue.Reason.SWEEP,
                          now)));
      found += raised.size();
      healed += raised.values().stream().filter(notified -> !notified).count();
    }
  }

  /// The ids to be read, and whether a notification had come of each.
  private Map<String, Boolean> toRaise(Handle handle, Map<String, Long> listed, Instant now) {
    Map<String, Long> stored = Snapshots.versions(handle, integration, kind, listed.keySet());
    List<String> newer = new ArrayList<>();
    listed.forEach((id, version) -> {
      if (version > stored.getOrDefault(id, Long.MIN_VALUE) || !stored.containsKey(id)) {
        newer.add(id);
      }
    });
    newer.removeAll(waiting(handle, newer, now));
    Map<String, Boolean> all = new HashMap<>();
    newer.forEach(id -> all.put(id, notified(handle, id, listed.getOrDefault(id, Long.MIN_VALUE))));
    return all;
  }

  /// Those that will be read anyway. A reading that is under way does not count: it may have begun
  /// before the change.
  private Set<String> waiting(Handle handle, List<String> ids, Instant now) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            handle
                .createQuery(
                    "select resource_id from work where integration = :integration"
                        + " and kind = :kind and resource_id in (<ids>) and state = 'due'"
                        + " and lease_until <= :now")
                .bind("integration", integration)
                .bind("kind", kind.id())
                .bindList("ids", ids)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
  }

  private boolean notified(Handle handle, String id, long version) {
    return handle
        .createQuery(
            "select 1 from inbox where integration = :integration and kind = :kind"
                + " and resource_id = :id and received_at >= :since"
                + " and disposition = 'raised' limit 1")
        .bind("integration", integration)
        .bind("kind", kind.id())
        .bind("id", id)
        .bind("since", version == Long.MIN_VALUE ? 0 : version - CLOCKS.toMillis())
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }
}
