// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.analytics;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// An engine for questions to many rows. Safe for many threads; each takes a connection of its own.
///
/// DuckDB runs in this process, outside the Java heap: it takes at most the memory it was given and
/// puts what does not fit into files in a directory, which it removes again. It is never asked for
/// anything over the network.
public final class Engine implements AutoCloseable {
  private static final String TRINO = "trino://";

  private interface Source {
    Connection connect() throws SQLException;
  }

  private final Sql sql;
  private final Source source;
  private final Optional<Connection> instance;

  private Engine(Sql sql, Source source, Optional<Connection> instance) {
    this.sql = sql;
    this.source = source;
    this.instance = instance;
  }

  /// DuckDB with a thread for each core.
  ///
  /// @param spill a directory for what does not fit; made when it is not there
  /// @param memoryBytes the most it may take, apart from the Java heap
  public static Engine duckDb(Path spill, long memoryBytes) {
    return duckDb(spill, memoryBytes, Runtime.getRuntime().availableProcessors());
  }

  /// DuckDB with so many threads. Tables made over one of its connections are seen by all, and gone
  /// when the engine is closed.
  public static Engine duckDb(Path spill, long memoryBytes, int threads) {
    try {
      Files.createDirectories(spill);
    } catch (IOException broken) {
      throw failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
    Properties settings = new Properties();
    settings.setProperty("memory_limit", (memoryBytes >> 10) + "KiB");
    settings.setProperty("temp_directory", spill.toString());
    settings.setProperty("threads", Integer.toString(threads));
    // Whoever needs an order asks for it; keeping the files' own would hold them in memory.
    settings.setProperty("preserve_insertion_order", "false");
    // Groups by 16 bits, as the sieve of reconciliation asks for, are then counted in an array.
    settings.setProperty("perfect_ht_threshold", "17");
    settings.setProperty("autoinstall_known_extensions", "false");
    try {
      Connection first = DriverManager.getConnection("jdbc:duckdb:", settings);
      DuckDBConnection instance = first.unwrap(DuckDBConnection.class);
      return new Engine(Sql.DUCKDB, instance::duplicate, Optional.of(first));
    } catch (SQLException broken) {
      throw failed("duckdb", why(broken), broken);
    }
  }

  /// A Trino cluster.
  ///
  /// @param address `trino://[user@]host:port/catalog/schema`, with `?SSL=true` and other
  ///   properties of its driver where needed
  /// @throws PasajeException when the address has another form
  public static Engine trino(String address) {
    if (!address.matches("trino://[^/?]+/[^/?]+/[^/?]+(\\?.*)?")) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "engine.address", Map.of("found", address));
    }
    String rest = address.substring(TRINO.length());
    int at = rest.lastIndexOf('@', rest.indexOf('/'));
    Properties settings = new Properties();
    settings.setProperty("user", at < 0 ? "pasaje" : rest.substring(0, at));
    String url = "jdbc:trino://" + rest.substring(at + 1);
    return new Engine(
        Sql.TRINO, () -> DriverManager.getConnection(url, settings), Optional.empty());
  }

  /// Whose SQL it speaks.
  public Sql sql() {
    return sql;
  }

  /// One more connection; whoever takes it closes it.
  ///
  /// @throws PasajeException when the engine does not answer
  public Connection connection() {
    try {
      return source.connect();
    } catch (SQLException broken) {
      throw failed(sql.name().toLowerCase(java.util.Locale.ROOT), why(broken), broken);
    }
  }

  /// The engine would not do what it was asked: out of disk, a file that is none, a cluster that
  /// went away.
  public static PasajeException failed(String engine, String why, Exception cause) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "engine.failed",
        Map.of("engine", engine, "why", why.lines().findFirst().orElse("").strip()),
        cause);
  }

  private static String why(SQLException broken) {
    return String.valueOf(broken.getMessage());
  }

  @Override
  public void close() {
    if (instance.isPresent()) {
      try {
        instance.get().close();
      } catch (SQLException broken) {
        throw failed("duckdb", why(broken), broken);
      }
    }
  }
}
