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
