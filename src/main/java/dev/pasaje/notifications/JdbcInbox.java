// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes arrivals and the work they raise, many in one transaction: the one hot path, written
/// against JDBC.
final class JdbcInbox {
  private static final String INSERT =
      """
      insert into inbox (integration, received_at, channel, topic, action, kind, resource_id,
        found_in, signature, manifest, ts_unit, drift_ms, disposition, remote, request)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private Optional<Prepared> prepared = Optional.empty();

  JdbcInbox(Database database) {
    this.database = database;
  }

  /// A resource that is raised; sorted, so that two nodes never wait for each other in a circle.
  private record Key(String integration, ResourceRef resource) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::integration)
            .thenComparing(key -> key.resource().kind())
            .thenComparing(key -> key.resource().id());

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /// The two statements of one physical connection. Preparing them anew for each transaction took a
  /// seventh of its time.
  private record Prepared(
      Connection connection, PreparedStatement insert, PreparedStatement raise) {
    static Prepared on(Connection connection) throws SQLException {
      return new Prepared(
          connection,
          connection.prepareStatement(INSERT),
          connection.prepareStatement(WorkQueue.RAISE));
    }
  }

  /// When it returns, all of them are on disk; when it fails, none is. One caller at a time.
  void write(List<InboxRow> rows) throws SQLException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      try {
        Prepared statements = prepared(connection.unwrap(Connection.class));
        Map<Key, InboxRow> raised = new TreeMap<>();
        for (InboxRow row : rows) {
          bind(statements.insert(), row);
          statements.insert().addBatch();
          row.raises().ifPresent(resource -> raised.put(new Key(row.integration(), resource), row));
        }
        statements.insert().executeBatch();
        if (!raised.isEmpty()) {
          for (Map.Entry<Key, InboxRow> one : raised.entrySet()) {
            bind(statements.raise(), one.getKey(), one.getValue());
            statements.raise().addBatch();
          }
          statements.raise().executeBatch();
        }
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        // What is not committed goes with its connection.
        prepared = Optional.empty();
        database.discard(connection);
        throw failed;
      }
    }
  }

  private Prepared prepared(Connection physical) throws SQLException {
    for (Prepared known : prepared.stream().toList()) {
      if (known.connection().equals(physical)) {
        return known;
      }
      known.insert().close();
      known.raise().close();
    }
    Prepared fresh = Prepared.on(physical);
    prepared = Optional.of(fresh);
    return fresh;
  }

  private static void bind(PreparedStatement insert, InboxRow row) throws SQLException {
    Notice notice = row.notice();
    insert.setString(1, row.integration());
    insert.setLong(2, row.at().toEpochMilli());
    insert.setString(3, notice.channel().id());
    insert.setString(4, notice.topic());
    insert.setString(5, notice.action());
    insert.setString(6, notice.resource().map(one -> one.kind().id()).orElse(""));
    insert.setString(7, notice.resource().map(ResourceRef::id).orElse(""));
    insert.setString(8, notice.foundIn().id());
    insert.setString(9, row.signature().verdict().id());
    insert.setString(
        10,
        row.signature().secret() == 0
            ? ""
            : row.signature().manifest() + " secret-" + row.signature().secret());
    insert.setString(11, row.signature().unit());
    if (row.signature().drift().isPresent()) {
      insert.setLong(12, row.signature().drift().get().toMillis());
    } else {
      insert.setNull(12, Types.BIGINT);
    }
    insert.setString(13, row.disposition().id());
    insert.setString(14, row.remote());
    insert.setBytes(15, row.request());
  }

  private static void bind(PreparedStatement raise, Key key, InboxRow row) throws SQLException {
    Instant now = row.at();
    raise.setString(1, key.integration());
    raise.setString(2, key.resource().kind().id());
    raise.setString(3, key.resource().id());
    raise.setLong(4, now.toEpochMilli());
    raise.setString(5, row.reason().id());
    raise.setLong(6, now.toEpochMilli());
  }
}
