// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of target: read, write, and put back.
class TargetsTest {
  private static final String OLD =
      "TEST-1234567890123456-010203-00112233445566778899aabbccddeeff-9";
  private static final String NEW =
      "APP_USR-1234567890123456-010203-ffeeddccbbaa99887766554433221100-9";
  private static final Transport TRANSPORT = Transport.with(Duration.ofSeconds(5), 1 << 20);

  @TempDir Path directory;

  private Target file(TargetSpec.Format format, Path file, String... keys) {
    Map<String, String> map = new java.util.LinkedHashMap<>();
    List.of(keys).forEach(key -> map.put(key, "access-token"));
    return Target.of(
        new TargetSpec.TextFile("shop", map, format, file, Optional.empty()), TRANSPORT);
  }

  private static Map<String, Optional<Secret>> values(String key, String value) {
    return Map.of(key, Optional.of(Secret.of(value)));
  }

  /// Writes the new value and undoes it again.
  private void there_and_back(TargetSpec.Format format, String key, String before, String after)
      throws IOException {
    Path file = directory.resolve("file");
    Files.writeString(file, before);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Target target = file(format, file, key);
    TargetState old = target.read();
    assertThat(old.values().get(key)).as(format + " " + key).contains(Secret.of(OLD));

    target.check(old, values(key, NEW));
    target.write(values(key, NEW), moment -> {});

    assertThat(Files.readString(file)).isEqualTo(after);
    assertThat(target.read().values().get(key)).contains(Secret.of(NEW));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    target.undo(old, values(key, NEW), moment -> {});
    assertThat(Files.readString(file)).isEqualTo(before);
    try (var all = Files.list(directory)) {
      assertThat(all).containsExactly(file);
    }
    Files.delete(file);
  }

  @Test
  void a_dotenv_file_keeps_everything_else() throws IOException {
    String frame =
        """
        # MP_TOKEN=not this one
        export OTHER="a
        MP_TOKEN=inside a text
        b"
        MP_TOKEN_2=other

        %s
        LAST='x' # end\
        """;
    for (String line :
        List.of(
            "MP_TOKEN=%s",
            "  export MP_TOKEN = '%s'  # comment", "MP_TOKEN=\"%s\"", "MP_TOKEN=%s # comment")) {
      there_and_back(
          TargetSpec.Format.DOTENV,
          "MP_TOKEN",
          frame.formatted(line.formatted(OLD)),
          frame.formatted(line.formatted(NEW)));
      there_and_back(
          TargetSpec.Format.DOTENV,
          "MP_TOKEN",
          frame.replace("\n", "\r\n").formatted(line.formatted(OLD)),
          frame.replace("\n", "\r\n").formatted(line.formatted(NEW)));
    }
  }

  @Test
  void a_properties_file_keeps_everything_else() throws IOException {
    String frame =
        """
        ! mp.token=not this one
        other = a\\
            mp.token=inside a text
        %s
        ni\\u00f1o:x\
        """;
    for (String line :
        List.of("mp.token=%s", "  mp.token : %s", "mp.token %s", "mp\\u002etoken =%s")) {
      there_and_back(
          TargetSpec.Format.PROPERTIES,
          "mp.token",
          frame.formatted(line.formatted(OLD)),
          frame.formatted(line.formatted(NEW)));
    }
    there_and_back(
        TargetSpec.Format.PROPERTIES,
        "mp.token",
        "mp.token=" + OLD.substring(0, 9) + "\\\n   " + OLD.substring(9) + "\nz=1\n",
        "mp.token=" + NEW + "\nz=1\n");
  }

  @Test
  void a_yaml_file_keeps_everything_else() throws IOException {
    String frame =
        """
        # ñ and 😀 before
        shop: {name: "x", list: [1, 0x1F, yes]}   # kept
        mp:
          # the token
          %s  # after
          other:   'it''s'
        ---
        second: document
        """;
    for (String line : List.of("token: %s", "token:   '%s'", "\"token\": \"%s\"")) {
      there_and_back(
          TargetSpec.Format.YAML,
          "mp.token",
          frame.formatted(line.formatted(OLD)),
          frame.formatted(line.formatted(NEW)));
      there_and_back(
          TargetSpec.Format.YAML,
          "/mp/token",
          frame.replace("\n", "\r\n").formatted(line.formatted(OLD)),
          frame.replace("\n", "\r\n").formatted(line.formatted(NEW)));
    }
    there_and_back(
        TargetSpec.Format.YAML, "mp.0.t", "mp: [{t: " + OLD + "}]", "mp: [{t: " + NEW + "}]");
  }

