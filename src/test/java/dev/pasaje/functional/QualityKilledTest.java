// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.Pasaje;
import dev.pasaje.http.Transport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whole `pasaje quality evaluate` processes are killed while they work: whoever runs it again has
/// every payment once.
class QualityKilledTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path directory;

  private PixShop shop() {
    return new PixShop(directory);
  }

  @Test
  void a_search_killed_again_and_again_counts_nothing_twice() throws Exception {
    long seed = 20_261_126L;
    Random random = new Random(seed);
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      shop().settings(sandbox, seller);
      PixShop.sell(sandbox, PixShop.api(sandbox, transport, seller), 160, random);
      Run whole = shop().evaluate(PixShop.search());
      assertThat(whole.exit()).as(whole.all()).isBetween(0, 3);
      JsonNode sum = JSON.readTree(whole.out());
      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(160);

      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      AtomicReference<Process> victim = new AtomicReference<>();
      sandbox.add((request, next) -> {
        if (request.path().equals("/v1/payments/search") && left.decrementAndGet() == 0) {
          victim.get().destroyForcibly();
        }
        return next.handle(request);
      });
      Path journal = directory.resolve("quality-loja-2026-11-01-2026-11-24.journal");
      for (int i = 0; i < 2; i++) {
        // One page each run, two in all: the last run has two more.
        left.set(2);
        victim.set(start(PixShop.search()));
        assertThat(victim.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.get().exitValue()).as("seed " + seed).isEqualTo(137);
        assertThat(journal).exists();
        if (random.nextBoolean()) {
          Files.writeString(journal, "{\"scores\":[[\"pay", StandardOpenOption.APPEND);
        }
        left.set(Integer.MAX_VALUE);
      }
      Run rest = shop().evaluate(PixShop.search());

      assertThat(rest.err()).contains("Going on after");
      assertThat(JSON.readTree(rest.out())).as("seed " + seed).isEqualTo(sum);
      assertThat(journal).doesNotExist();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // It lives for a moment only.
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Pasaje.class.getName(),
                "quality",
                "evaluate"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("killed.txt").toFile())
        .start();
  }

  @Test
  void a_file_killed_in_the_middle_counts_nothing_twice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path example = Path.of("examples/payments/payment-only.json").toAbsolutePath();
    ObjectNode payment = (ObjectNode) JSON.readTree(Files.readString(example));
    for (String name : List.of("a.jsonl", "b.jsonl")) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 4_000; i++) {
        payment.put("id", 1_000_000_000L + random.nextInt(1_000_000));
        if (random.nextInt(3) == 0) {
          payment.remove("external_reference");
        } else {
          payment.put("external_reference", "o-" + i);
        }
        lines.append(random.nextInt(50) == 0 ? "{\"id\":1,\"id\":1}" : payment).append('\n');
      }
      Files.writeString(directory.resolve(name), lines);
    }
    String[] arguments = {
      "--file", "a.jsonl", "--file", "b.jsonl", "--product", "checkout-api", "--format", "json"
    };
    Run whole = shop().evaluate(arguments);
    String[] kept =
        Stream.concat(Stream.of(arguments), Stream.of("--journal", "j")).toArray(String[]::new);
    Path journal = directory.resolve("j");
    Path progress = directory.resolve("j.progress");
    Path rows = directory.resolve("killed.txt");

    Process victim = start(kept);
    while (Files.notExists(progress) && victim.isAlive()) {
      LockSupport.parkNanos(1_000_000);
    }
    victim.destroyForcibly().waitFor();

    assertThat(victim.exitValue()).as("seed %d %s", seed, Files.readString(rows)).isEqualTo(137);
    assertThat(progress).exists();
    Files.writeString(journal, "{\"scores\":[[\"pay", StandardOpenOption.APPEND);
    Run other = shop().evaluate("--file", "a.jsonl", "--product", "checkout-api", "--journal", "j");
    assertThat(other.exit()).as(other.all()).isEqualTo(2);
    assertThat(other.err()).contains("another run");
    Run rest = shop().evaluate(kept);
    assertThat(rest.err()).as("seed %d", seed).contains("Going on after");
    assertThat(rest.exit()).isEqualTo(whole.exit());
    assertThat(JSON.readTree(rest.out())).as("seed %d", seed).isEqualTo(JSON.readTree(whole.out()));
    assertThat(journal).doesNotExist();
    assertThat(progress).doesNotExist();
  }
}
