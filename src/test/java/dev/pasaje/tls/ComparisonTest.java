// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.tls.Comparison.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

class ComparisonTest {
  @TempDir private Path directory;

  @Test
  void findings_are_read_by_their_ids_and_the_first_certificate_counts() {
    Map<String, String> found =
        Testssl.read(
            """
            [{"id": "cert_keySize <cert#1>", "severity": "INFO", "finding": "RSA 2048 bits"},
             {"id": "cert_keySize <cert#2>", "severity": "INFO", "finding": "EC 256 bits"},
             {"id": "HSTS", "severity": "LOW", "finding": "not offered"}]
            """);
    assertThat(found)
        .containsEntry("cert_keySize", "RSA 2048 bits")
        .containsEntry("HSTS/severity", "LOW");
  }

  @Test
  void what_an_interrupted_run_has_written_is_read() {
    assertThat(Testssl.read("[ {\"id\": \"TLS1\", \"finding\": \"not offered\"}\n,\n"))
        .containsEntry("TLS1", "not offered");
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> Testssl.read("Fatal error")).isInstanceOf(JacksonException.class);
  }

  @Test
  void only_equal_answers_agree() {
    assertThat(new Point("RC4", "yes", "yes").agree()).isTrue();
    assertThat(new Point("RC4", "yes", "no").agree()).isFalse();
  }

  @Test
  void the_version_tells_whether_it_rates() throws IOException, InterruptedException {
    assertThat(installed("    testssl       3.0.8 from https://testssl.sh/").rates()).isFalse();
    assertThat(installed("  \\033[1mtestssl.sh\\033[m version \\033[1m3.3dev\\033[m from").rates())
        .isTrue();
  }

  @Test
  void where_there_is_no_testssl_there_is_none() throws IOException, InterruptedException {
    assertThat(Testssl.installed(Map.of("PATH", directory.toString()))).isEmpty();
  }

  private Testssl installed(String banner) throws IOException, InterruptedException {
    Path program = directory.resolve("testssl.sh");
    Files.writeString(program, "#!/bin/sh\nprintf '" + banner + "\\n'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Optional<Testssl> found = Testssl.installed(Map.of("TESTSSL", program.toString()));
    assertThat(found).isPresent();
    return found.orElseThrow();
  }
}
