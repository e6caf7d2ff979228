// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One vault in several real processes, and kills inside its own replacement.
@Timeout(120)
class VaultProcessesTest {
  private static final By ANA = new By("ana", "test");
  private static final int ENTRIES = 10;
  private static final int ROTATE_EVERY = 5;

  @TempDir Path directory;
  private Path file;
  private MasterKey key;

  @BeforeEach
  void make() {
    file = directory.resolve("pasaje.vault");
    key = MasterKey.create(directory.resolve("key"));
    Vault.openOrCreate(file, key, InstantSource.system(), ANA);
  }

  private Vault vault() {
    return Vault.open(file, key, InstantSource.system());
  }

  @Test
  void two_processes_that_put_and_rotate_at_once_lose_nothing() throws Exception {
    try (Child one = child("one");
        Child two = child("two")) {
      one.await("begun");
      two.await("begun");
      one.go();
      two.go();
      assertThat(one.end()).isZero();
      assertThat(two.end()).isZero();
    }
    Map<String, Secret> all = vault().current("tienda");
    for (String name : List.of("one", "two")) {
      for (int i = 0; i < ENTRIES; i++) {
        assertThat(all).containsEntry(name + "." + i, Secret.of(name + " value " + i));
      }
    }
    assertThat(vault().history()).hasSize(1 + 2 * ENTRIES + 2 * (ENTRIES / ROTATE_EVERY));
    assertThat(vault().history()).extracting(AuditRecord::number).doesNotHaveDuplicates();
  }

  @Test
  void what_a_process_holds_no_other_takes_and_a_kill_frees_it() throws Exception {
    Path lock = directory.resolve("pasaje.vault.turn.lock");
    try (Child holder = child("holder")) {
      holder.await("begun");
      holder.go();
      holder.await("held");
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock taken = channel.tryLock()) {
        assertThat(taken).as("while the other process holds it").isNull();
      }
      holder.kill();
    }
    assertThat(vault().exclusively("turn", () -> "mine")).isEqualTo("mine");
  }

  @Test
  void a_killed_process_leaves_everything_it_said_was_done() throws Exception {
    killed(3);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void forty_killed_processes_leave_everything_they_said_was_done() throws Exception {
    for (int after = 1; after <= 40; after++) {
      killed(after % ENTRIES + 1);
    }
  }

  private void killed(int after) throws Exception {
    List<String> done = new ArrayList<>();
    try (Child child = child("killed")) {
      child.await("begun");
      child.go();
      for (int i = 0; i < after; i++) {
        done.add(child.line());
      }
      child.kill();
    }
    assertThat(vault().current("tienda").keySet()).containsAll(done);
    vault().put("tienda", "after", Secret.of("x"), ANA);
    nothingBeside();
  }

  /// What a kill does to a thread: nothing catches it, nothing is cleaned up.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void a_kill_at_each_step_of_a_change_leaves_the_old_value_or_the_new_one() throws IOException {
    vault().put("tienda", "a", Secret.of("old"), ANA);
    for (PrivateFile.Moment moment : PrivateFile.Moment.values()) {
      String next = "new at " + moment;
      String before = vault().get("tienda", "a").orElseThrow().reveal();
      assertThatThrownBy(() -> killedAt(moment).put("tienda", "a", Secret.of(next), ANA))
          .isInstanceOf(Killed.class);
      assertThat(vault().get("tienda", "a").orElseThrow().reveal())
          .as(moment.name())
          .isEqualTo(moment == PrivateFile.Moment.RENAMED ? next : before);
      vault().put("tienda", "b", Secret.of(moment.name()), ANA);
      nothingBeside();
    }
  }

  @Test
  void a_kill_at_each_step_of_a_rotation_leaves_the_old_key_or_the_new_one() throws IOException {
    vault().put("tienda", "a", Secret.of("kept"), ANA);
    for (PrivateFile.Moment moment : PrivateFile.Moment.values()) {
      MasterKey next = MasterKey.create(directory.resolve("next-" + moment));
      assertThatThrownBy(() -> killedAt(moment).rotate(next, ANA)).isInstanceOf(Killed.class);

      boolean rotated = moment == PrivateFile.Moment.RENAMED;
      MasterKey opens = rotated ? next : key;
      MasterKey not = rotated ? key : next;
      assertThatThrownBy(() -> Vault.open(file, not, InstantSource.system()))
          .hasMessageContaining("does not open");
      Vault whole = Vault.open(file, opens, InstantSource.system());
      assertThat(whole.get("tienda", "a")).contains(Secret.of("kept"));
      key = opens;
      vault().rotate(key, ANA);
      nothingBeside();
    }
  }

  private Vault killedAt(PrivateFile.Moment moment) {
    return vault()
        .telling(now -> {
          if (now == moment) {
            throw new Killed();
          }
        });
  }

  private void nothingBeside() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all.map(one -> one.getFileName().toString()))
          .noneMatch(name -> name.contains("partial"));
    }
  }

  private Child child(String role) throws IOException {
    return new Child(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString(),
                role)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Child(Process process) {
      this.process = process;
      this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    String line() throws IOException {
      return String.valueOf(out.readLine());
    }

    void await(String word) throws IOException {
      assertThat(line()).isEqualTo(word);
    }

    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    int end() throws Exception {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // What it says is not needed.
      }
      return process.waitFor();
    }

    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }

    @Override
    public void close() {
      kill();
    }
  }

  /// The child.
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = Path.of(arguments[0]);
      String role = arguments[1];
      MasterKey key =
          MasterKey.find(Map.of(), java.util.Optional.of(directory.resolve("key"))).orElseThrow();
      Vault vault = Vault.open(directory.resolve("pasaje.vault"), key, InstantSource.system());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      say("begun");
      in.readLine();
      if (role.equals("holder")) {
        vault.exclusively(
            "turn",
            () -> {
              say("held");
              try {
                return String.valueOf(in.readLine());
              } catch (IOException gone) {
                return "";
              }
            });
        return;
      }
      for (int i = 0; i < ENTRIES; i++) {
        String name = role + "." + i;
        vault.put("tienda", name, Secret.of(role + " value " + i), ANA);
        if (i % ROTATE_EVERY == 0) {
          vault = vault.rotate(key, ANA);
        }
        say(name);
      }
    }

    private static void say(String word) {
      System.out.println(word);
      System.out.flush();
    }
  }
}
