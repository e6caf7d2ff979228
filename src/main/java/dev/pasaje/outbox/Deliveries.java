// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The rows of one target's deliveries, as its [Lane] sees them.
final class Deliveries {
  private final Database database;
  private final String target;
  private final String node;

  /// @param node who claims; unique among the nodes that share the database
  Deliveries(Database database, String target, String node) {
    this.database = database;
    this.target = target;
    this.node = node;
  }

  /// A delivery that is this node's until an instant. With that instant the claim is known again:
  /// one that was lost, even to the same node, settles nothing.
  record Claim(
      long outboxId,
      String integration,
      String reference,
      int attempts,
      int replays,
      Instant until,
      Instant createdAt,
      String body) {
    /// The same in every attempt, and in every node.
    String eventId() {
      return "evt_" + outboxId;
    }
  }

  private record Picked(
      long outboxId, String integration, String reference, int attempts, int replays) {}

  private record Event(long id, long createdAt, String body) {}

  /// Whether anything is due. It only reads: an idle target costs no write.
  boolean waiting(Instant now) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select 1 from outbox_delivery where target = :target and state = 'due'"
                        + " and due_at <= :now and lease_until <= :now limit 1")
                .bind("target", target)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /// Claims what is due, the longest waiting first, and of each order only the earliest event that
  /// has not been delivered. What was given up holds up nothing.
  List<Claim> claim(int most, Duration lease, Instant now) {
    String sql =
        """
        with picked as materialized (
          select d.outbox_id, d.target from outbox_delivery d
          where d.target = :target and d.state = 'due' and d.due_at <= :now
            and d.lease_until <= :now and not exists (
              select 1 from outbox_delivery earlier
              where earlier.target = d.target and earlier.integration = d.integration
                and earlier.reference = d.reference and earlier.outbox_id < d.outbox_id
                and earlier.state = 'due')
          order by d.due_at, d.outbox_id limit :most%s)
        update outbox_delivery set owner = :node, lease_until = :until from picked
        where outbox_delivery.outbox_id = picked.outbox_id
          and outbox_delivery.target = picked.target
        returning outbox_delivery.outbox_id, outbox_delivery.integration,
          outbox_delivery.reference, outbox_delivery.attempts, outbox_delivery.replays
        """
            .formatted(database.dialect().skipLocked());
    Instant until = now.plus(lease);
    return database
        .write()
        .inTransaction(handle -> {
          List<Picked> picked =
              handle
                  .createQuery(sql)
                  .bind("target", target)
                  .bind("now", now.toEpochMilli())
                  .bind("until", until.toEpochMilli())
                  .bind("node", node)
                  .bind("most", most)
                  .map((row, _) ->
                      new Picked(
                          row.getLong("outbox_id"),
                          row.getString("integration"),
                          row.getString("reference"),
                          row.getInt("attempts"),
                          row.getInt("replays")))
                  .list();
          Map<Long, Event> events = events(handle, picked);
          return picked.stream()
              .map(row -> {
                Event event = java.util.Objects.requireNonNull(events.get(row.outboxId()));
                return new Claim(
                    row.outboxId(),
                    row.integration(),
                    row.reference(),
                    row.attempts(),
                    row.replays(),
                    Instant.ofEpochMilli(until.toEpochMilli()),
                    Instant.ofEpochMilli(event.createdAt()),
                    event.body());
              })
              .toList();
        });
  }

  private static Map<Long, Event> events(Handle handle, List<Picked> picked) {
    Map<Long, Event> events = new HashMap<>();
    if (!picked.isEmpty()) {
      handle
          .createQuery("select id, created_at, body from outbox where id in (<ids>)")
          .bindList("ids", picked.stream().map(Picked::outboxId).toList())
          .map((row, _) ->
              new Event(row.getLong("id"), row.getLong("created_at"), row.getString("body")))
          .forEach(event -> events.put(event.id(), event));
    }
    return events;
  }

  void delivered(Claim claim, int status, Instant now) {
    settle(claim, "delivered", now, status, "");
  }

  void retry(Claim claim, Instant due, int status, String trouble) {
    settle(claim, "due", due, status, trouble);
  }

  void bury(Claim claim, int status, String trouble, Instant now) {
    settle(claim, "dead", now, status, trouble);
  }

  private void settle(Claim claim, String state, Instant at, int status, String trouble) {
    database
        .write()
        .useTransaction(handle -> settle(handle, claim, state, at, status, trouble).execute());
  }

  private Update settle(
      Handle handle, Claim claim, String state, Instant at, int status, String trouble) {
    return handle
        .createUpdate(
            "update outbox_delivery set state = :state, attempts = attempts + 1, owner = '',"
                + " lease_until = 0, status = :status, trouble = :trouble, due_at = :at,"
                + " done_at = case when :state = 'due' then null else "
                + at.toEpochMilli()
                + " end where outbox_id = :id and target = :target and state = 'due'"
                + " and owner = :node and lease_until = :until")
        .bind("state", state)
        .bind("status", status)
        .bind("trouble", trouble)
        .bind("at", at.toEpochMilli())
        .bind("id", claim.outboxId())
        .bind("target", target)
        .bind("node", node)
        .bind("until", claim.until().toEpochMilli());
  }

  /// The target is gone: so is this delivery, and nothing more is sent to this address. Others that
  /// are under way end by themselves.
  void close(Claim claim, String address, int status, String trouble, Instant now) {
    database
        .write()
        .useTransaction(handle -> {
          settle(handle, claim, "dead", now, status, trouble).execute();
          handle.execute(
              "insert into outbox_target (target, address, closed_at, trouble)"
                  + " values (?, ?, ?, ?) on conflict (target) do update set"
                  + " address = excluded.address, closed_at = excluded.closed_at,"
                  + " trouble = excluded.trouble",
              target,
              address,
              now.toEpochMilli(),
              trouble);
          buryWaiting(handle, trouble, now);
        });
  }

  boolean closed(String address) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select 1 from outbox_target where target = :target and address = :address")
                .bind("target", target)
                .bind("address", address)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /// @return how many
  int buryWaiting(String trouble, Instant now) {
    return database.write().inTransaction(handle -> buryWaiting(handle, trouble, now));
  }

  private int buryWaiting(Handle handle, String trouble, Instant now) {
    return handle.execute(
        "update outbox_delivery set state = 'dead', owner = '', lease_until = 0, trouble = ?,"
            + " done_at = ? where target = ? and state = 'due' and lease_until <= ?",
        trouble,
        now.toEpochMilli(),
        target,
        now.toEpochMilli());
  }

  /// Gives back what this node holds, when it stops.
  void release() {
    database
        .write()
        .useTransaction(handle ->
            handle.execute(
                "update outbox_delivery set owner = '', lease_until = 0"
                    + " where target = ? and state = 'due' and owner = ?",
                target,
                node));
  }
}
