// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// What is to be read again, one row for each resource however many reasons there are.
///
/// Any number of reasons before a reading begins is answered by that reading; a reason that comes
/// while it is under way is answered by another one. Several nodes may claim at once; a claim that
/// its node does not finish falls back when its lease is over. Safe for many threads.
public final class WorkQueue {
  /// One more reason to read. Arguments: integration, kind, id, now, reason, now. It does not bring
  /// forward what waits after a failure, or a burst would defeat the patience towards the API.
  public static final String RAISE =
      """
      insert into work (integration, kind, resource_id, wanted, done, wanted_at, reason, state,
        due_at, attempts, owner, lease_until, trouble)
      values (?, ?, ?, 1, 0, ?, ?, 'due', ?, 0, '', 0, '')
      on conflict (integration, kind, resource_id) do update set
        wanted = work.wanted + 1,
        wanted_at = case when work.state = 'due' then work.wanted_at else excluded.wanted_at end,
        reason = excluded.reason,
        attempts = case when work.state = 'due' then work.attempts else 0 end,
        due_at = case when work.state = 'due' then work.due_at else excluded.due_at end,
        state = 'due'
      """;

  private final Database database;

  public WorkQueue(Database database) {
    this.database = database;
  }

  /// Why something is read.
  public enum Reason {
    /// A notification whose signature is right.
    NOTIFICATION,
    /// A notification that nobody can verify.
    HINT,
    /// A search found it newer than what is stored.
    SWEEP,
    /// A payment that has been pending for long.
    JANITOR,
    /// A person asked.
    REPLAY,
    /// Another resource names it.
    RELATED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A resource claimed for reading.
  ///
  /// @param wanted the count of reasons this reading will answer
  /// @param wantedAt when the first of them came
  /// @param attempts readings that failed since then
  /// @param trouble with which the last of them failed; empty before any has
  /// @param until when the claim falls back; it also tells two claims of one node apart
  public record Claim(
      String integration,
      ResourceRef resource,
      long wanted,
      Instant wantedAt,
      String reason,
      int attempts,
      String trouble,
      Instant until) {}

  /// One more reason, in a transaction of the caller.
  public static void raise(
      Handle handle, String integration, ResourceRef resource, Reason reason, Instant now) {
    handle.execute(
        RAISE,
        integration,
        resource.kind().id(),
        resource.id(),
        now.toEpochMilli(),
        reason.id(),
        now.toEpochMilli());
  }

  public void raise(String integration, ResourceRef resource, Reason reason, Instant now) {
    database.write().useTransaction(handle -> raise(handle, integration, resource, reason, now));
  }

