// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reconciliation.KeptReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `reconcile resolve` with what people get wrong: nothing is changed then.
class ReconcileResolveBadInputTest {
  private static final Pattern ID = Pattern.compile("(?m)^([0-9a-f]{16})  AMOUNT_MISMATCH");

  @TempDir private Path directory;
  private String item = "";

  @BeforeEach
  void found() throws Exception {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda: {site: MLA, product: checkout-pro}
          otra: {site: MLA, product: checkout-pro}
        """);
    KeptReports.write(directory.resolve("kept"), "tienda");
    Matcher id = ID.matcher(reconcile().out());
    assertThat(id.find()).isTrue();
    item = id.group(1);
  }

  private Run reconcile() {
    return Run.in(directory)
        .pasaje(
            "reconcile",
            "--integration",
            "tienda",
            "--archive",
            "kept",
            "--orders",
            "kept/pedidos.csv",
            "--terms",
            "kept/reconciliation.yaml");
  }

  private Run resolve(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "reconcile";
    all[1] = "resolve";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Run.in(directory).pasaje(all);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ana, resolved-manual, --note and --by must not be empty",
    "'  ', ana, resolved-manual, --note and --by must not be empty",
    "kept, '', resolved-manual, --note and --by must not be empty",
    "kept, ana, done, '--state done: accepted: open acknowledged resolved-manual ignored'",
    "kept, ana, '', '--state : accepted: open'",
    "kept, ana, resolved-auto, '--state resolved-auto: accepted: open'",
  })
  void a_wrong_note_name_or_state_changes_nothing(
      String note, String by, String state, String told) {
    Run bad =
        resolve(item, "--integration", "tienda", "--note", note, "--by", by, "--state", state);
    assertThat(bad.exit()).as(bad.all()).isEqualTo(2);
    assertThat(bad.err().replaceAll("\\s+", " ")).contains(told);
    assertThat(reconcile().exit()).isEqualTo(1);
  }

  @Test
  void an_item_of_nobody_or_of_another_integration_is_unknown() {
    for (String wrong : new String[] {"", "x", item + "0", "../" + item, "' or '1'='1"}) {
      Run bad = resolve(wrong, "--integration", "tienda", "--note", "n", "--by", "ana");
      assertThat(bad.exit()).as(wrong + bad.all()).isEqualTo(2);
      assertThat(bad.err()).as(wrong).contains("no such item");
    }
    Run other = resolve(item, "--integration", "otra", "--note", "n", "--by", "ana");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("no such item");
    Run which = resolve(item, "--note", "n", "--by", "ana");
    assertThat(which.exit()).isEqualTo(2);
    assertThat(which.err()).contains("tienda, otra");
    assertThat(resolve(item, "--integration", "tienda").exit()).isEqualTo(2);
    assertThat(resolve("--note", "n", "--by", "ana").exit()).isEqualTo(2);
    assertThat(reconcile().exit()).isEqualTo(1);
  }

  @Test
  void control_characters_in_a_note_do_not_reach_the_terminal() {
    Run done =
        resolve(
            item.toUpperCase(java.util.Locale.ROOT),
            "--integration",
            "tienda",
            "--note",
            "a tip\u001b[31m\nresolved",
            "--by",
            "ana\r");
    assertThat(done.exit()).as(done.all()).isZero();
    assertThat(done.out()).doesNotContain("\u001b").doesNotContain("\r");
    assertThat(done.out().lines().filter(line -> line.startsWith("resolved"))).isEmpty();
    assertThat(reconcile().exit()).isZero();
  }
}
