// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A repository made with the `git` of the machine.
public final class GitRepo {
  private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");

  private final Path folder;
  private int day;

  private GitRepo(Path folder) {
    this.folder = folder;
  }

  public static GitRepo in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    GitRepo repo = new GitRepo(folder);
    repo.git("init", "-q", "-b", "main");
    return repo;
  }

  public Path folder() {
    return folder;
  }

  public GitRepo write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /// Everything that lies there, one day after the commit before.
  public String commit(String message) throws IOException, InterruptedException {
    day++;
    git("add", "-A", "-f");
    git("commit", "-q", "--allow-empty", "--no-verify", "-m", message);
    return git("rev-parse", "HEAD").strip();
  }

  public String git(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), 0, arguments);
  }

  /// @param expected exit code
  public String run(Map<String, String> environment, int expected, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    String date = FIRST.plus(Duration.ofDays(Math.max(0, day - 1))).toString();
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_AUTHOR_NAME", "Ana",
                "GIT_AUTHOR_EMAIL", "ana@shop.example",
                "GIT_COMMITTER_NAME", "Ana",
                "GIT_COMMITTER_EMAIL", "ana@shop.example",
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_DATE", date,
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != expected) {
      throw new IOException(String.join(" ", command) + ": " + process.exitValue() + " " + said);
    }
    return said;
  }
}