  @Test
  void an_empty_yaml_or_json_value_is_filled() throws IOException {
    Path yaml = Files.writeString(directory.resolve("a.yaml"), "mp:\n  token:\n  b: 1\n");
    Path json = Files.writeString(directory.resolve("a.json"), "{\"mp\": {\"token\": null }}");

    file(TargetSpec.Format.YAML, yaml, "mp.token").write(values("mp.token", "12345"), m -> {});
    file(TargetSpec.Format.JSON, json, "mp.token").write(values("mp.token", "1\"2"), m -> {});

    assertThat(yaml).hasContent("mp:\n  token: \"12345\"\n  b: 1\n");
    assertThat(json).hasContent("{\"mp\": {\"token\": \"1\\\"2\" }}");
  }

  @Test
  void a_json_file_keeps_everything_else() throws IOException {
    String frame =
        "{\n\t\"a\" : [1.50, {\"token\":\"😀\"}],\n  \"mp\":{ \"token\" :\"%s\" , \"z\":\"\\u00f1\"} }";
    there_and_back(TargetSpec.Format.JSON, "mp.token", frame.formatted(OLD), frame.formatted(NEW));
    there_and_back(
        TargetSpec.Format.JSON,
        "mp.token",
        "\uFEFF" + frame.formatted(OLD),
        "\uFEFF" + frame.formatted(NEW));
  }

