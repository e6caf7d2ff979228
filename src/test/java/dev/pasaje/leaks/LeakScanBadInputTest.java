// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeakScanBadInputTest {
  private static final long SEED = 99;
  private final Planted planted = new Planted(SEED);

  @TempDir private Path folder;

  private static LeakScan scan() {
    return new LeakScan(KnownSecrets.NONE, AllowList.EMPTY, 1 << 20, LeakScan.Progress.NONE);
  }

  @Test
  void history_of_no_repository_is_refused() {
    assertThatThrownBy(() -> scan().path(folder, true))
        .isInstanceOfSatisfying(
            PasajeException.class, why -> assertThat(why.code()).isEqualTo("leaks.no-repository"));
    assertThatThrownBy(() -> CommitHook.install(folder)).isInstanceOf(PasajeException.class);
  }

  @Test
  void a_file_dot_git_that_leads_nowhere_is_refused() throws IOException {
    Files.writeString(folder.resolve(".git"), "gitdir: /nowhere/at/all\n");

    assertThatThrownBy(() -> scan().path(folder, true)).isInstanceOf(PasajeException.class);
  }

  @Test
  void an_empty_repository_has_nothing() throws Exception {
    GitRepo.in(folder);

    assertThat(scan().path(folder, true).exitCode()).isZero();
    assertThat(scan().staged(folder).exitCode()).isZero();
  }

  @Test
  void a_file_that_vanished_is_told() {
    Findings findings = new Findings();
    new WorkingFiles(folder, 1 << 20, findings)
        .read(folder.resolve("gone"), new ContentReader(1 << 20));

    LeakScan.Report report = findings.report(KnownSecrets.NONE, AllowList.EMPTY);
    assertThat(report.unread())
        .containsExactly(new LeakScan.Unread("gone", LeakScan.Why.UNREADABLE));
    assertThat(report.exitCode()).isEqualTo(3);
  }

  @Test
  @Timeout(30)
  void links_in_a_loop_and_pipes_are_passed_by() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    Files.createSymbolicLink(inner.resolve("up"), folder);
    Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    Files.writeString(inner.resolve("t"), planted.token("APP_USR"));

    LeakScan.Report report = scan().path(folder, false);

    assertThat(report.leaks()).hasSize(1);
    assertThat(report.leaks().getFirst().places()).hasSize(1);
  }

  @Test
  void what_is_too_large_is_told() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    String large = "x".repeat(2 << 20);
    repo.write("large.txt", large + planted.token("APP_USR")).commit("large");

    LeakScan.Report report = scan().path(folder, true);

    assertThat(report.leaks()).isEmpty();
    assertThat(report.unread())
        .hasSize(2)
        .allMatch(one -> one.why() == LeakScan.Why.TOO_LARGE && one.where().contains("large.txt"));
    assertThat(report.exitCode()).isZero();
  }

  @Test
  void a_broken_pack_is_told_and_the_rest_is_still_read() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    Random random = new Random(SEED);
    for (int i = 0; i < 30; i++) {
      repo.write("f" + i + ".txt", planted.mixed(3_000 + random.nextInt(500)) + i);
    }
    repo.commit("many");
    repo.git("gc", "-q");
    String token = planted.token("APP_USR");
    repo.write("loose.env", token).commit("loose");
    Files.delete(folder.resolve("loose.env"));
    Path pack;
    try (Stream<Path> packs = Files.list(folder.resolve(".git/objects/pack"))) {
      pack = packs.filter(file -> file.toString().endsWith(".pack")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(pack);
    for (int i = bytes.length / 3; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.delete(pack);
    Files.write(pack, bytes);

    LeakScan.Report report = scan().path(folder, true);

    assertThat(report.leaks()).singleElement().matches(one -> one.since().isPresent());
    assertThat(report.unread()).isNotEmpty().allMatch(one -> one.why() == LeakScan.Why.BROKEN);
  }

  @Test
  void a_missing_pack_and_a_cut_index_make_the_result_undetermined() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    repo.write("a.txt", "a").commit("one");
    repo.git("gc", "-q");
    try (Stream<Path> packs = Files.list(folder.resolve(".git/objects/pack"))) {
      for (Path file : packs.toList()) {
        Files.delete(file);
      }
    }
    Files.write(folder.resolve(".git/index"), new byte[] {'D', 'I', 'R', 'C', 0, 0});

    assertThat(scan().path(folder, true).exitCode()).isEqualTo(3);
    assertThat(scan().staged(folder).exitCode()).isEqualTo(3);
  }

  @Test
  void random_bytes_and_cut_tokens_break_nothing() throws IOException {
    Random random = new Random(SEED);
    List<Planted.Leaking> all = planted.all();
    for (int round = 0; round < 3_000; round++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      String piece = all.get(random.nextInt(all.size())).text();
      int cut = random.nextInt(piece.length());
      String text =
          new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1).replace('\0', ' ')
              + piece.substring(0, cut);
      byte[] content = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      List<ContentReader.Located> whole = new ArrayList<>();
      List<ContentReader.Located> streamed = new ArrayList<>();
      new ContentReader(1 << 20).read(content, "noise", whole::add);
      new ContentReader(1 << 20).read(new ByteArrayInputStream(content), "noise", streamed::add);
      assertThat(streamed).as("seed %s, round %s", SEED, round).isEqualTo(whole);
    }
  }

  @Test
  void a_hook_that_cannot_be_kept_is_left_alone() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    repo.write(".git/hooks/pre-commit", "one").write(".git/hooks/pre-commit.before-pasaje", "two");

    assertThatThrownBy(() -> CommitHook.install(folder))
        .isInstanceOfSatisfying(
            PasajeException.class, why -> assertThat(why.code()).isEqualTo("leaks.hook"));
    assertThat(folder.resolve(".git/hooks/pre-commit")).hasContent("one");
  }
}
