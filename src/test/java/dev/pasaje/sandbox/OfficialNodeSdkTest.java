// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The official SDK for Node as it is on npm, led to the emulator: `src/test/npm/life-cycle.mjs`.
class OfficialNodeSdkTest {
  @Test
  void the_life_cycle_runs_to_its_end() throws IOException, InterruptedException {
    Npm npm = Npm.installed(Path.of("target/npm"), "life-cycle.mjs");
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
      Npm.Outcome outcome = npm.run(environment, "node", "life-cycle.mjs");
      assertThat(outcome.output()).endsWith("life-cycle complete\n");
      assertThat(outcome.status()).isZero();
    }
  }
}