  /// Whether there is anything to claim. It only looks, so that an idle node writes nothing.
  public boolean due(String integration, Instant now) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select 1 from work where state = 'due' and integration = :integration"
                        + " and due_at <= :now and lease_until <= :now limit 1")
                .bind("integration", integration)
                .bind("now", now.toEpochMilli())
                .mapTo(int.class)
                .findFirst()
                .isPresent());
  }

  /// Claims what is due of one integration, the longest waiting first. Each integration is claimed
  /// for itself, so that the backlog of one hides nothing of another.
  ///
  /// @param node who claims
  public List<Claim> claim(String node, String integration, int most, Duration lease, Instant now) {
    String sql =
        """
        with picked as materialized (
          select integration, kind, resource_id from work
          where state = 'due' and integration = :integration and due_at <= :now
            and lease_until <= :now
          order by due_at limit :most%s)
        update work set owner = :node, lease_until = :until from picked
        where work.integration = picked.integration and work.kind = picked.kind
          and work.resource_id = picked.resource_id
        returning work.integration, work.kind, work.resource_id, work.wanted, work.wanted_at,
          work.reason, work.attempts, work.trouble, work.lease_until
        """
            .formatted(database.dialect().skipLocked());
    return database
        .write()
        .inTransaction(handle ->
            handle
                .createQuery(sql)
                .bind("integration", integration)
                .bind("now", now.toEpochMilli())
                .bind("until", now.plus(lease).toEpochMilli())
                .bind("node", node)
                .bind("most", most)
                .map((row, _) -> claim(row))
                .list())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// Empty for what only a newer version of Pasaje can know: its node takes it when the lease ends.
  private static Optional<Claim> claim(ResultSet row) throws SQLException {
    String id = row.getString("resource_id");
    Optional<ResourceRef> resource =
        ResourceKind.of(row.getString("kind")).flatMap(kind -> ResourceRef.of(kind, id));
    return resource.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Claim(
                row.getString("integration"),
                resource.get(),
                row.getLong("wanted"),
                Instant.ofEpochMilli(row.getLong("wanted_at")),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getString("trouble"),
                Instant.ofEpochMilli(row.getLong("lease_until"))));
  }

  /// The reading ended well: what it answered is done, and a reason that came meanwhile is due.
  ///
  /// @return false when the claim had been lost to another node, which will read again
  public boolean complete(Handle handle, String node, Claim claim, Instant now) {
    return held(
                handle,
                node,
                claim,
                "done = :wanted, attempts = 0, trouble = '', due_at = :due, wanted_at = :due,"
                    + " state = case when wanted > :wanted then 'due' else 'idle' end")
            .bind("due", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// The reading failed and is tried again.
  public void retry(String node, Claim claim, Instant due, String trouble) {
    failed(node, claim, "attempts = attempts + 1, due_at = :due, trouble = :trouble", due, trouble);
  }

  /// The reading could not even be tried: it waits, and nothing is counted against it.
  public void postpone(String node, Claim claim, Instant due, String trouble) {
    failed(node, claim, "due_at = :due, trouble = :trouble", due, trouble);
  }

  /// It is no use trying again by itself; a person can see it, and replay it. A reason that came
  /// during the last reading still gets a reading of its own.
  public void bury(String node, Claim claim, String trouble, Instant now) {
    failed(
        node,
        claim,
        "attempts = case when wanted > :wanted then 0 else attempts + 1 end, due_at = :due,"
            + " trouble = :trouble, state = case when wanted > :wanted then 'due' else 'dead' end",
        now,
        trouble);
  }

  private void failed(String node, Claim claim, String changes, Instant due, String trouble) {
    database
        .write()
        .useTransaction(handle ->
            held(handle, node, claim, changes)
                .bind("due", due.toEpochMilli())
                .bind("trouble", trouble)
                .execute());
  }

  /// Changes the row only while the claim is held.
  private static Update held(Handle handle, String node, Claim claim, String changes) {
    return handle
        .createUpdate(
            "update work set owner = '', lease_until = 0, "
                + changes
                + " where owner = :node and lease_until = :until and integration = :integration"
                + " and kind = :kind and resource_id = :id")
        .bind("node", node)
        .bind("until", claim.until().toEpochMilli())
        .bind("wanted", claim.wanted())
        .bind("integration", claim.integration())
        .bind("kind", claim.resource().kind().id())
        .bind("id", claim.resource().id());
  }

  /// Gives back what a node holds, when it stops.
  public void release(String node) {
    database
        .write()
        .useTransaction(handle ->
            handle.execute(
                "update work set owner = '', lease_until = 0 where state = 'due' and owner = ?",
                node));
  }

  /// How many resources wait, and since when the longest waiting one has been due.
  public Depth depth(Instant now) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) as due, min(wanted_at) as oldest,"
                        + " (select count(*) from work where state = 'dead') as dead"
                        + " from work where state = 'due'")
                .map((row, _) -> {
                  long oldest = row.getLong("oldest");
                  boolean none = row.wasNull();
                  return new Depth(
                      row.getLong("due"),
                      row.getLong("dead"),
                      none
                          ? Optional.empty()
                          : Optional.of(Duration.between(Instant.ofEpochMilli(oldest), now)));
                })
                .one());
  }

  /// Whether anything is being read, or could be now.
  public boolean busy(Instant now) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select exists(select 1 from work where state = 'due'"
                        + " and (owner <> '' or due_at <= :now))")
                .bind("now", now.toEpochMilli())
                .mapTo(Boolean.class)
                .one());
  }

  /// @param oldest how long the first reason waits that has not been answered
  public record Depth(long due, long dead, Optional<Duration> oldest) {}

  public List<Dead> dead(int most) {
    return dead("", most);
  }

  /// What was given up, the latest first.
  ///
  /// @param integration any when empty
  public List<Dead> dead(String integration, int most) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select integration, kind, resource_id, reason, attempts, trouble, due_at"
                        + " from work where state = 'dead'"
                        + " and (integration = :integration or :integration = '')"
                        + " order by due_at desc limit :most")
                .bind("integration", integration)
                .bind("most", most)
                .map((row, _) ->
                    new Dead(
                        row.getString("integration"),
                        row.getString("kind"),
                        row.getString("resource_id"),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        row.getString("trouble"),
                        Instant.ofEpochMilli(row.getLong("due_at"))))
                .list());
  }

  /// Work that was given up; another reason revives it.
  ///
  /// @param trouble why, as an id such as `not-found`, with detail after a colon
  public record Dead(
      String integration,
      String kind,
      String id,
      String reason,
      int attempts,
      String trouble,
      Instant at) {
    /// Empty for what only a newer version of Pasaje can know.
    public Optional<ResourceRef> resource() {
      return ResourceKind.of(kind).flatMap(one -> ResourceRef.of(one, id));
    }
  }
}
