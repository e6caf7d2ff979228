// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.db.Database;
import dev.pasaje.settings.Settings.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/// Changes of orders that are to reach the merchant's own systems, and how far each has come. Safe
/// for many threads.
public final class Outbox {
  private static final String LETTER =
      """
      select d.outbox_id, d.target, d.integration, d.reference, o.revision, o.type, o.created_at,
        d.state, d.attempts, d.replays, d.due_at, d.status, d.trouble, d.done_at
      from outbox_delivery d join outbox o on o.id = d.outbox_id
      """;

  /// Each half has an index of its own.
  private static final String DEPTH =
      """
      select target, sum(due) as due, sum(dead) as dead, min(oldest) as oldest from (
        select d.target, count(*) as due, 0 as dead, min(o.created_at) as oldest
        from outbox_delivery d join outbox o on o.id = d.outbox_id
        where d.state = 'due' group by d.target
        union all
        select d.target, 0 as due, count(*) as dead, null as oldest
        from outbox_delivery d where d.state = 'dead' group by d.target) as halves
      group by target order by target
      """;

  private final Database database;
  private final List<Target> targets;

  public Outbox(Database database, List<Target> targets) {
    this.database = database;
    this.targets = List.copyOf(targets);
  }

  /// How far a delivery has come.
  public enum State {
    /// On its way: not tried yet, or tried in vain and to be tried again.
    DUE,
    DELIVERED,
    /// Given up; [Outbox#replay] begins anew.
    DEAD;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }

  /// One event on its way to one target.
  ///
  /// @param status of the last HTTP answer; 0 when there was none
  /// @param trouble why the last attempt failed, a short word; empty when it did not
  /// @param doneAt when it was delivered or given up
  public record Letter(
      long outboxId,
      String target,
      String integration,
      String reference,
      long revision,
      String type,
      Instant createdAt,
      State state,
      int attempts,
      int replays,
      Instant dueAt,
      int status,
      String trouble,
      Optional<Instant> doneAt) {}

  /// What waits for one target.
  ///
  /// @param oldest when the event was written that waits longest
  public record Depth(long due, long dead, Optional<Instant> oldest) {}

  /// Writes a change in the transaction that makes it.
  ///
  /// @return false when this revision had been written before; nothing is changed then
  public boolean append(Handle handle, OrderChange change, Instant at) {
    return append(
        handle,
        change.integration(),
        change.reference(),
        change.revision(),
        OrderChange.TYPE,
        at,
        change.body(at));
  }

  /// The same for a body of the caller's. The caller's transaction holds the order's row, so that
  /// events of one order are written in the order of their revisions.
  public boolean append(
      Handle handle,
      String integration,
      String reference,
      long revision,
      String type,
      Instant createdAt,
      JsonNode body) {
    Optional<Long> id =
        handle
            .createQuery(
                "insert into outbox (integration, reference, revision, type, created_at, body)"
                    + " values (?, ?, ?, ?, ?, ?)"
                    + " on conflict (integration, reference, revision) do nothing returning id")
            .bind(0, integration)
            .bind(1, reference)
            .bind(2, revision)
            .bind(3, type)
            .bind(4, createdAt.toEpochMilli())
            .bind(5, body.toString())
            .mapTo(Long.class)
            .findOne();
    id.ifPresent(written -> {
      for (Target target : targets) {
        if (target.integrations().isEmpty() || target.integrations().contains(integration)) {
          handle.execute(
              "insert into outbox_delivery (outbox_id, target, integration, reference, state,"
                  + " due_at, attempts, owner, lease_until, status, trouble, replays)"
                  + " values (?, ?, ?, ?, 'due', ?, 0, '', 0, 0, '', 0)",
              written,
              target.name(),
              integration,
              reference,
              createdAt.toEpochMilli());
        }
      }
    });
    return id.isPresent();
  }

  /// Delivers an event once more, from the beginning of the schedule, whatever became of it, and
  /// opens its target again when that had been gone. The event keeps its id and is numbered as a
  /// replay; domain/notifications.md 13: an id alone must not be able to block it.
  ///
  /// @return false when there is no such delivery
  public boolean replay(long outboxId, String target, Instant now) {
    return database
        .write()
        .inTransaction(handle -> {
          int found =
              handle.execute(
                  "update outbox_delivery set state = 'due', due_at = ?, attempts = 0, owner = '',"
                      + " lease_until = 0, trouble = '', status = 0, done_at = null,"
                      + " replays = replays + 1 where outbox_id = ? and target = ?",
                  now.toEpochMilli(),
                  outboxId,
                  target);
          if (found == 1) {
            handle.execute("delete from outbox_target where target = ?", target);
          }
          return found == 1;
        });
  }

  /// Deliveries in one state, by event.
  ///
  /// @param afterId event to begin behind, with `afterTarget`; 0 and an empty text for the first
  public List<Letter> letters(State state, long afterId, String afterTarget, int most) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    // Written out, or the index of the state would not be used.
                    LETTER
                        + (" where d.state = '" + state.id() + "'")
                        + " and (d.outbox_id > :id"
                        + " or d.outbox_id = :id and d.target > :target)"
                        + " order by d.outbox_id, d.target limit :most")
                .bind("id", afterId)
                .bind("target", afterTarget)
                .bind("most", most)
                .map((row, _) -> letter(row))
                .list());
  }

  private static Letter letter(ResultSet row) throws SQLException {
    long doneAt = row.getLong("done_at");
    boolean open = row.wasNull();
    return new Letter(
        row.getLong("outbox_id"),
        row.getString("target"),
        row.getString("integration"),
        row.getString("reference"),
        row.getLong("revision"),
        row.getString("type"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        State.of(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("replays"),
        Instant.ofEpochMilli(row.getLong("due_at")),
        row.getInt("status"),
        row.getString("trouble"),
        open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(doneAt)));
  }

  /// What waits, by target; targets that have left the settings count as long as something waits
  /// for them.
  public Map<String, Depth> depth() {
    Map<String, Depth> depth = new LinkedHashMap<>();
    for (Target target : targets) {
      depth.put(target.name(), new Depth(0, 0, Optional.empty()));
    }
    database
        .read()
        .useHandle(handle ->
            handle
                .createQuery(DEPTH)
                .map((row, _) -> {
                  long oldest = row.getLong("oldest");
                  boolean none = row.wasNull();
                  return Map.entry(
                      row.getString("target"),
                      new Depth(
                          row.getLong("due"),
                          row.getLong("dead"),
                          none ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest))));
                })
                .forEach(entry -> depth.put(entry.getKey(), entry.getValue())));
    return depth;
  }

  /// Forgets events written before an instant that are on their way to nobody any more.
  ///
  /// @param most at once, so that the transaction is short
  /// @return how many were forgotten
  public int prune(Instant before, int most) {
    return database
        .write()
        .inTransaction(handle -> {
          List<Long> old =
              handle
                  .createQuery(
                      "select id from outbox where created_at < :before and not exists"
                          + " (select 1 from outbox_delivery d where d.outbox_id = outbox.id"
                          + " and d.state = 'due') order by id limit :most")
                  .bind("before", before.toEpochMilli())
                  .bind("most", most)
                  .mapTo(Long.class)
                  .list();
          if (!old.isEmpty()) {
            handle
                .createUpdate("delete from outbox_delivery where outbox_id in (<ids>)")
                .bindList("ids", old)
                .execute();
            handle
                .createUpdate("delete from outbox where id in (<ids>)")
                .bindList("ids", old)
                .execute();
          }
          return old.size();
        });
  }
}
