// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pasaje.failure.PasajeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Pasaje's own store: SQLite in a file, or PostgreSQL shared by several nodes. Opening it brings
/// its tables up to date.
///
/// SQLite keeps what is committed over a loss of power (WAL, `synchronous=FULL`). It has one
/// writer: all writes go through one connection, so that none ever finds it busy, and reads through
/// others. Safe for many threads.
public final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Duration BUSY = Duration.ofSeconds(10);
  private static final int READERS = 4;
  private static final int POSTGRESQL_CONNECTIONS = 10;

  /// 32 MiB: checkpoints in the middle of a burst cost less when they are rare.
  private static final int CHECKPOINT_PAGES = 8192;

  private static final int CACHE_KIB = 32 << 10;

  /// Whatever the server's default: what is committed is on disk. Stricter settings are left alone.
  private static final String DURABLE =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  private final Dialect dialect;
  private final HikariDataSource writers;
  private final Optional<HikariDataSource> readers;
  private final Jdbi write;
  private final Jdbi read;

  private Database(Dialect dialect, HikariDataSource writers, Optional<HikariDataSource> readers) {
    this.dialect = dialect;
    this.writers = writers;
    this.readers = readers;
    this.write = Jdbi.create(writers);
    this.read = readers.map(Jdbi::create).orElse(write);
  }

  /// Opens it, and makes it when it is new.
  ///
  /// @param url `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST/DATABASE?user=…&password=…`
  /// @param directory against which the file is resolved
  /// @throws PasajeException when the address is of neither kind, or the database cannot be opened
  public static Database open(String url, Path directory) {
    return open(url, directory, Database::migrate);
  }

  /// Opens it only to look: it is neither made nor brought up to date, so ask [#state()] before
  /// anything else is asked of it.
  ///
  /// @return empty when there is no file yet
  public static Optional<Database> look(String url, Path directory) {
    return file(url, directory).filter(Files::notExists).isPresent()
        ? Optional.empty()
        : Optional.of(open(url, directory, (_, _) -> {}));
  }

  /// The file of a store in SQLite.
  public static Optional<Path> file(String url, Path directory) {
    return url.startsWith(SQLITE)
        ? Optional.of(directory.resolve(url.substring(SQLITE.length())))
        : Optional.empty();
  }

  private interface Preparation {
    void prepare(Dialect dialect, DataSource source);
  }

  private static Database open(String url, Path directory, Preparation preparation) {
    try {
      if (url.startsWith(SQLITE)) {
        Path file = directory.resolve(url.substring(SQLITE.length()));
        preparation.prepare(Dialect.SQLITE, sqlite(file, false));
        return new Database(
            Dialect.SQLITE,
            pool(sqlite(file, false), 1, "write"),
            Optional.of(pool(sqlite(file, true), READERS, "read")));
      }
      if (url.startsWith(POSTGRESQL)) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BUSY.toMillis());
        config.setConnectionInitSql(DURABLE);
        HikariDataSource pool = new HikariDataSource(config);
        try {
          preparation.prepare(Dialect.POSTGRESQL, pool);
        } catch (RuntimeException failed) {
          pool.close();
          throw failed;
        }
        return new Database(Dialect.POSTGRESQL, pool, Optional.empty());
      }
    } catch (RuntimeException failed) {
      throw unusable(url, failed);
    }
    throw new PasajeException(
        PasajeException.Kind.USAGE, "store.address", Map.of("found", withoutSecrets(url)));
  }

  private static PasajeException unusable(String url, RuntimeException failed) {
    Throwable cause = failed;
    for (@Nullable Throwable next = failed; next != null; next = next.getCause()) {
      cause = next;
    }
    String why = failed instanceof FlywayException ? failed.getMessage() : cause.getMessage();
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "store.unusable",
        Map.of(
            "url",
            withoutSecrets(url),
            "why",
            String.valueOf(why).lines().findFirst().orElse("").strip()),
        failed);
  }

  /// A PostgreSQL address may carry a password.
  public static String withoutSecrets(String url) {
    return url.replaceAll("(?i)(password=)[^&]*", "$1…").replaceAll("://[^/@]*@", "://…@");
  }

  private static SQLiteDataSource sqlite(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) BUSY.toMillis());
    config.setCacheSize(-CACHE_KIB);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    Properties properties = config.toProperties();
    properties.setProperty("wal_autocheckpoint", String.valueOf(CHECKPOINT_PAGES));
    SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(properties));
    source.setUrl(SQLITE + file);
    return source;
  }

  private static HikariDataSource pool(DataSource source, int size, String name) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setConnectionTimeout(BUSY.toMillis());
    return new HikariDataSource(config);
  }

  private static void migrate(Dialect dialect, DataSource source) {
    flyway(dialect, source).migrate();
  }

  private static Flyway flyway(Dialect dialect, DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:db")
        .placeholders(dialect.placeholders())
        .load();
  }

  /// How it is.
  public StoreState state() {
    Flyway flyway = flyway(dialect, writers);
    return read.withHandle(handle -> StoreState.of(dialect, handle, flyway));
  }

  public Dialect dialect() {
    return dialect;
  }

  /// For whatever changes something. SQLite: one connection, so keep transactions short, and never
  /// ask for a second one inside.
  public Jdbi write() {
    return write;
  }

  /// For whatever only looks. A row committed by [#write()] is seen at once.
  public Jdbi read() {
    return read;
  }

  /// The connections of [#write()], for a library that needs them.
  public DataSource source() {
    return writers;
  }

  /// A connection for the one hot path that is written against JDBC; whoever takes it closes it.
  public Connection connection() throws SQLException {
    return writers.getConnection();
  }

  /// Throws a connection away after a failure: one on a disk that was full, or to a server that
  /// went away, may be in any state.
  public void discard(Connection connection) {
    writers.evictConnection(connection);
  }

  @Override
  public void close() {
    readers.ifPresent(HikariDataSource::close);
    writers.close();
  }
}
