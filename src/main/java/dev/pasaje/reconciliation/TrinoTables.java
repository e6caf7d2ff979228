// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables that runs make on a Trino they share: `rc_`, the second the run began at, in
/// hexadecimal digits by the cluster's clock, and what tells runs of one second apart. A run that
/// was killed leaves them; a later one drops those of a day ago.
final class TrinoTables {
  private static final Pattern OURS = Pattern.compile("rc_([0-9a-f]{8})_[0-9a-f]+_[a-z_0-9]+");

  /// No run takes so long.
  private static final long DEAD_AFTER_SECONDS = Duration.ofDays(1).toSeconds();

  private TrinoTables() {}

  /// Drops what dead runs left.
  ///
  /// @return the beginning of the names of a new run's tables
  static String begin(Engine engine) {
    try (Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      long now = now(statement);
      for (String table : left(statement, now)) {
        drop(statement, table);
      }
      return "rc_%08x_%s_".formatted(now, Long.toHexString(System.nanoTime()));
    } catch (SQLException broken) {
      throw Engine.failed("trino", String.valueOf(broken.getMessage()), broken);
    }
  }

  private static long now(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select cast(floor(to_unixtime(current_timestamp)) as bigint)")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> left(Statement statement, long now) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select table_name from information_schema.tables where table_schema = current_schema"
                + " and table_name like 'rc~_%' escape '~'")) {
      while (rows.next()) {
        String table = rows.getString(1);
        if (isDead(table, now)) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  /// @param now in seconds of the epoch
  static boolean isDead(String table, long now) {
    Matcher ours = OURS.matcher(table.toLowerCase(Locale.ROOT));
    return ours.matches() && now - Long.parseLong(ours.group(1), 16) > DEAD_AFTER_SECONDS;
  }

  /// Another run may drop it at the same moment, and a table that cannot be dropped is no reason
  /// not to reconcile.
  private static void drop(Statement statement, String table) {
    try {
      statement.execute("drop table if exists " + table);
    } catch (SQLException stays) {
      // It is tried again by the next run.
    }
  }
}
