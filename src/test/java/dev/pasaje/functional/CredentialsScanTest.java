// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CredentialsScanTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  /// Drawn, so that none stands in this source.
  private static String token(long seed) {
    StringBuilder hex = new StringBuilder();
    new Random(seed).ints(32, 0, 16).forEach(one -> hex.append(Character.forDigit(one, 16)));
    return "APP_USR-7123456789012345-091211-" + hex + "-77554433";
  }

  private void settings() throws IOException {
    Files.writeString(
        folder.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            credentials:
              production: { access-token: "${T}" }
        """);
  }

  @Test
  void a_leak_names_its_integration_and_never_itself() throws IOException {
    String token = token(1);
    String older = token(2);
    settings();
    Files.writeString(folder.resolve("leak.env"), "A=" + token + "\nB=" + older + "\n");

    Run text = Run.in(folder).with("T", token).pasaje("credentials", "scan", ".");
    Run json =
        Run.in(folder).with("T", token).pasaje("credentials", "scan", "--format", "json", ".");
    Run sarif =
        Run.in(folder).with("T", token).pasaje("credentials", "scan", "--format", "sarif", ".");

    for (Run run : new Run[] {text, json, sarif}) {
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.all()).doesNotContain(token).doesNotContain(older);
    }
    assertThat(text.out())
        .startsWith("Credentials that must not lie here: 2")
        .contains("In use now: credentials.production.access-token of tienda.")
        .contains("Of the application of tienda; not the value in the settings.")
        .contains("leak.env:1:3")
        .contains("Renew");
    assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    JsonNode first = JSON.readTree(json.out()).path("leaks").get(0);
    assertThat(first.path("known").path("integration").asString()).isEqualTo("tienda");
    JsonNode run = JSON.readTree(sarif.out()).path("runs").get(0);
    assertThat(run.path("results")).hasSize(2);
    assertThat(
            run.path("results")
                .get(0)
                .at("/locations/0/physicalLocation/artifactLocation/uri")
                .asString())
        .isEqualTo("leak.env");
  }

  @Test
  void what_only_the_vault_knows_is_known() throws IOException {
    Files.writeString(
        folder.resolve("pasaje.yaml"),
        """
        integrations:
          tienda: { site: MLA, product: checkout-pro }
        """);
    String older = token(1);
    String now = token(2);
    String secret = "q7ZkP2mX9vB4nT6wR8yL3cF5hJ1dG0sA";
    String key = "5a".repeat(32);
    for (String value : new String[] {older, now}) {
      Run imported =
          Run.in(folder)
              .with("PASAJE_VAULT_KEY", key)
              .typing("MP_ACCESS_TOKEN=%s\nMP_CLIENT_SECRET=%s\n".formatted(value, secret))
              .pasaje("credentials", "import", "-");
      assertThat(imported.exit()).as(imported.all()).isZero();
    }
    Files.writeString(
        folder.resolve("leak.env"),
        "A=%s\nB=%s\nMP_CLIENT_SECRET=%s\n".formatted(now, older, secret));

    Run known =
        Run.in(folder).with("PASAJE_VAULT_KEY", key).pasaje("credentials", "scan", "leak.env");
    Run closed = Run.in(folder).pasaje("credentials", "scan", "leak.env");

    assertThat(known.exit()).as(known.all()).isEqualTo(1);
    assertThat(known.out())
        .contains("In use now: vault production.access-token of tienda.")
        .contains("In use now: vault production.client-secret of tienda.")
        .contains("Of the application of tienda")
        .doesNotContain(now, older, secret);
    assertThat(closed.exit()).isEqualTo(1);
    assertThat(closed.out()).contains("Of no integration in the settings.");
  }

  @Test
  void nothing_found_ends_well_in_every_language() throws IOException {
    Files.writeString(folder.resolve("a"), "b");
    for (String language : new String[] {"en", "es", "pt"}) {
      Run run = Run.in(folder).pasaje("--lang", language, "credentials", "scan");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void wrong_use_is_told() throws IOException {
    assertThat(Run.in(folder).pasaje("credentials", "scan", "gone").exit()).isEqualTo(2);
    assertThat(Run.in(folder).pasaje("credentials", "scan", "--history").exit()).isEqualTo(2);
    assertThat(Run.in(folder).pasaje("credentials", "scan", "--largest", "0").exit()).isEqualTo(2);
    assertThat(Run.in(folder).pasaje("credentials", "scan", "--staged", "--history").exit())
        .isEqualTo(2);
    Files.writeString(folder.resolve(".pasaje-leaks-allowed"), "no fingerprint\n");
    Run run = Run.in(folder).pasaje("credentials", "scan");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("line 1");
  }
}
