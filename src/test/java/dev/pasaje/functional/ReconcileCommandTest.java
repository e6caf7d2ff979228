// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reconciliation.KeptReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {
  private static final Pattern ID = Pattern.compile("(?m)^([0-9a-f]{16})  AMOUNT_MISMATCH");

  @TempDir private Path directory;

  @BeforeEach
  void shop() throws Exception {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations:\n  tienda: {site: MLA, product: checkout-pro}\n");
    KeptReports.write(directory.resolve("kept"), "tienda");
  }

  private Run reconcile(String... more) {
    return Run.in(directory)
        .pasaje(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        "reconcile",
                        "--archive",
                        "kept",
                        "--orders",
                        "kept/pedidos.csv",
                        "--terms",
                        "kept/reconciliation.yaml"),
                    java.util.Arrays.stream(more))
                .toArray(String[]::new));
  }

  @Test
  void an_overpaid_order_is_shown_closed_and_stays_closed() {
    Run first = reconcile();
    assertThat(first.exit()).as(first.all()).isEqualTo(1);
    assertThat(first.out()).contains("1 item is open", "OVERPAID", "Open items: 1 new");
    Matcher id = ID.matcher(first.out());
    assertThat(id.find()).isTrue();

    Run again = reconcile();
    assertThat(again.out()).contains("Open items: 0 new");
    Run resolved =
        Run.in(directory)
            .pasaje("reconcile", "resolve", id.group(1), "--note", "a tip", "--by", "ana");
    assertThat(resolved.exit()).as(resolved.all()).isZero();
    assertThat(resolved.out()).contains("found", "resolved-manual  ana  a tip");

    Run last = reconcile();
    assertThat(last.exit()).as(last.all()).isZero();
    assertThat(last.out()).contains("Everything reconciles to the cent.");
  }

  @Test
  void an_acknowledged_item_stays_open_and_says_so_with_the_name_of_its_file() {
    Matcher id = ID.matcher(reconcile().out());
    assertThat(id.find()).isTrue();
    Run seen =
        Run.in(directory)
            .pasaje(
                "reconcile",
                "resolve",
                id.group(1),
                "--note",
                "asked",
                "--by",
                "ana",
                "--state",
                "acknowledged");
    assertThat(seen.exit()).as(seen.all()).isZero();
    Run again = reconcile();
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.out()).contains(" · acknowledged");
  }

  @Test
  void every_format_carries_the_finding() throws Exception {
    Run json =
        reconcile(
            "--format",
            "json",
            "--output",
            "csv=a.csv",
            "--output",
            "html=a.html",
            "--output",
            "xlsx=a.xlsx");
    assertThat(json.exit()).as(json.all()).isEqualTo(1);
    assertThat(json.out()).contains("\"valid\" : true", "\"AMOUNT_MISMATCH\" : 1", "\"remainder\"");
    assertThat(Files.readString(directory.resolve("a.csv")))
        .contains("AMOUNT_MISMATCH,HIGH,open,1.00");
    assertThat(Files.readString(directory.resolve("a.html")))
        .contains("AMOUNT_MISMATCH", "default-src 'none'");
    try (ReadableWorkbook book = new ReadableWorkbook(directory.resolve("a.xlsx").toFile())) {
      assertThat(book.getFirstSheet().read().get(1).getCellText(1)).isEqualTo("AMOUNT_MISMATCH");
    }
  }

  @Test
  void a_spreadsheet_goes_to_a_pipe_and_never_to_a_terminal() {
    Run piped = reconcile("--format", "xlsx");
    assertThat(piped.out()).startsWith("PK");
    Run shown =
        Run.in(directory).typing("x").pasaje("reconcile", "--archive", "kept", "--format", "xlsx");
    assertThat(shown.exit()).isEqualTo(2);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err()).contains("--output xlsx=FILE");
  }

  @Test
  void what_cannot_be_used_is_said() throws Exception {
    assertThat(Run.in(directory).pasaje("reconcile", "--archive", "none").err())
        .contains("there are no parsed reports");
    assertThat(Run.in(directory).pasaje("reconcile", "--engine", "http://x").err())
        .contains("trino://[user@]host:port");
    Run both = reconcile("--engine", "trino://x:1/a/b");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("Leave out --orders, --payments and --bank");
    assertThat(reconcile("--memory", "5").err()).contains("at least 100 MiB");
    Files.writeString(directory.resolve("bad.yaml"), "rates: [{percent: -3}]\n");
    Run bad =
        Run.in(directory)
            .pasaje(
                "reconcile",
                "--archive",
                "kept",
                "--orders",
                "kept/pedidos.csv",
                "--terms",
                "bad.yaml");
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.err()).contains("percent cannot be used");
    Run unknown =
        Run.in(directory)
            .pasaje("reconcile", "resolve", "0000000000000000", "--note", "x", "--by", "ana");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no such item");
  }
}
