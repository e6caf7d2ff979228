// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The official SDK for Node as it is on npm, led to the emulator: `src/test/npm/life-cycle.mjs`.
class OfficialNodeSdkTest {
  private static final Path SOURCES = Path.of("src/test/npm");
  private static final Path HERE = Path.of("target/npm");

  @Test
  void the_life_cycle_runs_to_its_end() throws IOException, InterruptedException {
    if (!works("node", "--version") || !works("npm", "--version")) {
      skip("NO NODE: the official Node SDK was not run");
    }
    Files.createDirectories(HERE);
    for (String name : List.of("package.json", "package-lock.json", "life-cycle.mjs")) {
      Files.copy(SOURCES.resolve(name), HERE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Outcome install = run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    if (install.status() != 0) {
      skip("NO PACKAGES: npm ci failed, the official Node SDK was not run\n" + install.output());
    }
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      SandboxAccount account = sandbox.account("MLB", "test-user");
      Map<String, String> environment =
          Map.of(
              "BASE_URL",
              sandbox.baseUrl(),
              "ACCESS_TOKEN",
              account.accessToken(),
              "PUBLIC_KEY",
              account.publicKey());
      Outcome outcome = run(environment, "node", "life-cycle.mjs");
      assertThat(outcome.output()).endsWith("life-cycle complete\n");
      assertThat(outcome.status()).isZero();
    }
  }

  private static void skip(String why) {
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(why);
    }
    System.err.println("### " + why);
    abort(why);
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(HERE.toFile()).redirectErrorStream(true);
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
