// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `check` can be told: evidence kept and judged again, waivers, a baseline, runs, a part
/// only.
class CheckOptionsTest {
  private static final List<String> FORMATS =
      List.of("text", "json", "jsonl", "junit", "sarif", "markdown", "html", "csv");

  private static Sandbox sandbox;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void settings() throws IOException {
    settings(sandbox.account("MLA", "test-user"));
  }

  private void settings(SandboxAccount account) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        measure: { browser: off }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
  }

  private Run check(String... more) {
    return Run.in(directory)
        .pasaje(Stream.concat(Stream.of("check"), Stream.of(more)).toArray(String[]::new));
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(directory.resolve(file), content);
  }

  @Test
  void saved_evidence_is_judged_again_to_the_same_bytes_in_every_format() throws IOException {
    Run first = check("--save-evidence", "seen.json", "--format", "json");
    assertThat(first.exit()).as(first.all()).isEqualTo(1);
    Files.delete(directory.resolve("pasaje.yaml"));

    Run again = check("--evidence", "seen.json", "--format", "json");

    assertThat(again.exit()).isEqualTo(first.exit());
    assertThat(again.out()).isEqualTo(first.out());
    for (String format : FORMATS) {
      Run once = check("--evidence", "seen.json", "--format", format);
      Run twice = check("--evidence", "seen.json", "--format", format);
      assertThat(once.out()).as(format).isNotEmpty().isEqualTo(twice.out());
    }
  }

  @Test
  void evidence_is_the_owners_and_holds_no_secret() throws IOException {
    check("--save-evidence", "seen.json");

    Path file = directory.resolve("seen.json");
    SandboxAccount account = sandbox.account("MLA", "test-user");
    assertThat(Files.readString(file))
        .contains("\"evidenceVersion\"", "sha256 ")
        .doesNotContain(account.accessToken());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "{\"evidenceVersion\": 99}",
        "{\"evidenceVersion\": 1}",
        "{\"evidenceVersion\": 1, \"at\": \"yesterday\"}",
        "{\"evidenceVersion\": 1, \"at\": \"2026-11-24T12:00:00Z\", \"measured\": [\"LUNCH\"]}",
        "not json",
        ""
      })
  void what_is_no_evidence_is_refused_in_one_line(String content) throws IOException {
    write("bad.json", content);

    Run run = check("--evidence", "bad.json");

    assertThat(run.exit()).as(run.all()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.err()).contains("bad.json");
  }

  @Test
  void a_waiver_changes_the_verdict_and_not_the_outcome() throws IOException {
    write(
        "waivers.yaml",
        """
        waivers:
          - check: test-user-in-production
            reason: accepted-risk
            note: the shop opens on Monday
            by: ana
            until: 2026-12-31
        """);

    Run without = check("--only", "credentials", "--format", "json");
    Run with = check("--only", "credentials", "--format", "json", "--waivers", "waivers.yaml");

    assertThat(without.exit()).isEqualTo(1);
    assertThat(with.exit()).as(with.all()).isZero();
    assertThat(with.out())
        .contains("\"outcome\" : \"failed\"", "the shop opens on Monday", "2026-12-31");
  }

  @Test
  void a_waiver_that_is_over_has_no_effect_and_is_told() throws IOException {
    write(
        "waivers.yaml",
        """
        waivers:
          - { check: test-user-in-production, reason: test-data, note: n, by: ana, until: 2026-11-23 }
        """);

    Run run = check("--only", "credentials", "--waivers", "waivers.yaml");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("test-user-in-production", "2026-11-23");
  }

  @Test
  void a_waiver_for_another_integration_does_not_count() throws IOException {
    write(
        "waivers.yaml",
        """
        waivers:
          - check: test-user-in-production
            integration: otra
            reason: test-data
            note: n
            by: ana
            until: 2026-12-31
        """);

    assertThat(check("--only", "credentials", "--waivers", "waivers.yaml").exit()).isEqualTo(1);
  }

  @Test
  void every_mistake_in_the_waivers_is_told_at_once() throws IOException {
    write(
        "waivers.yaml",
        """
        waivers:
          - { check: no-such-check, reason: because, by: ana, until: soon, who: me }
          - 7
        """);

    Run run = check("--waivers", "waivers.yaml");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "waivers[0].check",
            "waivers[0].reason",
            "accepted-risk",
            "waivers[0].note",
            "waivers[0].until",
            "waivers[0].who",
            "waivers[1]");
  }

  @Test
  void a_baseline_lets_only_what_is_new_fail() throws IOException {
    check("--output", "json=before.json");

    Run same = check("--baseline", "before.json");
    write("empty.json", "{\"integrations\": []}");
    Run none = check("--baseline", "empty.json");

    assertThat(same.exit()).as(same.all()).isZero();
    assertThat(same.out()).startsWith("✗ Not ready");
    assertThat(none.exit()).isEqualTo(1);
  }

  @Test
  void a_baseline_that_is_no_report_is_refused() throws IOException {
    write("bad.json", "{\"a\": 1}");

    Run run = check("--baseline", "bad.json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("bad.json: this is no report");
  }

  @Test
  void a_browser_that_is_not_there_is_refused_before_anything_is_asked() throws IOException {
    Path settings = directory.resolve("pasaje.yaml");
    write(
        "pasaje.yaml",
        Files.readString(settings).replace("browser: off", "browser: /nowhere/chromium"));

    Run run = check();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("measure.browser: no program that can be run at /nowhere/");
  }

  @Test
  void each_run_is_kept_and_compared_with_the_last() throws IOException {
    Run first = check("--only", "credentials");
    assertThat(first.err()).doesNotContain("Since the run");
    settings(sandbox.account("MLA", "real"));

    Run second = check("--only", "credentials");

    assertThat(second.err())
        .contains("Since the run of 2026-11-24T12:00:00Z", "tienda/test-user-in-production");
    Run list = Run.in(directory).pasaje("runs");
    assertThat(list.exit()).isZero();
    assertThat(list.out().lines()).hasSize(1); // the clock stands still: one instant, one run
  }

  @Test
  void runs_between_two_instants_say_what_changed() throws IOException {
    check("--only", "credentials", "--output", "json=now.json");
    Path runs = directory.resolve(".pasaje/runs");
    String now = Files.readString(directory.resolve("now.json"));
    Files.writeString(
        runs.resolve("20261101T000000.000Z.json"),
        now.replace("\"outcome\" : \"failed\"", "\"outcome\" : \"passed\""));
    Files.writeString(runs.resolve("notes.txt"), "not a run");

    Run diff = Run.in(directory).pasaje("runs", "1", "2");
    Run wrong = Run.in(directory).pasaje("runs", "9");

    assertThat(diff.out()).contains("- tienda/test-user-in-production: passed > failed");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("no run 9");
  }

  @Test
  void no_save_keeps_nothing() {
    check("--only", "credentials", "--no-save");

    assertThat(directory.resolve(".pasaje")).doesNotExist();
  }

  @Test
  void only_some_requirements_are_looked_at_and_the_others_said_so() {
    Run run = check("--only", "pix,credentials", "--format", "json", "--no-save");

    assertThat(run.out()).contains("\"id\" : \"pix\"", "\"id\" : \"credentials\"");
    assertThat(run.out()).doesNotContain("\"id\" : \"tls\"", "\"id\" : \"quality\"");
    Run wrong = check("--only", "lunch");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("credentials, tls, pix, quality, approval, notifications, reports");
  }
}
