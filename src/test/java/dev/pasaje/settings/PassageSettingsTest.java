// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.credentials.target.TargetSpec;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vault as a source of credentials, and targets.
class PassageSettingsTest {
  @TempDir Path directory;

  private Settings settings(String inside) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("pasaje.yaml"),
            "integrations:\n  tienda:\n    site: MLA\n    product: checkout-pro\n"
                + inside.indent(4)
                + "vault: { key-file: key }\n");
    return new SettingsFile(Map.of(), directory).read(Optional.of(file));
  }

  @Test
  void credentials_come_from_the_vault_and_none_from_one_that_is_not_there() throws IOException {
    assertThat(settings("credentials: vault").integrations().getFirst().production().isEmpty())
        .isTrue();
    Vault vault =
        Vault.openOrCreate(
            directory.resolve("pasaje.vault"),
            MasterKey.create(directory.resolve("key")),
            () -> Instant.EPOCH,
            new By("ana", "test"));
    vault.put("tienda", "production.access-token", Secret.of("token"), new By("ana", "test"));
    vault.put("tienda", "test.public-key", Secret.of("key"), new By("ana", "test"));
    vault.put("tienda", "production.webhook-secret", Secret.of("hook"), new By("ana", "test"));

    Integration one = settings("credentials: vault").integrations().getFirst();

    assertThat(one.production().accessToken()).contains(Secret.of("token"));
    assertThat(one.test().publicKey()).contains("key");
    assertThat(one.webhookSecrets()).containsExactly(Secret.of("hook"));
    Files.delete(directory.resolve("key"));
    assertThatThrownBy(() -> settings("credentials: vault")).hasMessageContaining("No master key");
  }

  @Test
  void targets_are_read_in_order() throws IOException {
    List<TargetSpec> targets =
        settings(
                """
                targets:
                  a: { kubernetes: secret.yaml, secret: mp, keys: { token: access-token } }
                  b: { woocommerce: /srv/shop }
                  c: { hashicorp-vault: "http://127.0.0.1:8200", path: /a/b/, token: t, keys: { k: "=x" } }
                  d: { command: [/bin/x, y], keys: { k: public-key } }
                """)
            .passage()
            .targets("tienda");

    assertThat(targets).extracting(TargetSpec::name).containsExactly("a", "b", "c", "d");
    assertThat(targets.get(1).keys()).containsEntry("_mp_access_token_prod", "access-token");
    assertThat(targets.get(2))
        .isEqualTo(
            new TargetSpec.HashiVault(
                "c",
                Map.of("k", "=x"),
                java.net.URI.create("http://127.0.0.1:8200"),
                "secret",
                "a/b",
                Secret.of("t"),
                Optional.empty()));
  }

  @Test
  void every_mistake_is_reported_with_its_key() {
    assertThatThrownBy(() ->
            settings(
                """
                credentials: { production: vault }
                targets:
                  none: { keys: { a: access-token } }
                  two: { dotenv: a, yaml: b, keys: { a: access-token } }
                  empty: { dotenv: a }
                  word: { dotenv: a, keys: { a: password } }
                  odd: { dotenv: a, colour: red, keys: { a: access-token } }
                  kv: { hashicorp-vault: "http://127.0.0.1:1", keys: { a: access-token } }
                """))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("integrations.tienda.credentials.production")
        .hasMessageContaining("integrations.tienda.targets.none")
        .hasMessageContaining("integrations.tienda.targets.two")
        .hasMessageContaining("integrations.tienda.targets.empty.keys")
        .hasMessageContaining("integrations.tienda.targets.word.keys.a")
        .hasMessageContaining("integrations.tienda.targets.odd.colour")
        .hasMessageContaining("integrations.tienda.targets.kv.token")
        .hasMessageContaining("integrations.tienda.targets.kv.path");
  }
}
