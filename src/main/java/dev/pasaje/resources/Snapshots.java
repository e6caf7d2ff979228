// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import dev.pasaje.integration.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Resources as last read, and every version of them. A reading is kept only when it is newer than
/// what is there: readings may overtake each other (domain/notifications.md 7.5).
public final class Snapshots {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String COLUMNS =
      "integration, kind, resource_id, version, reference, read_at, body, environment";
  private static final String KEY =
      " where integration = :integration and kind = :kind and resource_id = :id";

  private final Database database;
  private final List<Follower> followers;

  public Snapshots(Database database, List<Follower> followers) {
    this.database = database;
    this.followers = List.copyOf(followers);
  }

  /// What became of a reading.
  public enum Stored {
    /// Nothing was known of the resource.
    NEW,
    NEWER,
    /// It says what is stored already.
    SAME,
    /// Something newer is stored.
    OLDER;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean changed() {
      return this == NEW || this == NEWER;
    }
  }

  private record Row(Snapshot snapshot, String hash) {}

  /// Stores a reading if it is newer, and tells every follower, all in the caller's transaction.
  ///
  /// @param reason of the reading, an id of [WorkQueue.Reason]
  public Stored store(Handle handle, Snapshot now, String reason, Instant at) {
    String body = now.body().toString();
    String hash = hash(body);
    Optional<Row> before = row(handle, now.integration(), now.resource());
    if (before.isEmpty()) {
      if (insert(handle, now, hash, body)) {
        follow(handle, now, Optional.empty(), hash, body, reason, at);
        return Stored.NEW;
      }
      // Another node was faster.
      before = row(handle, now.integration(), now.resource());
    }
    Row stored = before.orElseThrow();
    if (stored.hash().equals(hash)) {
      touch(handle, now, stored.snapshot());
      followers.forEach(follower -> follower.unchanged(handle, now, reason, at));
      return Stored.SAME;
    }
    if (!newer(now, stored.snapshot())) {
      return Stored.OLDER;
    }
    bound(handle, UPDATE, now, hash, body).execute();
    follow(handle, now, Optional.of(stored.snapshot()), hash, body, reason, at);
    return Stored.NEWER;
  }

  /// Of two readings with one version the later one is right: some changes do not move the date.
  private static boolean newer(Snapshot now, Snapshot stored) {
    if (now.versioned() && stored.versioned() && now.version() != stored.version()) {
      return now.version() > stored.version();
    }
    return !now.readAt().isBefore(stored.readAt());
  }

  private static final String UPDATE =
      "update resource set version = :version, hash = :hash, reference = :reference,"
          + " read_at = :read_at, body = :body, environment = :environment, waiting = :waiting"
          + KEY;

  private boolean insert(Handle handle, Snapshot now, String hash, String body) {
    String sql =
        """
        insert into resource (integration, kind, resource_id, version, hash, reference, read_at,
          body, environment, waiting)
        values (:integration, :kind, :id, :version, :hash, :reference, :read_at, :body,
          :environment, :waiting)
        on conflict (integration, kind, resource_id) do nothing
        """;
    return bound(handle, sql, now, hash, body).execute() == 1;
  }

  private static org.jdbi.v3.core.statement.Update bound(
      Handle handle, String sql, Snapshot now, String hash, String body) {
    return handle
        .createUpdate(sql)
        .bind("integration", now.integration())
        .bind("kind", now.resource().kind().id())
        .bind("id", now.resource().id())
        .bind("version", now.version())
        .bind("hash", hash)
        .bind("reference", now.reference())
        .bind("read_at", now.readAt().toEpochMilli())
        .bind("body", body)
        .bind("environment", now.environment().id())
        .bind("waiting", Versions.waiting(now.resource().kind(), now.body()) ? 1 : 0);
  }

  private void touch(Handle handle, Snapshot now, Snapshot stored) {
    if (now.readAt().isAfter(stored.readAt())) {
      handle
          .createUpdate("update resource set version = :version, read_at = :read_at" + KEY)
          .bind("integration", now.integration())
          .bind("kind", now.resource().kind().id())
          .bind("id", now.resource().id())
          .bind("version", now.version())
          .bind("read_at", now.readAt().toEpochMilli())
          .execute();
    }
  }

