// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.Pasaje;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `quality capture`, as a process.
class QualityCaptureCommandTest {

  @TempDir Path directory;

  @Test
  void a_capture_that_is_stopped_tells_its_figures() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  Pasaje.class.getName(),
                  "--lang",
                  "en",
                  "quality",
                  "capture",
                  "--listen",
                  "127.0.0.1:0",
                  "--upstream",
                  sandbox.baseUrl()));
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(directory.resolve("err.txt").toFile())
              .start();
      String address = process.inputReader(StandardCharsets.UTF_8).readLine();
      String token = sandbox.account("MLB", "real").accessToken();
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(address + "/users/me"))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(directory.resolve("err.txt")))
          .contains("Kept in requests.jsonl: 1 requests, 0 payments");
      assertThat(Files.readString(directory.resolve("requests.jsonl")))
          .contains("/users/me")
          .doesNotContain(token);
    }
  }

  @Test
  void a_capture_ends_when_its_time_is_over_and_says_what_it_cannot_use() {
    Run run =
        Run.in(directory).pasaje("quality", "capture", "--listen", "127.0.0.1:0", "--for", "1s");
    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.err()).contains("Kept in requests.jsonl");
    for (String[] bad :
        new String[][] {
          {"--listen", "nowhere"},
          {"--listen", "127.0.0.1:99999"},
          {"--listen", "127.0.0.1:0", "--upstream", "ftp://x"},
          {"--listen", "127.0.0.1:0", "--for", "soon"},
          {"--listen", "203.0.113.1:1"},
          {"--listen", "127.0.0.1:0", "--to", "."}
        }) {
      List<String> line = new ArrayList<>(List.of("quality", "capture"));
      line.addAll(List.of(bad));
      Run misused = Run.in(directory).pasaje(line.toArray(String[]::new));
      assertThat(misused.exit()).as(misused.all()).isEqualTo(2);
      assertThat(misused.err().strip().lines()).as(misused.err()).hasSize(1);
    }
  }
}
