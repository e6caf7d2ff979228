// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.credentials.target.KvServer;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.vault.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All targets or none, whatever comes in between.
class ActivationTest {
  @TempDir Path directory;

  /// What a kill does to a thread: nothing catches it, nothing is cleaned up.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Consumer<Step> killingAt(int moment) {
    int[] seen = {0};
    return step -> {
      if (seen[0]++ == moment) {
        throw new Killed();
      }
    };
  }

  private static List<Step> run(Shop shop) throws IOException {
    List<Step> steps = new ArrayList<>();
    Activation activation = shop.activation(steps::add);
    assertThat(activation.activate(activation.plan(Shop.production()), Shop.ANA, List.of()))
        .isTrue();
    return steps;
  }

  @Test
  void all_four_targets_change_and_change_back() throws IOException {
    try (KvServer kv = new KvServer("s.token")) {
      kv.put(Shop.KV_PATH, Shop.kvData(Shop.OLD, Shop.OLD_KEY));
      Shop shop = new Shop(directory, Optional.of(kv.address()));
      shop.open();

      run(shop);

      shop.isWhole(true, "activated");
      assertThat(kv.current(Shop.KV_PATH)).hasToString(Shop.kvData(Shop.NEW, Shop.NEW_KEY));
      assertThat(shop.activation(step -> {}).status().exitCode()).isZero();
      shop.activation(step -> {}).rollback(Shop.ANA, false);
      shop.isWhole(false, "rolled back");
      assertThat(kv.current(Shop.KV_PATH)).hasToString(Shop.kvData(Shop.OLD, Shop.OLD_KEY));
      assertThat(shop.vault().history("tienda"))
          .extracting(AuditRecord::why)
          .containsExactly(
              "writing: go live",
              "active: go live",
              "rolling-back: go live",
              "rolled-back: go live");
    }
  }

  /// The proof of the issue: a kill at every step, then the way on and the way back.
  @Test
  void a_kill_at_every_step_leaves_all_new_after_resume_and_all_old_after_rollback()
      throws IOException {
    int kills = 0;
    try (KvServer kv = new KvServer("s.token")) {
      for (boolean forward : new boolean[] {true, false}) {
        for (int moment = 0; ; moment++) {
          kv.put(Shop.KV_PATH, Shop.kvData(Shop.OLD, Shop.OLD_KEY));
          Shop shop = new Shop(directory, Optional.of(kv.address()));
          Files.deleteIfExists(directory.resolve("pasaje.vault"));
          shop.open();
          Activation killed = shop.activation(killingAt(moment));
          try {
            killed.activate(killed.plan(Shop.production()), Shop.ANA, List.of());
            break; // fewer steps than that
          } catch (Killed expected) {
            kills++;
          }
          String why = "killed at " + moment + (forward ? ", resumed" : ", rolled back");
          ActivationStatus status = shop.activation(step -> {}).status();
          assertThat(status.drifted()).as(why).isFalse();
          if (!forward) {
            shop.activation(step -> {}).rollback(Shop.ANA, false);
          } else if (status.pending()) {
            Activation refused = shop.activation(step -> {});
            assertThatThrownBy(
                    () -> refused.activate(refused.plan(Shop.production()), Shop.ANA, List.of()))
                .as(why)
                .hasMessageContaining("--resume");
            shop.activation(step -> {}).resume(Shop.ANA, false);
          }
          shop.isWhole(forward, why);
          assertThat(kv.current(Shop.KV_PATH))
              .as(why)
              .hasToString(
                  forward
                      ? Shop.kvData(Shop.NEW, Shop.NEW_KEY)
                      : Shop.kvData(Shop.OLD, Shop.OLD_KEY));
          assertThat(shop.activation(step -> {}).status().exitCode()).as(why).isZero();
        }
      }
    }
    // 1 begun, 3 for each target, 2 more for each file, 1 active; both ways.
    assertThat(kills).isEqualTo(2 * (1 + 4 * 3 + 3 * 2 + 1));
  }

  @Test
  void a_kill_at_every_step_of_a_rollback_can_be_finished_too() throws IOException {
    int kills = 0;
    for (int moment = 0; ; moment++) {
      Shop shop = new Shop(directory, Optional.empty());
      Files.deleteIfExists(directory.resolve("pasaje.vault"));
      shop.open();
      run(shop);
      try {
        shop.activation(killingAt(moment)).rollback(Shop.ANA, false);
        break;
      } catch (Killed expected) {
        kills++;
      }
      if (shop.activation(step -> {}).status().pending()) {
        shop.activation(step -> {}).resume(Shop.ANA, false);
      }
      shop.isWhole(false, "rollback killed at " + moment);
    }
    assertThat(kills).isEqualTo(1 + 4 * 2 + 4 * 2 + 1);
  }

  @Test
  void a_target_that_fails_half_way_is_undone_everywhere() throws IOException {
    try (KvServer kv = new KvServer("s.token")) {
      kv.put(Shop.KV_PATH, Shop.kvData(Shop.OLD, Shop.OLD_KEY));
      Shop shop = new Shop(directory, Optional.of(kv.address()));
      shop.open();
      for (int i = 0; i < 4; i++) {
        // Somebody is always faster: check-and-set fails until the target gives up.
        kv.inBetween.add(() -> kv.put(Shop.KV_PATH, Shop.kvData(Shop.OLD, Shop.OLD_KEY)));
      }
      Activation activation = shop.activation(step -> {});
      Plan plan = activation.plan(Shop.production());

      assertThatThrownBy(() -> activation.activate(plan, Shop.ANA, List.of()))
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("Nothing was activated")
          .hasMessageContaining("hashi");
      shop.isWhole(false, "undone");
      assertThat(activation.status().state()).isEqualTo("rolled-back");
    }
  }

  @Test
  void when_even_undoing_fails_the_journal_waits_for_a_person() throws IOException {
    Shop shop;
    try (KvServer kv = new KvServer("s.token")) {
      kv.put(Shop.KV_PATH, Shop.kvData(Shop.OLD, Shop.OLD_KEY));
      shop = new Shop(directory, Optional.of(kv.address()));
      shop.open();
      Activation activation =
          shop.activation(step -> {
            if (step.equals(new Step(Step.Kind.WRITING, "hashi"))) {
              kv.fallSilent();
            }
          });
      Plan plan = activation.plan(Shop.production());
      assertThatThrownBy(() -> activation.activate(plan, Shop.ANA, List.of()))
          .hasMessageContaining("could not be undone");
    }
    ActivationStatus status = shop.activation(step -> {}).status();
    assertThat(status.pending()).isTrue();
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.keys())
        .extracting(ActivationStatus.Key::where)
        .contains(ActivationStatus.Where.UNREADABLE);
  }

  @Test
  void drift_is_seen_and_written_over_only_when_forced() throws IOException {
    Shop shop = new Shop(directory, Optional.empty());
    shop.open();
    run(shop);
    Path config = directory.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace(Shop.NEW, "somebody-elses"));

    ActivationStatus status = shop.activation(step -> {}).status();
    assertThat(status.drifted()).isTrue();
    assertThat(status.exitCode()).isEqualTo(1);
    assertThatThrownBy(() -> shop.activation(step -> {}).rollback(Shop.ANA, false))
        .hasMessageContaining("mp.token in target config")
        .hasMessageContaining("--force");
    shop.activation(step -> {}).rollback(Shop.ANA, true);
    shop.isWhole(false, "forced");
  }

  @Test
  void what_others_changed_meanwhile_survives_a_rollback() throws IOException {
    Shop shop = new Shop(directory, Optional.empty());
    shop.open();
    run(shop);
    Path env = directory.resolve("real/env");
    Files.writeString(env, "# new comment\n" + Files.readString(env));

    shop.activation(step -> {}).rollback(Shop.ANA, false);

    assertThat(env).content().startsWith("# new comment\n# the shop\nexport TOKEN='" + Shop.OLD);
  }

  @Test
  void activating_what_is_active_writes_nothing_and_keeps_the_way_back() throws IOException {
    Shop shop = new Shop(directory, Optional.empty());
    shop.open();
    run(shop);
    Activation again = shop.activation(step -> {});

    assertThat(again.activate(again.plan(Shop.production()), Shop.ANA, List.of())).isFalse();
    again.rollback(Shop.ANA, false);
    shop.isWhole(false, "back");
    assertThatThrownBy(() -> again.rollback(Shop.ANA, false)).hasMessageContaining("no activation");
    assertThatThrownBy(() -> again.resume(Shop.ANA, false))
        .hasMessageContaining("No activation of tienda was interrupted");
  }

  @Test
  void nothing_outside_the_targets_holds_a_secret() throws IOException {
    Shop shop = new Shop(directory, Optional.empty());
    shop.open();
    run(shop);
    shop.activation(step -> {}).rollback(Shop.ANA, false);
    assertThat(shop.activation(step -> {}).status().toString()).doesNotContain(Shop.NEW, Shop.OLD);

    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertThat(Files.readString(file)).as(name).doesNotContain(Shop.NEW);
        if (name.contains("vault")) {
          assertThat(Files.readString(file)).as(name).doesNotContain(Shop.OLD, Shop.OLD_KEY);
        }
      }
    }
  }
}
