// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// What arrived, to be looked at and read again.
public final class Inbox {
  private final Database database;

  public Inbox(Database database) {
    this.database = database;
  }

  /// One arrival.
  ///
  /// @param integration empty when nobody's
  /// @param kind of resource, as [ResourceKind#id()]; empty when nothing can be read
  /// @param signature `verified`, `mismatch`, `malformed`, `absent`, `unverifiable`, `no-secret`
  /// @param manifest which documented form matched, and which secret; empty unless verified
  /// @param driftMs how long before its arrival it was signed, in milliseconds
  /// @param disposition `raised`, `nothing-to-read`, `quarantined`, `unrouted`, `too-large`
  public record Entry(
      long id,
      String integration,
      Instant at,
      String channel,
      String topic,
      String action,
      String kind,
      String resourceId,
      String signature,
      String manifest,
      OptionalLong driftMs,
      String disposition,
      String remote) {
    public Optional<ResourceRef> resource() {
      return ResourceKind.of(kind).flatMap(one -> ResourceRef.of(one, resourceId));
    }
  }

  /// Which arrivals; an empty text is any.
  public record Filter(String integration, String disposition, String resourceId) {
    public static final Filter ALL = new Filter("", "", "");
  }

  private static final String COLUMNS =
      "select id, integration, received_at, channel, topic, action, kind, resource_id, signature,"
          + " manifest, drift_ms, disposition, remote from inbox ";

  private static final RowMapper<Entry> ENTRY =
      (row, _) -> {
        long drift = row.getLong("drift_ms");
        OptionalLong driftMs = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(drift);
        return new Entry(
            row.getLong("id"),
            row.getString("integration"),
            Instant.ofEpochMilli(row.getLong("received_at")),
            row.getString("channel"),
            row.getString("topic"),
            row.getString("action"),
            row.getString("kind"),
            row.getString("resource_id"),
            row.getString("signature"),
            row.getString("manifest"),
            driftMs,
            row.getString("disposition"),
            row.getString("remote"));
      };

  /// The latest first.
  public List<Entry> latest(Filter filter, int most) {
    return database
        .read()
        .withHandle(handle -> {
          List<String> conditions = new ArrayList<>(List.of("1 = 1"));
          if (!filter.integration().isEmpty()) {
            conditions.add("integration = :integration");
          }
          if (!filter.disposition().isEmpty()) {
            conditions.add("disposition = :disposition");
          }
          if (!filter.resourceId().isEmpty()) {
            conditions.add("resource_id = :resource");
          }
          Query query =
              handle
                  .createQuery(
                      COLUMNS
                          + "where "
                          + String.join(" and ", conditions)
                          + " order by id desc limit :most")
                  .bind("most", most);
          if (!filter.integration().isEmpty()) {
            query.bind("integration", filter.integration());
          }
          if (!filter.disposition().isEmpty()) {
            query.bind("disposition", filter.disposition());
          }
          if (!filter.resourceId().isEmpty()) {
            query.bind("resource", filter.resourceId());
          }
          return query.map(ENTRY).list();
        });
  }

