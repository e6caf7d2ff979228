// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes arrivals and the work they raise, many in one transaction: the one hot path, written
/// against JDBC.
final class JdbcInbox {
  private static final String INSERT =
      """
      insert into arrival (integration, received_at, topic, action, resource_id, sort, drift_ms,
        remote, request)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final Map<Sort, Long> sorts = new HashMap<>();
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

  /// What was found out about an arrival. There are few different ones: every part is one of a
  /// short list.
  private record Sort(
      String channel,
      String kind,
      String foundIn,
      String signature,
      String manifest,
      String unit,
      String disposition) {
    private static final String ADD =
        """
        insert into arrival_sort (channel, kind, found_in, signature, manifest, ts_unit, disposition)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """;
    private static final String FIND =
        """
        select id from arrival_sort where channel = ? and kind = ? and found_in = ?
          and signature = ? and manifest = ? and ts_unit = ? and disposition = ?
        """;

    static Sort of(InboxRow row) {
      Notice notice = row.notice();
      return new Sort(
          notice.channel().id(),
          notice.resource().map(one -> one.kind().id()).orElse(""),
          notice.foundIn().id(),
          row.signature().verdict().id(),
          row.signature().secret() == 0
              ? ""
              : row.signature().manifest() + " secret-" + row.signature().secret(),
          row.signature().unit(),
          row.disposition().id());
    }

    /// Its number in the store, given now when it is the first of its kind.
    long number(Connection connection) throws SQLException {
      Object[] parts = {channel, kind, foundIn, signature, manifest, unit, disposition};
      try (PreparedStatement add = connection.prepareStatement(ADD);
          PreparedStatement find = connection.prepareStatement(FIND)) {
        for (int i = 0; i < parts.length; i++) {
          add.setObject(i + 1, parts[i]);
          find.setObject(i + 1, parts[i]);
        }
        add.executeUpdate();
        try (ResultSet found = find.executeQuery()) {
          found.next();
          return found.getLong(1);
        }
      }
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
      try {
        List<Long> numbers = numbers(connection, rows);
        connection.setAutoCommit(false);
        Prepared statements = prepared(connection.unwrap(Connection.class));
        Map<Key, InboxRow> raised = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
          InboxRow row = rows.get(i);
          bind(statements.insert(), row, numbers.get(i));
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

  /// The sort of each. A new one is committed by itself, before the rest: what is remembered here
  /// is then true whatever becomes of the arrivals.
  private List<Long> numbers(Connection connection, List<InboxRow> rows) throws SQLException {
    List<Long> numbers = new ArrayList<>(rows.size());
    for (InboxRow row : rows) {
      Sort sort = Sort.of(row);
      Long known = sorts.get(sort);
      if (known == null) {
        known = sort.number(connection);
        sorts.put(sort, known);
      }
      numbers.add(known);
    }
    return numbers;
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

  private static void bind(PreparedStatement insert, InboxRow row, long sort) throws SQLException {
    Notice notice = row.notice();
    insert.setString(1, row.integration());
    insert.setLong(2, row.at().toEpochMilli());
    insert.setString(3, notice.topic());
    insert.setString(4, notice.action());
    insert.setString(5, notice.resource().map(ResourceRef::id).orElse(""));
    insert.setLong(6, sort);
    if (row.signature().drift().isPresent()) {
      insert.setLong(7, row.signature().drift().get().toMillis());
    } else {
      insert.setNull(7, Types.BIGINT);
    }
    insert.setString(8, row.remote());
    insert.setBytes(9, row.request());
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
