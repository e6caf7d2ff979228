// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static io.trino.testing.TestingSession.testSessionBuilder;

import dev.pasaje.analytics.Engine;
import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.DistributedQueryRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A Trino of one node in this process, with a Hive catalogue over a directory: it reads the very
/// Parquet files that DuckDB reads.
final class TrinoCluster implements AutoCloseable {
  /// Says ERROR of each result that nobody reads to its end, as after `limit 1`.
  private static final Logger UNREAD = Logger.getLogger("io.trino.operator.HttpPageBufferClient");

  private final DistributedQueryRunner runner;
  private final Path directory;

  TrinoCluster(Path directory) throws Exception {
    this.directory = directory;
    this.runner =
        DistributedQueryRunner.builder(testSessionBuilder().setCatalog("hive").build())
            .setWorkerCount(0)
            .build();
    UNREAD.setLevel(Level.OFF);
    runner.installPlugin(new HivePlugin());
    runner.createCatalog(
        "hive",
        "hive",
        Map.of(
            "hive.metastore", "file",
            "hive.metastore.catalog.dir", "local:///metastore",
            "hive.non-managed-table-writes-enabled", "true",
            "fs.native-local.enabled", "true",
            "local.location", directory.toString()));
  }

  /// A schema with the tables of these files.
  Engine schema(String name, Map<Relation, List<Path>> files) throws IOException {
    runner.execute("create schema hive." + name);
    for (Map.Entry<Relation, List<Path>> entry : files.entrySet()) {
      String table = entry.getKey().table();
      Path folder = Files.createDirectories(directory.resolve(name).resolve(table));
      for (Path file : entry.getValue()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
      runner.execute(
          "create table hive.%s.%s (%s) with (external_location = 'local:///%s/%s', format = 'PARQUET')"
              .formatted(name, table, entry.getKey().definition(), name, table));
    }
    return Engine.trino(
        "trino://pasaje@%s/hive/%s"
            .formatted(runner.getCoordinator().getBaseUrl().getAuthority(), name));
  }

  void execute(String sql) {
    runner.execute(sql);
  }

  /// The tables of a schema.
  List<String> tables(String schema) {
    return runner
        .execute("show tables from hive." + schema)
        .getOnlyColumn()
        .map(String::valueOf)
        .toList();
  }

  @Override
  public void close() {
    runner.close();
  }
}