  /// Those of a filter between two numbers, the oldest first: for who goes through all of them.
  ///
  /// @param after excluded
  /// @param upTo included
  public List<Entry> between(Filter filter, Instant since, long after, long upTo, int most) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "where id > :after and id <= :upTo and received_at >= :since"
                        + " and (integration = :integration or :integration = '')"
                        + " and (disposition = :disposition or :disposition = '')"
                        + " and (resource_id = :resource or :resource = '')"
                        + " order by id limit :most")
                .bind("after", after)
                .bind("upTo", upTo)
                .bind("since", since.toEpochMilli())
                .bind("integration", filter.integration())
                .bind("disposition", filter.disposition())
                .bind("resource", filter.resourceId())
                .bind("most", most)
                .map(ENTRY)
                .list());
  }

  /// Those that came after one, the oldest first. Two nodes may write side by side, and then a
  /// smaller number can appear after a larger one; [Watch] sees those too.
  public List<Entry> after(long id, int most) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(COLUMNS + "where id > :id order by id limit :most")
                .bind("id", id)
                .bind("most", most)
                .map(ENTRY)
                .list());
  }

  /// Those of some numbers that are there.
  public List<Entry> these(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .read()
            .withHandle(handle ->
                handle
                    .createQuery(COLUMNS + "where id in (<ids>) order by id")
                    .bindList("ids", List.copyOf(ids))
                    .map(ENTRY)
                    .list());
  }

  public Optional<Entry> one(long id) {
    return database
        .read()
        .withHandle(handle ->
            handle.createQuery(COLUMNS + "where id = :id").bind("id", id).map(ENTRY).findOne());
  }

  /// The number of the latest; 0 when there is none.
  public long last() {
    return database
        .read()
        .withHandle(handle ->
            handle.createQuery("select coalesce(max(id), 0) from inbox").mapTo(Long.class).one());
  }

  /// The request as it came: request line, headers, an empty line, body.
  public Optional<byte[]> request(long id) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery("select request from inbox where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne());
  }

  /// Has what an arrival speaks of read again, whatever its signature.
  ///
  /// @param integration whose it is, for one that is nobody's
  /// @return whether there is something to read
  public boolean replay(Entry entry, Optional<String> integration, Instant now) {
    String owner = entry.integration().isEmpty() ? integration.orElse("") : entry.integration();
    Optional<ResourceRef> resource = entry.resource();
    if (owner.isEmpty() || resource.isEmpty()) {
      return false;
    }
    database
        .write()
        .useTransaction(
            handle -> WorkQueue.raise(handle, owner, resource.get(), WorkQueue.Reason.REPLAY, now));
    return true;
  }

  /// How many arrivals are read again because of a replay, and how many cannot be.
  ///
  /// @param unreadable they name nothing that can be read, or nobody's integration
  public record Replayed(long raised, long unreadable) {
    public static final Replayed NONE = new Replayed(0, 0);

    public Replayed plus(Replayed more) {
      return new Replayed(raised + more.raised, unreadable + more.unreadable);
    }
  }

  /// Has what some arrivals speak of read again, in one transaction.
  ///
  /// @param owner whose an arrival is; empty when it is nobody's that is known
  public Replayed replay(
      List<Entry> entries, Function<Entry, Optional<String>> owner, Instant now) {
    // Sorted, as the receiver does, so that two never wait for each other in a circle.
    TreeMap<String, TreeMap<String, ResourceRef>> wanted = new TreeMap<>();
    long raised = 0;
    for (Entry entry : entries) {
      Optional<String> integration = owner.apply(entry);
      Optional<ResourceRef> resource = entry.resource();
      if (integration.isPresent() && resource.isPresent()) {
        raised++;
        wanted
            .computeIfAbsent(integration.get(), _ -> new TreeMap<>())
            .put(resource.get().toString(), resource.get());
      }
    }
    if (!wanted.isEmpty()) {
      database
          .write()
          .useTransaction(handle ->
              wanted.forEach((integration, resources) ->
                  resources
                      .values()
                      .forEach(resource ->
                          WorkQueue.raise(
                              handle, integration, resource, WorkQueue.Reason.REPLAY, now))));
    }
    return new Replayed(raised, entries.size() - raised);
  }

  /// Body and headers of a stored request, apart.
  ///
  /// @param headers lines as they came
  @SuppressWarnings("ArrayRecordComponent") // read once, by whoever forwards it
  public record Stored(String method, String target, List<String> headers, byte[] body) {
    public Stored {
      headers = List.copyOf(headers);
    }

    /// Takes apart what [#request(long)] gives.
    public static Stored of(byte[] request) {
      String text = new String(request, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      List<String> lines = text.substring(0, end < 0 ? text.length() : end).lines().toList();
      String[] first = lines.getFirst().split(" ", 2);
      byte[] body =
          end < 0 ? new byte[0] : text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
      return new Stored(
          first[0], first.length > 1 ? first[1] : "", lines.subList(1, lines.size()), body);
    }
  }
}
