// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The scripts of `src/test/npm`, run by Node with the official SDK as it is on npm.
final class Npm {
  private static final Path SOURCES = Path.of("src/test/npm");

  private final Path here;

  private Npm(Path here) {
    this.here = here;
  }

  record Outcome(int status, String output) {}

  /// Installs what the scripts need; without Node or packages the test is aborted, in CI it fails.
  ///
  /// @param here a directory of the test's own
  static Npm installed(Path here, String... scripts) throws IOException, InterruptedException {
    if (!works("node", "--version") || !works("npm", "--version")) {
      skip("NO NODE: the official Node SDK was not run");
    }
    Files.createDirectories(here);
    for (String name : List.of("package.json", "package-lock.json")) {
      copy(name, here);
    }
    for (String name : scripts) {
      copy(name, here);
    }
    Npm npm = new Npm(here);
    Outcome install = npm.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    if (install.status() != 0) {
      skip("NO PACKAGES: npm ci failed, the official Node SDK was not run\n" + install.output());
    }
    return npm;
  }

  private static void copy(String name, Path here) throws IOException {
    Files.copy(SOURCES.resolve(name), here.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void skip(String why) {
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(why);
    }
    System.err.println("### " + why);
    abort(why);
  }

  Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", command) + " did not end");
    }
    return new Outcome(process.exitValue(), output);
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
