// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `pasaje serve` as its user sees it: what it says, what it refuses, how it ends.
class ServeCommandTest {
  @TempDir Path directory;

  private void settings(String text) throws IOException {
    Files.writeString(directory.resolve("pasaje.yaml"), text);
  }

  private static final String SHOP =
      """
      integrations:
        tienda: { site: MLA, product: checkout-pro }
      """;

  @Test
  void without_integrations_there_is_nobody_to_serve() throws IOException {
    settings("store: { url: \"jdbc:sqlite:pasaje.db\" }\n");

    Run run = Run.in(directory).pasaje("serve");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().lines()).hasSizeLessThan(4);
  }

  @Test
  void an_address_that_is_taken_and_a_store_that_is_none_are_one_line_each() throws IOException {
    settings(SHOP);
    try (ServerSocket taken = new ServerSocket(0)) {
      Run run =
          Run.in(directory)
              .pasaje("serve", "--host", "0.0.0.0", "--port", "" + taken.getLocalPort());
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err())
          .startsWith("pasaje: Cannot listen on 0.0.0.0:" + taken.getLocalPort())
          .hasLineCount(1);
    }
    settings(SHOP + "store: { url: \"jdbc:oracle:thin:secret-user\" }\n");
    Run run = Run.in(directory).pasaje("serve", "--port", "0");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("store.url").hasLineCount(1);

    settings(SHOP + "store: { url: \"jdbc:sqlite:/nowhere/at/all/pasaje.db\" }\n");
    run = Run.in(directory).pasaje("serve", "--port", "0");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("/nowhere/at/all/pasaje.db").hasLineCount(1);
  }

  @Test
  void a_target_whose_secret_cannot_be_used_is_refused_and_not_printed() throws IOException {
    settings(
        SHOP
            + """
            deliver:
              erp: { url: "https://erp.example/hook", secret: "not-a-whsec-but-secret" }
            """);

    Run run = Run.in(directory).pasaje("serve", "--port", "0");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.all()).contains("erp").doesNotContain("not-a-whsec-but-secret");
  }

  @Test
  @Timeout(120)
  void it_receives_says_so_hides_its_secrets_and_ends_in_order() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        HttpClient client = HttpClient.newHttpClient()) {
      SandboxAccount account = sandbox.account("MLB", "real");
      settings(
          """
          integrations:
            loja:
              site: MLB
              product: checkout-api
              credentials:
                production: { public-key: "%s", access-token: "%s" }
              webhook-secrets: ["%s"]
          api: { base-url: "%s" }
          serve: { api-tokens: ["the-api-token"] }
          """
              .formatted(
                  account.publicKey(),
                  account.accessToken(),
                  account.webhookSecret(),
                  sandbox.baseUrl()));
      Path log = directory.resolve("log");
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "-classpath",
                      System.getProperty("java.class.path"),
                      "dev.pasaje.Pasaje",
                      "serve",
                      "--port",
                      "0",
                      "--json-log"))
              .directory(directory.toFile())
              .redirectError(log.toFile())
              .start();
      try (var output = process.inputReader(StandardCharsets.UTF_8)) {
        String first = String.valueOf(output.readLine());
        assertThat(first).as(Files.readString(log)).startsWith("http://127.0.0.1:");
        URI address = URI.create(first);
        // Forged, and with the secrets of the settings where a stranger could have put them.
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        address.resolve(
                            "/n/loja?type=payment&data.id=1&x=" + account.accessToken()))
                    .header("x-signature", "ts=1764170000,v1=" + "ab".repeat(32))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        String metrics =
            client
                .send(
                    HttpRequest.newBuilder(address.resolve("/metrics"))
                        .header("Authorization", "Bearer the-api-token")
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(metrics)
            .contains(
                "pasaje_notifications_received_total{channel=\"webhook\","
                    + "disposition=\"quarantined\",integration=\"loja\",manifest=\"none\","
                    + "receipt=\"stored\",signature=\"mismatch\"} 1.0",
                "pasaje_notification_answer_seconds_count 1",
                "pasaje_work_due 0.0");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(0, 143);
        String said = Files.readString(log);
        assertThat(said)
            .contains("Notifications of loja: " + address + "/n/loja")
            .contains("\"level\":\"warning\"", "notifications of loja with a wrong signature")
            .doesNotContain(
                account.accessToken(), account.webhookSecret(), "the-api-token", "Exception");
        assertThat(metrics).doesNotContain(account.accessToken(), account.webhookSecret());
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
