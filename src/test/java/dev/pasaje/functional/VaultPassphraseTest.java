// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault whose passphrase is written nowhere.
class VaultPassphraseTest {
  private static final String PHRASE = "marked horse battery";

  @TempDir Path directory;

  @BeforeEach
  void settings() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda: { site: MLA, product: checkout-pro, credentials: vault }
        """);
    Files.writeString(
        directory.resolve("env"),
        "MP_ACCESS_TOKEN=APP_USR-1234567890123456-010203-ffeeddccbbaa99887766554433221100-9\n");
  }

  private Run.Builder here() {
    return Run.in(directory);
  }

  @Test
  void it_is_asked_for_without_showing_it_and_once_by_each_command() throws IOException {
    Run made = here().whispering(PHRASE, PHRASE).pasaje("credentials", "import", "env");
    assertThat(made.exit()).as(made.all()).isZero();

    assertThat(directory.resolve("pasaje.vault")).content().contains(" master argon2id 65536 3 4 ");

    Run known = here().whispering(PHRASE).pasaje("credentials", "status");
    assertThat(known.exit()).as(known.all()).isZero();
    byte[] before = Files.readAllBytes(directory.resolve("pasaje.vault"));

    Run wrong = here().whispering("marked hoarse battery").pasaje("credentials", "status");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("does not open the vault").hasLineCount(1);

    Run nobody = here().pasaje("credentials", "status");
    assertThat(nobody.exit()).isEqualTo(2);
    assertThat(nobody.err())
        .contains("no terminal to ask", "PASAJE_VAULT_PASSPHRASE_FILE")
        .hasLineCount(1);
    assertThat(directory.resolve("pasaje.vault")).hasBinaryContent(before);

    Run rotated =
        here()
            .whispering(PHRASE, "another phrase", "another phrase")
            .pasaje("credentials", "rotate-key", "--new-passphrase");
    assertThat(rotated.exit()).as(rotated.all()).isZero();
    Run after =
        here()
            .with("PASAJE_VAULT_PASSPHRASE", "another phrase")
            .pasaje("credentials", "status", "--format", "json");
    assertThat(after.exit()).as(after.all()).isZero();
    for (Run run : new Run[] {made, known, wrong, nobody, rotated, after}) {
      assertThat(run.all()).doesNotContain("horse", "hoarse", "another phrase");
    }
  }

  @Test
  void two_that_differ_make_no_vault_and_nobody_makes_none_either() {
    Run differ = here().whispering(PHRASE, "x").pasaje("credentials", "import", "env");
    assertThat(differ.exit()).isEqualTo(2);
    assertThat(differ.err()).contains("differ").hasLineCount(1);
    Run empty = here().whispering("", "").pasaje("credentials", "import", "env");
    assertThat(empty.exit()).isEqualTo(2);
    Run nobody = here().pasaje("credentials", "import", "env");
    assertThat(nobody.exit()).isEqualTo(2);
    assertThat(nobody.err()).contains("No master key").hasLineCount(1);
    assertThat(directory.resolve("pasaje.vault")).doesNotExist();
  }
}
