// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `check` and `credentials verify` against the emulator: every exit code, and no secret anywhere.
class CheckJourneyTest {
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

  private void settings(String api, String publicKey, String token) throws IOException {
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
        """
            .formatted(publicKey, token, api));
  }

  private Run check(String... more) {
    return Run.in(directory)
        .pasaje(Stream.concat(Stream.of("check"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void a_test_user_in_production_is_not_ready() throws IOException {
    SandboxAccount testUser = sandbox.account("MLA", "test-user");
    settings(sandbox.baseUrl(), testUser.publicKey(), testUser.accessToken());

    Run run = check();

    assertThat(run.exit()).as(run.all()).isEqualTo(1);
    assertThat(run.out().lines().findFirst().orElseThrow()).contains("Not ready");
    assertThat(run.out()).contains("belongs to a test user");
    assertThat(run.all()).doesNotContain(testUser.accessToken());
  }

  @Test
  void good_credentials_verify_with_exit_0() throws IOException {
    SandboxAccount real = sandbox.account("MLA", "real");
    settings(sandbox.baseUrl(), real.publicKey(), real.accessToken());

    Run run = Run.in(directory).pasaje("credentials", "verify");

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.all()).doesNotContain(real.accessToken());
  }

  @Test
  void without_a_payment_the_verdict_is_undetermined() throws IOException {
    SandboxAccount real = sandbox.account("MLU", "real");
    settings(sandbox.baseUrl(), real.publicKey(), real.accessToken());
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        Files.readString(directory.resolve("pasaje.yaml")).replace("MLA", "MLU"));

    Run run = check();

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(run.out()).contains("A payment to judge");
  }

  @Test
  void a_refused_token_ends_with_3_and_says_what_to_do() throws IOException {
    settings(
        sandbox.baseUrl(),
        sandbox.account("MLA", "real").publicKey(),
        "APP_USR-1111111111111111-010203-00112233445566778899aabbccddeeff-99");

    Run run = check();

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(run.out()).contains("Copy the access token again");
    assertThat(run.all()).doesNotContain("00112233445566778899aabbccddeeff");
  }

  @Test
  void an_api_that_cannot_be_reached_ends_with_3() throws IOException {
    int closed;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = taken.getLocalPort();
    }
    SandboxAccount real = sandbox.account("MLA", "real");
    settings("http://127.0.0.1:" + closed, real.publicKey(), real.accessToken());

    Run run = check();

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(run.out()).contains("refused:");
  }

  @Test
  void broken_settings_end_with_2_and_list_every_problem() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations:\n  tienda: { site: ARG, product: checkout, websit: x }\n");

    Run run = check();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("integrations.tienda.site", "integrations.tienda.product", "websit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--format=nope", "--output=html", "--fail-on=never", "--nope", "--integration=x"})
  void misuse_ends_with_2_in_one_line(String flag) throws IOException {
    SandboxAccount real = sandbox.account("MLA", "real");
    settings(sandbox.baseUrl(), real.publicKey(), real.accessToken());

    Run run = check("--quiet", flag);

    assertThat(run.exit()).as(run.all()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).hasSize(1);
  }

  @Test
  void json_is_the_same_bytes_twice() throws IOException {
    SandboxAccount real = sandbox.account("MLA", "real");
    settings(sandbox.baseUrl(), real.publicKey(), real.accessToken());

    Run once = Run.in(directory).pasaje("credentials", "verify", "--format", "json");
    Run twice = Run.in(directory).pasaje("credentials", "verify", "--format", "json");

    assertThat(once.out()).isEqualTo(twice.out());
    assertThat(once.out()).contains("\"verdict\" : \"ready\"", "\"schemaVersion\" : 1");
  }
}
