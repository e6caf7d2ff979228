// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @Test
  void what_a_killed_run_left_goes_and_what_a_live_one_has_stays(@TempDir Path elsewhere)
      throws IOException {
    Path left = Files.createTempDirectory("pasaje-reconcile-");
    Files.createFile(left.resolve(".lock"));
    Files.writeString(Files.createDirectory(left.resolve("spill")).resolve("block"), "much");
    Path foreign = Files.createTempDirectory("pasaje-reconcile-");
    Path linked = foreign.resolveSibling("pasaje-reconcile-link-" + foreign.getFileName());
    Files.createFile(elsewhere.resolve(".lock"));
    Files.createSymbolicLink(linked, elsewhere);
    try (WorkDirectory live = WorkDirectory.take()) {
      Files.writeString(live.path().resolve("orders.parquet"), "mine");
      try (WorkDirectory next = WorkDirectory.take()) {
        assertThat(left).doesNotExist();
        assertThat(live.path().resolve("orders.parquet")).hasContent("mine");
        assertThat(next.path()).isNotEqualTo(live.path()).isDirectory();
        assertThat(foreign).as("without a lock, it is nobody knows whose").isDirectory();
        assertThat(elsewhere.resolve(".lock")).exists();
      }
      assertThat(live.path()).isDirectory();
    } finally {
      Files.delete(linked);
      Files.delete(foreign);
    }
  }

  @Test
  void it_is_gone_when_the_run_ends() throws IOException {
    Path path;
    try (WorkDirectory work = WorkDirectory.take()) {
      path = work.path();
      Files.writeString(Files.createDirectory(path.resolve("spill")).resolve("block"), "much");
    }
    assertThat(path).doesNotExist();
  }
}