  @Test
  void a_kubernetes_secret_keeps_everything_else() throws IOException {
    String frame =
        """
        apiVersion: v1
        kind: ConfigMap
        data: {token: keep}
        ---
        apiVersion: v1
        kind: Secret   # the one
        metadata: {name: mp}
        %s:
          other: aGk=
          tls.crt: %s   # kept
        """;
    String key = "tls.crt";
    there_and_back(
        TargetSpec.Format.KUBERNETES,
        key,
        frame.formatted("data", base64(OLD)),
        frame.formatted("data", base64(NEW)));
    there_and_back(
        TargetSpec.Format.KUBERNETES,
        key,
        frame.formatted("stringData", OLD),
        frame.formatted("stringData", NEW));
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_key_that_is_not_there_is_added_to_flat_files_and_taken_away_again() throws IOException {
    for (TargetSpec.Format format :
        List.of(TargetSpec.Format.DOTENV, TargetSpec.Format.PROPERTIES)) {
      Path file = Files.writeString(directory.resolve(format.id()), "a=1");
      Target target = file(format, file, "MP");
      TargetState old = target.read();

      target.write(values("MP", NEW), moment -> {});
      assertThat(file).hasContent("a=1\nMP=" + NEW + "\n");
      target.undo(old, values("MP", NEW), moment -> {});
      assertThat(Files.readString(file)).isEqualTo("a=1");

      target.write(values("MP", NEW), moment -> {});
      Files.writeString(file, Files.readString(file) + "b=2\n");
      target.undo(old, values("MP", NEW), moment -> {});
      assertThat(Files.readString(file)).isEqualTo("a=1\nb=2\n");
    }
  }

  @Test
  void a_link_stays_a_link() throws IOException {
    Path real =
        Files.writeString(
            Files.createDirectory(directory.resolve("real")).resolve("env"), "A=" + OLD);
    Path link = Files.createSymbolicLink(directory.resolve(".env"), Path.of("real/env"));

    file(TargetSpec.Format.DOTENV, link, "A").write(values("A", NEW), moment -> {});

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("A=" + NEW);
    Files.delete(real);
    assertThatThrownBy(() -> file(TargetSpec.Format.DOTENV, link, "A").read())
        .hasMessageContaining("there is no file");
  }

  @Test
  void hashicorp_vault_keeps_other_keys_and_nobody_elses_write_is_lost() {
    try (KvServer server = new KvServer("s.token")) {
      server.put(
          "secret/data/shop/mp", "{\"token\": \"" + OLD + "\", \"n\": 1.50, \"x\": {\"y\": []}}");
      Target target = kv(server.address(), "s.token");
      TargetState old = target.read();
      assertThat(old.values().get("token")).contains(Secret.of(OLD));
      server.inBetween.add(
          () -> server.put("secret/data/shop/mp", "{\"token\": \"" + OLD + "\", \"new\": true}"));

      target.write(values("token", NEW), moment -> {});

      assertThat(server.current("secret/data/shop/mp").toString())
          .isEqualTo("{\"token\":\"" + NEW + "\",\"new\":true}");
      int version = server.version("secret/data/shop/mp");
      target.write(values("token", NEW), moment -> {});
      assertThat(server.version("secret/data/shop/mp")).isEqualTo(version);
      target.undo(old, values("token", NEW), moment -> {});
      assertThat(target.read().values()).isEqualTo(old.values());
      assertThat(server.current("secret/data/shop/mp").has("new")).isTrue();
    }
  }

  @Test
  void hashicorp_vault_with_nothing_there_or_a_deleted_version_is_written_to() {
    try (KvServer server = new KvServer("s.token")) {
      Target target = kv(server.address(), "s.token");
      assertThat(target.read().values().get("token")).isEmpty();
      target.write(values("token", NEW), moment -> {});
      server.delete("secret/data/shop/mp");
      assertThat(target.read().values().get("token")).isEmpty();
      target.write(values("token", NEW), moment -> {});
      assertThat(target.read().values().get("token")).contains(Secret.of(NEW));
      assertThat(server.version("secret/data/shop/mp")).isEqualTo(3);
    }
  }

  @Test
  void hashicorp_vault_that_refuses_or_is_away_is_told_without_its_token() {
    try (KvServer server = new KvServer("s.token")) {
      assertThatThrownBy(() -> kv(server.address(), "s.wrong-marked").read())
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("HTTP 403")
          .hasMessageNotContaining("marked");
    }
    assertThatThrownBy(() -> kv(URI.create("http://127.0.0.1:1"), "t").read())
        .hasMessageContaining("refused");
  }

  private static Target kv(URI address, String token) {
    return Target.of(
        new TargetSpec.HashiVault(
            "hashi",
            Map.of("token", "access-token"),
            address,
            "secret",
            "shop/mp",
            Secret.of(token),
            Optional.empty()),
        TRANSPORT);
  }

  @Test
  void woocommerce_options_go_through_wp_cli_and_standard_input_only() throws IOException {
    List<String> wp = Stand.wp(directory);
    Files.writeString(directory.resolve("option._mp_access_token_prod"), "\"" + OLD + "\"");
    Map<String, String> keys = Map.of("_mp_access_token_prod", "access-token", "test_mode", "=no");
    Target target = Target.of(new TargetSpec.WordPress("woo", keys, wp), TRANSPORT);
    TargetState old = target.read();
    assertThat(old.values())
        .containsEntry("_mp_access_token_prod", Optional.of(Secret.of(OLD)))
        .containsEntry("test_mode", Optional.empty());
    Map<String, Optional<Secret>> next =
        Map.of(
            "_mp_access_token_prod",
            Optional.of(Secret.of(NEW)),
            "test_mode",
            Optional.of(Secret.of("no")));

    target.check(old, next);
    target.write(next, moment -> {});
    assertThat(target.read().values()).isEqualTo(next);
    target.undo(old, next, moment -> {});
    assertThat(target.read().values()).isEqualTo(old.values());
    assertThat(directory.resolve("arguments")).content().doesNotContain(NEW, OLD);
  }

  @Test
  void a_command_hook_reads_and_writes_over_standard_input() throws IOException {
    Target target =
        Target.of(
            new TargetSpec.Hook("hook", Map.of("MP", "access-token"), Stand.hook(directory)),
            TRANSPORT);
    TargetState old = target.read();
    assertThat(old.values().get("MP")).isEmpty();

    target.write(values("MP", NEW), moment -> {});
    assertThat(target.read().values().get("MP")).contains(Secret.of(NEW));
    target.undo(old, values("MP", NEW), moment -> {});
    assertThat(target.read().values()).isEqualTo(old.values());
    assertThat(directory.resolve("arguments")).content().doesNotContain(NEW);
  }

  @Test
  void a_program_that_is_missing_or_fails_is_told_without_what_it_said() throws IOException {
    Path bad = Stand.script(directory.resolve("bad"), "echo \"marked-$1\" >&2; cat; exit 7");
    for (List<String> command : List.of(List.of(bad.toString()), List.of("/nonexistent/x"))) {
      Target hook = Target.of(new TargetSpec.Hook("hook", Map.of("A", "x"), command), TRANSPORT);
      Target woo = Target.of(new TargetSpec.WordPress("woo", Map.of("A", "x"), command), TRANSPORT);
      for (Target target : List.of(hook, woo)) {
        assertThatThrownBy(target::read)
            .isInstanceOf(PasajeException.class)
            .hasMessageContaining(target.name())
            .hasMessageNotContaining("marked");
      }
    }
  }
}