  private void follow(
      Handle handle,
      Snapshot now,
      Optional<Snapshot> before,
      String hash,
      String body,
      String reason,
      Instant at) {
    handle.execute(
        """
        insert into resource_version (integration, kind, resource_id, version, hash, read_at,
          reason, body, environment)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        now.integration(),
        now.resource().kind().id(),
        now.resource().id(),
        now.version(),
        hash,
        now.readAt().toEpochMilli(),
        reason,
        body,
        now.environment().id());
    for (Follower follower : followers) {
      follower.changed(handle, now, before, reason, at);
    }
  }

  private Optional<Row> row(Handle handle, String integration, ResourceRef resource) {
    return handle
        .createQuery(
            "select hash, " + COLUMNS + " from resource" + KEY + database.dialect().forUpdate())
        .bind("integration", integration)
        .bind("kind", resource.kind().id())
        .bind("id", resource.id())
        .map((row, _) -> new Row(snapshot(row), row.getString("hash")))
        .findOne();
  }

  /// A resource as last read.
  public Optional<Snapshot> find(String integration, ResourceRef resource) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery("select " + COLUMNS + " from resource" + KEY)
                .bind("integration", integration)
                .bind("kind", resource.kind().id())
                .bind("id", resource.id())
                .map((row, _) -> snapshot(row))
                .findOne());
  }

  /// Hands over every resource of a kind as last read, one at a time, by id.
  public static void each(
      Database database, String integration, ResourceKind kind, Consumer<Snapshot> each) {
    database
        .read()
        .useHandle(handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from resource where integration = :integration and kind = :kind"
                        + " order by resource_id")
                .bind("integration", integration)
                .bind("kind", kind.id())
                .map((row, _) -> snapshot(row))
                .forEach(each));
  }

  /// The resources of a kind that changed last, the latest first.
  public static List<Snapshot> latest(
      Database database, String integration, ResourceKind kind, int most) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from resource where integration = :integration and kind = :kind"
                        + " order by version desc, resource_id limit :most")
                .bind("integration", integration)
                .bind("kind", kind.id())
                .bind("most", most)
                .map((row, _) -> snapshot(row))
                .list());
  }

  /// Everything with this external reference, by kind and id.
  public static List<Snapshot> of(Handle handle, String integration, String reference) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from resource where integration = :integration and reference = :reference"
                + " order by kind, resource_id")
        .bind("integration", integration)
        .bind("reference", reference)
        .map((row, _) -> snapshot(row))
        .list();
  }

  /// Every version that was kept of a resource, oldest first. The reference is the body's.
  public List<Snapshot> history(String integration, ResourceRef resource) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select integration, kind, resource_id, version, read_at, body, environment,"
                        + " '' as reference from resource_version"
                        + KEY
                        + " order by id")
                .bind("integration", integration)
                .bind("kind", resource.kind().id())
                .bind("id", resource.id())
                .map((row, _) -> snapshot(row))
                .map(old ->
                    new Snapshot(
                        old.integration(),
                        old.resource(),
                        old.version(),
                        Versions.reference(old.body()),
                        old.readAt(),
                        old.body(),
                        old.environment()))
                .list());
  }

  /// The stored versions of those of these ids that are known.
  static Map<String, Long> versions(
      Handle handle, String integration, ResourceKind kind, Collection<String> ids) {
    Map<String, Long> versions = new HashMap<>();
    if (!ids.isEmpty()) {
      handle
          .createQuery(
              "select resource_id, version from resource where integration = :integration"
                  + " and kind = :kind and resource_id in (<ids>)")
          .bind("integration", integration)
          .bind("kind", kind.id())
          .bindList("ids", List.copyOf(ids))
          .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    }
    return versions;
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    return new Snapshot(
        row.getString("integration"),
        new ResourceRef(
            ResourceKind.of(row.getString("kind")).orElseThrow(), row.getString("resource_id")),
        row.getLong("version"),
        row.getString("reference"),
        Instant.ofEpochMilli(row.getLong("read_at")),
        JSON.readTree(row.getString("body")),
        row.getString("environment").equals(Environment.TEST.id())
            ? Environment.TEST
            : Environment.PRODUCTION);
  }

  private static String hash(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
