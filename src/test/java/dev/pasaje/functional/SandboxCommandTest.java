// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxCommandTest {
  @TempDir Path directory;

  /// The port is taken, so that the command comes as far as serving and then ends.
  @ParameterizedTest
  @ValueSource(strings = {"", "calm", "black-friday", "storm"})
  void every_weather_gets_as_far_as_the_port(String weather) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run run =
          weather.isEmpty()
              ? Run.in(directory).pasaje("sandbox", "--port", port)
              : Run.in(directory).pasaje("sandbox", "--port", port, "--weather", weather);
      assertThat(run.exit()).as(run.all()).isEqualTo(2);
      assertThat(run.err()).contains("127.0.0.1:" + port);
    }
  }

  @Test
  void a_wrong_weather_and_a_wrong_seed_are_told_in_one_line() {
    Run hail = Run.in(directory).pasaje("sandbox", "--weather", "hail");
    assertThat(hail.exit()).isEqualTo(2);
    assertThat(hail.err()).contains("hail").contains("black-friday, calm, storm");
    Run seed = Run.in(directory).pasaje("sandbox", "--port", "0", "--seed", "no-such-file.json");
    assertThat(seed.exit()).isEqualTo(2);
    assertThat(seed.err()).contains("no-such-file.json").doesNotContain("\tat ");
  }
}
