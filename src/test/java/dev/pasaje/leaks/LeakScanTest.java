// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.leaks.Leak.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakScanTest {
  private final Planted planted = new Planted(7);

  @TempDir private Path folder;

  private static LeakScan scan() {
    return new LeakScan(
        KnownSecrets.NONE, AllowList.EMPTY, LeakScan.USUAL_BYTES, LeakScan.Progress.NONE);
  }

  private static List<String> fingerprints(LeakScan.Report report) {
    return report.leaks().stream().map(Leak::fingerprint).toList();
  }

  @Test
  void every_shape_is_found_in_files_and_none_is_shown() throws IOException {
    List<Planted.Leaking> all = planted.all();
    for (Planted.Leaking one : all) {
      Path file = folder.resolve(one.file());
      Files.createDirectories(file.getParent());
      Files.writeString(file, one.text());
    }
    Files.writeString(folder.resolve(".gitignore"), ".env\n");

    LeakScan.Report report = scan().path(folder, false);

    assertThat(fingerprints(report))
        .containsExactlyInAnyOrderElementsOf(
            all.stream().map(one -> Fingerprint.of(one.value())).toList());
    assertThat(report.exitCode()).isEqualTo(1);
    all.forEach(one -> assertThat(report.toString()).doesNotContain(one.value()));
  }

  @Test
  void every_shape_is_found_in_packed_history_after_it_was_deleted() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    repo.write("README.md", "a shop\n").commit("first");
    List<Planted.Leaking> all = planted.all();
    String leaked = "";
    for (Planted.Leaking one : all) {
      repo.write(one.file(), one.text());
      String commit = repo.commit("add " + one.file());
      leaked = one.file().equals(".env") ? commit : leaked;
      repo.write(one.file(), "nothing here any more\n").commit("remove it");
    }
    String branched = planted.token("APP_USR");
    repo.git("checkout", "-q", "-b", "side");
    repo.write("side/only.txt", "t: " + branched).commit("on a branch");
    repo.git("checkout", "-q", "main");
    String told = planted.token("APP_USR");
    repo.commit("the token is " + told);
    repo.git("gc", "-q", "--prune=now");

    LeakScan.Report report = scan().path(folder, true);

    assertThat(fingerprints(report))
        .containsAll(all.stream().map(one -> Fingerprint.of(one.value())).toList())
        .contains(Fingerprint.of(branched), Fingerprint.of(told))
        .hasSize(all.size() + 2);
    assertThat(report.unread()).isEmpty();
    Leak token =
        report.leaks().stream()
            .filter(leak -> leak.fingerprint().equals(Fingerprint.of(all.getFirst().value())))
            .findFirst()
            .orElseThrow();
    assertThat(token.since().orElseThrow())
        .isEqualTo(
            new Place.InHistory(leaked, Instant.parse("2026-01-02T12:00:00Z"), ".env", 1, 17));
  }

  @Test
  void loose_objects_tags_and_a_repeated_leak_count_once_with_the_first_commit() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    String token = planted.token("APP_USR");
    String first = repo.write("a.env", token).commit("one");
    repo.write("b.env", token + "\nmore\n").commit("two");
    String tagged = planted.token("APP_USR");
    repo.git("tag", "-a", "v1", "-m", tagged);

    LeakScan.Report report = scan().path(folder, true);

    assertThat(report.leaks()).hasSize(2);
    Leak leak =
        report.leaks().stream()
            .filter(one -> one.fingerprint().equals(Fingerprint.of(token)))
            .findFirst()
            .orElseThrow();
    assertThat(leak.since().orElseThrow().commit()).isEqualTo(first);
    assertThat(leak.places()).hasSize(4);
  }

  @Test
  void what_is_staged_is_scanned_as_it_was_staged() throws Exception {
    GitRepo repo = GitRepo.in(folder);
    String old = planted.token("APP_USR");
    repo.write("old.env", old).commit("leaked before");
    String token = planted.token("APP_USR");
    repo.write("new.env", "x=" + token).git("add", "new.env");
    repo.write("new.env", "clean again");

    LeakScan.Report report = scan().staged(folder);

    assertThat(report.leaks())
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.fingerprint()).isEqualTo(Fingerprint.of(token));
          assertThat(leak.places()).containsExactly(new Place.Staged("new.env", 1, 3));
        });
  }

  @Test
  void an_accepted_find_is_not_told_and_needs_a_reason() throws IOException {
    String token = planted.token("TEST");
    Files.writeString(folder.resolve("x"), token);
    Path list = folder.resolve("list");
    Files.writeString(list, "# ours\n" + Fingerprint.of(token) + "  a sample of the manual\n");

    LeakScan.Report report =
        new LeakScan(
                KnownSecrets.NONE,
                AllowList.read(list),
                LeakScan.USUAL_BYTES,
                LeakScan.Progress.NONE)
            .path(folder, false);

    assertThat(report.leaks()).isEmpty();
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.exitCode()).isZero();
    Files.writeString(list, Fingerprint.of(token) + "\n");
    assertThatThrownBy(() -> AllowList.read(list))
        .isInstanceOfSatisfying(
            PasajeException.class, why -> assertThat(why.code()).isEqualTo("leaks.allow-line"));
  }

  @Test
  void a_public_key_alone_is_told_and_no_failure() throws IOException {
    Files.writeString(folder.resolve("x.html"), planted.publicKey("APP_USR"));

    LeakScan.Report report = scan().path(folder, false);

    assertThat(report.leaks()).singleElement().matches(leak -> leak.kind() == LeakKind.PUBLIC_KEY);
    assertThat(report.exitCode()).isZero();
  }

  @Test
  void the_hook_stops_a_commit_and_lets_the_old_hook_run_first() throws Exception {
    GitRepo repo = GitRepo.in(folder.resolve("repo"));
    Path hook = repo.folder().resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\ntouch ran\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path pasaje = folder.resolve("pasaje");
    Files.writeString(pasaje, "#!/bin/sh\necho \"asked $@\"\nexit 1\n");
    Files.setPosixFilePermissions(pasaje, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(CommitHook.install(repo.folder()).getKey())
        .isEqualTo(CommitHook.Done.INSTALLED_AFTER_ANOTHER);
    assertThat(CommitHook.install(repo.folder()).getKey()).isEqualTo(CommitHook.Done.ALREADY_THERE);
    repo.write("a", "b").git("add", "a");
    String said = repo.run(Map.of("PASAJE", pasaje.toString()), 1, "commit", "-m", "x");

    assertThat(said).contains("asked credentials scan --staged --quiet .");
    assertThat(repo.folder().resolve("ran")).exists();
  }
}
