// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jazzer, which sees which branches an input takes, looks for a file that makes the parser throw,
/// hang or take too much memory. It runs in a JVM of its own, with good files as its first inputs.
class ReportParserJazzerTest {
  @TempDir Path directory;

  @Test
  @Tag("slow")
  @Tag("fuzz")
  void jazzer_finds_nothing_in_ten_minutes() throws IOException, InterruptedException {
    fuzz(Duration.ofMinutes(10));
  }

  private void fuzz(Duration time) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(directory.resolve("corpus"));
    Path seeds = Files.createDirectories(directory.resolve("seeds"));
    seeds(seeds);
    Path words = Files.writeString(directory.resolve("words.dict"), dictionary());
    Path log = directory.resolve("jazzer.log");
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + ReportParserTarget.class.getName(),
                "--instrumentation_includes=dev.pasaje.reports.**:de.siegmar.fastcsv.**",
                "--custom_hook_includes=dev.pasaje.reports.**",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory + File.separator,
                "-max_total_time=" + time.toSeconds(),
                "-timeout=20",
                "-rss_limit_mb=3000",
                "-max_len=20000",
                "-print_final_stats=1",
                "-dict=" + words,
                corpus.toString(),
                seeds.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(jazzer.waitFor(time.plusMinutes(5).toSeconds(), TimeUnit.SECONDS))
          .as("ends by itself")
          .isTrue();
    } finally {
      jazzer.destroyForcibly();
    }
    String said = Files.readString(log);
    assertThat(jazzer.exitValue())
        .as(said.length() > 8_000 ? said.substring(said.length() - 8_000) : said)
        .isZero();
    assertThat(said).contains("stat::number_of_executed_units");
    said.lines().filter(line -> line.startsWith("stat::")).limit(2).forEach(System.out::println);
  }

  /// Without something to begin with it would spend its time on inventing the headings.
  private static void seeds(Path into) throws IOException {
    Files.writeString(
        into.resolve("release"),
        ReportText.RELEASE + ReportText.release("1", "payment", "1.00", "0.00").repeat(3));
    Files.writeString(
        into.resolve("settlement"),
        ReportText.SETTLEMENT
            + ReportText.settlement("1", "SETTLEMENT", "5.00", ";MLA;;;").repeat(3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Workbook book = new Workbook(bytes, "Mercado Pago", "1.0");
    Worksheet sheet = book.newWorksheet("report");
    String[] lines =
        (ReportText.RELEASE + ReportText.release("1", "payment", "1.00", "0.00")).split("\n", -1);
    for (int row = 0; row < 2; row++) {
      String[] cells = lines[row].split(",", -1);
      for (int column = 0; column < cells.length; column++) {
        sheet.value(row, column, cells[column]);
      }
    }
    book.finish();
    Files.write(into.resolve("spreadsheet"), bytes.toByteArray());
  }

  private static String dictionary() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "SETTLEMENT",
                "INSTALLMENT",
                "REFUND",
                "payment",
                "reserve_for_payout",
                "total",
                "initial_available_balance",
                "2026-09-01T10:00:00.000-03:00",
                "1E+15",
                "[{}]",
                "[{financial_entity:debitos_creditos,amount:-90.00,detail:x}]",
                "\\xEF\\xBB\\xBF",
                "\\\"\\\""));
    for (Field field : Field.values()) {
      words.add(field.name());
    }
    return String.join("\n", words.stream().map(word -> "\"" + word + "\"").toList()) + "\n";
  }
}
