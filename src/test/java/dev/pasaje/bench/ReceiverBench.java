// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.notifications.ReceiverProcess;
import dev.pasaje.notifications.ReceiverServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/// How many notifications are acknowledged after their commit: the receiver in one process, the
/// load in another, 64 connections, on SQLite, on PostgreSQL with `fsync`, and on the same server
/// that keeps nothing; then a storm of a million in a small heap. `ReceiverBench [count] [storm]`
final class ReceiverBench {
  private static final int CONNECTIONS = 64;

  /// As the launcher starts `pasaje serve`.
  private static final String[] SERVER = {
    "-XX:+UseSerialGC",
    "-Xms16m",
    "-Xmx512m",
    "-Djdk.virtualThreadScheduler.parallelism=" + (Runtime.getRuntime().availableProcessors() + 1)
  };

  private ReceiverBench() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
    int storm = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    Path directory = Files.createTempDirectory("receiver-bench-");
    try {
      double none = measure("no store", "none", directory, count);
      double sqlite = measure("SQLite", "jdbc:sqlite:bench.db", directory, count);
      System.out.printf("SQLite / no store: %.2f%n", sqlite / none);
      try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
        measure("PostgreSQL", postgres.getJdbcUrl("postgres", "postgres"), directory, count);
      }
      storm(directory, storm);
    } finally {
      delete(directory);
    }
  }

  private static double measure(String name, String url, Path directory, int count)
      throws IOException {
    try (ReceiverProcess server = ReceiverProcess.start(url, directory, SERVER)) {
      var warm = Load.notifications(ReceiverServer.INTEGRATION, ReceiverServer.SECRET, 1_000_000);
      Load.run(server.port(), CONNECTIONS, 100_000, warm);
      var requests =
          Load.notifications(ReceiverServer.INTEGRATION, ReceiverServer.SECRET, 130_000_000_000L);
      byte[][] made = new byte[count][];
      for (int i = 0; i < count; i++) {
        made[i] = requests.apply(i);
      }
      Duration before = server.cpu();
      Load.Result result =
          Load.run(server.port(), CONNECTIONS, count, number -> made[Math.toIntExact(number)]);
      Duration cpu = server.cpu().minus(before);
      System.out.printf(
          "%s: %,d of %,d acknowledged in %.1f s = %,.0f/s; p50 %.1f ms, p99 %.1f ms, p99.9 %.1f"
              + " ms; server %.0f µs of processor each%n",
          name,
          result.acknowledged(),
          result.sent(),
          result.millis() / 1000.0,
          result.perSecond(),
          result.percentile(0.5),
          result.percentile(0.99),
          result.percentile(0.999),
          cpu.toNanos() / 1000.0 / count);
      return result.perSecond();
    }
  }

  private static void storm(Path directory, int count) throws IOException {
    try (ReceiverProcess server =
        ReceiverProcess.start("jdbc:sqlite:storm.db", directory, SERVER)) {
      Load.Result result =
          Load.run(
              server.port(),
              CONNECTIONS,
              count,
              Load.notifications(
                  ReceiverServer.INTEGRATION, ReceiverServer.SECRET, 150_000_000_000L));
      System.out.printf(
          "storm: %,d of %,d acknowledged in %.0f s; %d MiB of 512 in use afterwards, file %d MiB%n",
          result.acknowledged(),
          result.sent(),
          result.millis() / 1000.0,
          server.end(),
          Files.size(directory.resolve("storm.db")) >> 20);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
