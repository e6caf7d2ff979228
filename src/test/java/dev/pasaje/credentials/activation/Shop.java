// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.credentials.target.Target;
import dev.pasaje.credentials.target.TargetSpec;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A shop fed from four targets: a dotenv file behind a link, a YAML file, a Kubernetes manifest,
/// and HashiCorp Vault.
final class Shop {
  static final String OLD = "TEST-1234567890123456-010203-00112233445566778899aabbccddeeff-9";
  static final String NEW = "APP_USR-1234567890123456-010203-ffeeddccbbaa99887766554433221100-9";
  static final String OLD_KEY = "TEST-00000000-0000-4000-8000-000000000001";
  static final String NEW_KEY = "APP_USR-00000000-0000-4000-8000-000000000002";
  static final By ANA = new By("ana", "go live");
  static final InstantSource CLOCK = () -> Instant.parse("2026-11-24T12:00:00Z");
  static final String KV_PATH = "secret/data/shop";

  private static final Transport TRANSPORT = Transport.with(Duration.ofSeconds(5), 1 << 20);

  final Path directory;
  private final Optional<URI> kv;

  /// @param kv where HashiCorp Vault is; a JSON file in its place when empty
  Shop(Path directory, Optional<URI> kv) {
    this.directory = directory;
    this.kv = kv;
  }

  static String kvData(String token, String key) {
    return "{\"token\":\"" + token + "\",\"key\":\"" + key + "\",\"other\":[1.50]}";
  }

  private static Map<String, String> files(String token, String key) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "real/env",
        "# the shop\nexport TOKEN='" + token + "' # secret\nOTHER=\"a\nb\"\nKEY=" + key);
    files.put(
        "config.yaml",
        "mp:   # kept\n  token: \"" + token + "\"\n  key:   " + key + "\nlist: [1, 0x1F]\n");
    files.put(
        "secret.yaml",
        "kind: Secret\ndata:\n  token: "
            + base64(token)
            + "  # kept\nstringData: {key: '"
            + key
            + "'}\n");
    files.put(
        "app.json", "{ \"token\" :\"" + token + "\",\n\t\"key\":\"" + key + "\", \"n\": 1.50 }");
    return files;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Everything old.
  void open() throws IOException {
    Files.createDirectories(directory.resolve("real"));
    for (Map.Entry<String, String> file : files(OLD, OLD_KEY).entrySet()) {
      Path path = Files.writeString(directory.resolve(file.getKey()), file.getValue());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    }
    Files.deleteIfExists(directory.resolve(".env"));
    Files.createSymbolicLink(directory.resolve(".env"), Path.of("real/env"));
    if (!Files.exists(directory.resolve("master"))) {
      MasterKey.create(directory.resolve("master"));
    }
  }

  Vault vault() {
    MasterKey key =
        MasterKey.find(Map.of(), Optional.of(directory.resolve("master"))).orElseThrow();
    return Vault.openOrCreate(directory.resolve("pasaje.vault"), key, CLOCK, ANA);
  }

  List<Target> targets() {
    Map<String, String> flat = Map.of("TOKEN", "access-token", "KEY", "public-key");
    Map<String, String> deep = Map.of("mp.token", "access-token", "mp.key", "public-key");
    Map<String, String> keys = Map.of("token", "access-token", "key", "public-key");
    return Stream.of(
            file("env", flat, TargetSpec.Format.DOTENV, ".env"),
            file("config", deep, TargetSpec.Format.YAML, "config.yaml"),
            file("cluster", keys, TargetSpec.Format.KUBERNETES, "secret.yaml"),
            kv.<TargetSpec>map(address ->
                    new TargetSpec.HashiVault(
                        "hashi",
                        keys,
                        address,
                        "secret",
                        "shop",
                        Secret.of("s.token"),
                        Optional.empty()))
                .orElseGet(() -> file("app", keys, TargetSpec.Format.JSON, "app.json")))
        .map(spec -> Target.of(spec, TRANSPORT))
        .toList();
  }

  private TargetSpec file(
      String name, Map<String, String> keys, TargetSpec.Format format, String path) {
    return new TargetSpec.TextFile(name, keys, format, directory.resolve(path), Optional.empty());
  }

  Activation activation(Consumer<Step> steps) {
    return new Activation(vault(), "tienda", targets(), CLOCK, steps);
  }

  static Map<String, Secret> production() {
    return Map.of("access-token", Secret.of(NEW), "public-key", Secret.of(NEW_KEY));
  }

  /// Every byte, mode and link, and nothing left beside.
  void isWhole(boolean fresh, String why) throws IOException {
    for (Map.Entry<String, String> file :
        files(fresh ? NEW : OLD, fresh ? NEW_KEY : OLD_KEY).entrySet()) {
      Path path = directory.resolve(file.getKey());
      boolean written = !(file.getKey().equals("app.json") && kv.isPresent());
      if (written) {
        assertThat(Files.readString(path)).as(why).isEqualTo(file.getValue());
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(why)
          .isEqualTo("rw-r-----");
    }
    assertThat(directory.resolve(".env")).as(why).isSymbolicLink();
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .as(why)
          .noneMatch(name -> name.contains("partial"));
    }
  }
}
