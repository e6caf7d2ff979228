// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pasaje.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The receiver, its database or its disk fails under load, and whatever was acknowledged is there.
class NothingIsLostTest {
  private static final int CONNECTIONS = 16;

  @TempDir Path directory;

  private static void untilOr(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static Set<Long> stored(Database database) {
    return database
        .read()
        .withHandle(handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        "select i.resource_id from inbox i join work w on w.kind = i.kind"
                            + " and w.integration = i.integration"
                            + " and w.resource_id = i.resource_id")
                    .map((row, _) -> Long.parseLong(row.getString(1)))
                    .list()));
  }

  @Test
  @Timeout(120)
  void killed_at_random_moments() throws Exception {
    kill(8);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void killed_at_random_moments_a_hundred_times() throws Exception {
    kill(100);
  }

  private void kill(int times) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Long> acknowledged = new HashSet<>();
    for (int i = 0; i < times; i++) {
      try (ReceiverProcess server = ReceiverProcess.start("jdbc:sqlite:killed.db", directory)) {
        Flood flood = Flood.start(server.port(), CONNECTIONS, 1L + 10_000_000L * i);
        int enough = 1 + random.nextInt(3000);
        untilOr(Duration.ofSeconds(60), () -> flood.acknowledged().size() >= enough);
        server.kill();
        flood.stop();
        acknowledged.addAll(flood.acknowledged());
      }
    }
    try (Database database = Database.open("jdbc:sqlite:killed.db", directory)) {
      assertThat(stored(database)).as("seed %d", seed).containsAll(acknowledged);
    }
    System.out.printf(
        "killed %d times, %d acknowledged, none lost, seed %d%n", times, acknowledged.size(), seed);
  }

  @Test
  @Timeout(180)
  void the_database_killed_and_back() throws Exception {
    killDatabase(2);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void the_database_killed_and_back_twenty_times() throws Exception {
    killDatabase(20);
  }

  private void killDatabase(int times) throws Exception {
    Path data = directory.resolve("data");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("fsync", "on")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      Random random = new Random(7);
      try (ReceiverProcess server = ReceiverProcess.start(url, directory);
          Flood flood = Flood.start(server.port(), CONNECTIONS, 1)) {
        for (int i = 0; i < times; i++) {
          int enough = flood.acknowledged().size() + 200 + random.nextInt(2000);
          untilOr(Duration.ofSeconds(60), () -> flood.acknowledged().size() >= enough);
          Process again = crash(data);
          int then = flood.acknowledged().size();
          untilOr(Duration.ofSeconds(90), () -> flood.acknowledged().size() > then + 100);
          assertThat(again.isAlive()).isTrue();
        }
        flood.stop();
        try (Database database = Database.open(url, directory)) {
          assertThat(stored(database)).containsAll(flood.acknowledged());
        }
        System.out.printf(
            "PostgreSQL killed %d times, %d acknowledged, none lost, %d not acknowledged%n",
            times, flood.acknowledged().size(), flood.refused());
      }
    }
  }

  /// Ends all its processes at once, as a loss of power would, and starts it again as it was.
  private static Process crash(Path data) throws Exception {
    Path lock = data.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    String options = Files.readString(data.resolve("postmaster.opts")).strip();
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    untilOr(
        Duration.ofSeconds(20),
        () -> !postmaster.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    Files.deleteIfExists(lock);
    // PostgreSQL refuses to run as root, so it gets a user space of its own, as it had before.
    String prefix = System.getProperty("user.name").equals("root") ? "unshare -U " : "";
    return new ProcessBuilder("sh", "-c", "exec " + prefix + options)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  @Timeout(120)
  void a_full_disk_acknowledges_nothing_and_recovers_by_itself() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(mounted(disk), "SKIPPED LOUDLY: mounting a small disk needs root");
    try {
      Path filler = Files.write(disk.resolve("filler"), new byte[2 << 20]);
      try (ReceiverProcess server = ReceiverProcess.start("jdbc:sqlite:full.db", disk);
          Flood flood = Flood.start(server.port(), CONNECTIONS, 1)) {
        untilOr(Duration.ofSeconds(60), () -> flood.refused() > 200);
        int before = flood.acknowledged().size();
        assertThat(before).isPositive();
        Files.delete(filler);
        untilOr(Duration.ofSeconds(60), () -> flood.acknowledged().size() > before + 100);
        flood.stop();
        server.kill();
        try (Database database = Database.open("jdbc:sqlite:full.db", disk)) {
          assertThat(stored(database)).containsAll(flood.acknowledged());
        }
        System.out.printf(
            "full disk: %d acknowledged, none lost, %d not acknowledged%n",
            flood.acknowledged().size(), flood.refused());
      }
    } finally {
      new ProcessBuilder("umount", "--lazy", disk.toString()).start().waitFor();
    }
  }

  private static boolean mounted(Path disk) throws Exception {
    return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=12m", "none", disk.toString())
            .redirectErrorStream(true)
            .start()
            .waitFor()
        == 0;
  }
}
