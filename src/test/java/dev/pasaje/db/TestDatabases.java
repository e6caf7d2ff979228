// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Fresh stores for tests, of both kinds.
public final class TestDatabases {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestDatabases() {}

  /// One server for the whole run, started when the first test asks for it; it ends with the run.
  private static final class Server {
    static final EmbeddedPostgres ONLY = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /// A store in a file of its own.
  public static Database sqlite(Path directory) {
    return Database.open("jdbc:sqlite:store-" + NEXT.incrementAndGet() + ".db", directory);
  }

  /// An empty database of its own, in the server that all tests of the run share.
  public static Database postgresql() {
    return Database.open(postgresqlUrl(), Path.of("."));
  }

  /// The address of an empty database, for tests in which several nodes share one.
  public static String postgresqlUrl() {
    String name = "store_" + NEXT.incrementAndGet();
    try (Connection connection = Server.ONLY.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return Server.ONLY.getJdbcUrl("postgres", name);
  }

  /// The version of the tables as the newest migration names it.
  public static String tablesVersion() {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db"))) {
      int newest =
          files
              .map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      return Integer.toString(newest);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
