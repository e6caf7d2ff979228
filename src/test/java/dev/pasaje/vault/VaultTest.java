// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-24T12:00:00Z");

  /// The usual costs are paid once, in VaultPassphraseTest.
  private static final MasterKey.Costs CHEAP = new MasterKey.Costs(64, 1, 1);

  private static final By ANA = new By("ana", "go live");
  private static final String MARK = "marked-secret-value";

  @TempDir Path directory;
  private Path file;
  private MasterKey key;

  @BeforeEach
  void make() {
    file = directory.resolve("pasaje.vault");
    key = MasterKey.create(directory.resolve("key"));
  }

  private Vault small() {
    Vault vault = Vault.openOrCreate(file, key, CLOCK, ANA);
    vault.put("tienda", "production.access-token", Secret.of(MARK), ANA);
    vault.put("tienda", "production.access-token", Secret.of(MARK + "2"), ANA);
    vault.put("otra", "webhook-secret", Secret.of("ñandú"), new By("eva", "renewed"));
    return vault;
  }

  @Test
  void what_was_put_is_there_with_its_versions_and_its_history() {
    small();
    Vault vault = Vault.open(file, key, CLOCK);

    assertThat(vault.get("tienda", "production.access-token")).contains(Secret.of(MARK + "2"));
    assertThat(vault.get("tienda", "production.access-token", 1)).contains(Secret.of(MARK));
    assertThat(vault.versions("tienda", "production.access-token")).containsExactly(1, 2);
    assertThat(vault.current("otra")).isEqualTo(Map.of("webhook-secret", Secret.of("ñandú")));
    assertThat(vault.history()).hasSize(4);
    assertThat(vault.history("otra"))
        .containsExactly(
            new AuditRecord(
                4,
                CLOCK.instant(),
                "eva",
                "renewed",
                "put",
                "otra",
                "webhook-secret",
                1,
                Secret.of("ñandú").fingerprint()));
  }

  @Test
  void several_entries_change_together_or_not_at_all() {
    Vault vault = small();
    List<Change> changes =
        List.of(
            Change.put("tienda", "a", Secret.of("1")).after(0),
            Change.put("tienda", "production.access-token", Secret.of("3")).after(1));

    assertThat(vault.replace(changes, ANA)).isFalse();
    assertThat(vault.get("tienda", "a")).isEmpty();
    assertThat(vault.history()).hasSize(4);
    assertThat(
            vault.replace(
                List.of(changes.getFirst(), Change.forget("otra", "webhook-secret").after(1)), ANA))
        .isTrue();
    assertThat(vault.get("tienda", "a")).contains(Secret.of("1"));
    assertThat(vault.current("otra")).isEmpty();
  }

  @Test
  void only_the_last_ten_versions_are_kept() {
    Vault vault = Vault.openOrCreate(file, key, CLOCK, ANA);
    for (int i = 0; i < 13; i++) {
      vault.put("tienda", "a", Secret.of("value " + i), ANA);
    }

    assertThat(vault.versions("tienda", "a")).first().isEqualTo(4);
    assertThat(vault.versions("tienda", "a")).hasSize(10);
    assertThat(vault.history()).hasSize(14);
  }

  @Test
  void nothing_on_disk_is_plain_and_nobody_else_may_read_it() throws IOException {
    small();

    try (Stream<Path> files = Files.list(directory)) {
      for (Path one : files.toList()) {
        assertThat(Files.readString(one))
            .as(one.toString())
            .doesNotContain(MARK, "ana", "go live", "renewed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void every_flipped_bit_is_detected_and_named() throws IOException {
    small();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(20261124);
    List<String> named = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);

      int at = i;
      assertThatThrownBy(() -> Vault.open(file, key, CLOCK))
          .as("byte %d of %d", at, whole.length)
          .isInstanceOfSatisfying(
              PasajeException.class, told -> assertThat(told.code()).isEqualTo("vault.damaged"))
          .satisfies(told -> named.add(told.getMessage()));
      assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
    }
    String all = String.join("\n", named);
    assertThat(all)
        .contains(
            "line 1, header",
            "line 2, master",
            "line 3, keyset",
            "entry tienda/production.access-token version 1",
            "entry otra/webhook-secret version 1",
            "line 8, audit record 2",
            "line 11, seal");
  }

  /// Somebody with write access and no key, who knows the format.
  @Test
  void a_forger_who_mends_the_checksums_is_found_too() throws Exception {
    small();
    List<String> lines = Files.readAllLines(file).stream().map(line -> line.substring(17)).toList();
    List<List<String>> forgeries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      forgeries.add(without);
      List<String> swapped = new ArrayList<>(lines);
      swapped.set(i, lines.get(i - 1));
      swapped.set(i - 1, lines.get(i));
      forgeries.add(swapped);
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      forgeries.add(twice);
      List<String> touched = new ArrayList<>(lines);
      String line = lines.get(i);
      touched.set(
          i, line.substring(0, line.length() - 8) + "AAAA" + line.substring(line.length() - 4));
      forgeries.add(touched);
    }
    forgeries.add(lines.stream().map(line -> line.replace("entry otra", "entry tienda")).toList());
    forgeries.add(lines.stream().map(line -> line.replace("-token 2 3", "-token 3 3")).toList());
    for (List<String> forged : forgeries) {
      Files.writeString(file, mended(forged));
      assertThatThrownBy(() -> Vault.open(file, key, CLOCK))
          .as(String.join("\n", forged))
          .isInstanceOf(PasajeException.class);
    }
    Files.writeString(file, mended(lines));
    assertThat(Vault.open(file, key, CLOCK).history()).hasSize(4);
  }

  private static String mended(List<String> lines) throws Exception {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
      text.append(HexFormat.of().formatHex(hash, 0, 8)).append(' ').append(line).append('\n');
    }
    return text.toString();
  }

  @Test
  void a_file_cut_short_or_no_vault_at_all_is_told() throws IOException {
    small();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 16, 17, 40, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Vault.open(file, key, CLOCK))
          .as("%d bytes", length)
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void a_wrong_key_is_one_clear_line_and_changes_nothing() throws IOException {
    small();
    byte[] before = Files.readAllBytes(file);
    MasterKey other = MasterKey.create(directory.resolve("other"));

    assertThatThrownBy(() -> Vault.openOrCreate(file, other, CLOCK, ANA))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("does not open the vault")
        .satisfies(told -> assertThat(String.valueOf(told.getMessage()).lines()).hasSize(1));
    assertThatThrownBy(() -> Vault.open(file, MasterKey.passphrase(Secret.of("x")), CLOCK))
        .hasMessageContaining("other kind of master key");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_passphrase_opens_what_it_closed_and_no_other_does() {
    MasterKey phrase = MasterKey.passphrase(Secret.of("correct horse battery"), CHEAP);
    Vault.openOrCreate(file, phrase, CLOCK, ANA).put("tienda", "a", Secret.of(MARK), ANA);

    assertThat(Vault.open(file, phrase, CLOCK).get("tienda", "a")).contains(Secret.of(MARK));
    assertThatThrownBy(
            () -> Vault.open(file, MasterKey.passphrase(Secret.of("correct horse batterx")), CLOCK))
        .hasMessageContaining("does not open the vault");
  }

  @Test
  void after_a_rotation_only_the_new_key_opens_and_all_is_still_there() throws IOException {
    Vault vault = small();
    byte[] before = Files.readAllBytes(file);
    MasterKey next = MasterKey.create(directory.resolve("next"));

    Vault rotated = vault.rotate(next, ANA);

    assertThat(rotated.versions("tienda", "production.access-token")).containsExactly(1, 2);
    assertThat(rotated.history()).hasSize(5);
    assertThatThrownBy(() -> Vault.open(file, key, CLOCK)).hasMessageContaining("does not open");
    String ciphertext =
        new String(before, StandardCharsets.US_ASCII).lines().skip(3).findFirst().orElseThrow();
    assertThat(Files.readString(file))
        .doesNotContain(ciphertext.substring(ciphertext.length() - 40));
  }

  @Test
  void writers_at_the_same_time_lose_nothing() throws Exception {
    small();
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String name = "entry-" + i;
      writers.add(() ->
          Vault.open(file, key, CLOCK)
              .replace(List.of(Change.put("tienda", name, Secret.of(name))), ANA));
    }
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (var done : pool.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(Vault.open(file, key, CLOCK).current("tienda")).hasSize(25);
  }

  @Test
  void the_key_is_found_where_the_order_says() throws IOException {
    Path systemd = Files.createDirectory(directory.resolve("credentials"));
    Files.copy(directory.resolve("key"), systemd.resolve(MasterKey.SYSTEMD_NAME));
    String written = Files.readString(directory.resolve("key"));
    Vault.openOrCreate(file, key, CLOCK, ANA);

    for (Map<String, String> environment :
        List.of(
            Map.of("PASAJE_VAULT_KEY", written),
            Map.of("PASAJE_VAULT_KEY_FILE", directory.resolve("key").toString()),
            Map.of("CREDENTIALS_DIRECTORY", systemd.toString()))) {
      MasterKey found = MasterKey.find(environment, Optional.empty()).orElseThrow();
      assertThat(Vault.open(file, found, CLOCK).history()).hasSize(1);
    }
    assertThat(MasterKey.find(Map.of(), Optional.of(directory.resolve("key")))).isPresent();
    assertThat(MasterKey.find(Map.of(), Optional.empty())).isEmpty();
  }

  @Test
  void a_malformed_key_is_refused_without_showing_it() {
    for (String bad : List.of("", "short", "AAAA", "zz".repeat(32), "A".repeat(43) + "?")) {
      assertThatThrownBy(() -> MasterKey.of(Secret.of(bad), "PASAJE_VAULT_KEY"))
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("PASAJE_VAULT_KEY")
          .hasMessageContaining("32 bytes");
    }
  }
}
