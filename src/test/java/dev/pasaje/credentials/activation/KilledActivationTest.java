// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM that activates and rolls back without end, killed as `kill -9` does after a seeded number
/// of steps and busy turns.
class KilledActivationTest {
  @TempDir Path directory;

  /// A sample: [ActivationTest] kills at every step, inside one process.
  @Test
  void whatever_a_real_kill_leaves_can_be_finished_or_undone() throws Exception {
    kill(2);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void whatever_thirty_real_kills_leave_can_be_finished_or_undone() throws Exception {
    kill(30);
  }

  private void kill(int kills) throws Exception {
    long seed = 20261124;
    Random random = new Random(seed);
    Shop shop = new Shop(directory, Optional.empty());
    shop.open();
    for (int kill = 0; kill < kills; kill++) {
      String why = "seed " + seed + ", kill " + kill;
      killAfter(10 + random.nextInt(60), random.nextInt(300_000));
      if (shop.activation(step -> {}).status().pending()) {
        shop.activation(step -> {}).resume(Shop.ANA, false);
      }
      ActivationStatus status = shop.activation(step -> {}).status();
      assertThat(status.exitCode()).as(why).isZero();
      boolean active = status.state().equals("active");
      shop.isWhole(active, why);
      if (active) {
        shop.activation(step -> {}).rollback(Shop.ANA, false);
        shop.isWhole(false, why);
      }
    }
  }

  private void killAfter(int steps, int turns) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Endless.class.getName(),
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < steps; i++) {
        assertThat(out.readLine()).as("the child activates").isNotNull();
      }
      for (int i = 0; i < turns; i++) {
        Thread.onSpinWait();
      }
      process.destroyForcibly();
    }
    process.onExit().join();
  }

  /// The child.
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) {
      Shop shop = new Shop(Path.of(arguments[0]), Optional.empty());
      while (true) {
        Activation activation =
            shop.activation(step -> {
              System.out.println(step);
              System.out.flush();
            });
        activation.activate(activation.plan(Shop.production()), Shop.ANA, List.of());
        activation.rollback(Shop.ANA, false);
      }
    }
  }
}
