// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static dev.pasaje.reports.ReportText.RELEASE;
import static dev.pasaje.reports.ReportText.SETTLEMENT;
import static dev.pasaje.reports.ReportText.release;
import static dev.pasaje.reports.ReportText.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.parse.Refused;
import dev.pasaje.reports.parse.ReportParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files of every kind: the parser reads them or refuses them, and never throws anything
/// else, hands on a row without its amount, or fails to end.
class ReportParserFuzzTest {
  private static final String[] WORDS = {
    "\"",
    "\"\"",
    ",",
    ";",
    "\n",
    "\r",
    "\r\n",
    "-",
    "\u0000",
    "\uFEFF",
    "é",
    "1E+15",
    "[{}]",
    "2026-13-41T99:99:99Z",
    "99999999999999999999",
    "0.001",
    "\t",
    "'",
    "INSTALLMENT",
    "release"
  };

  @TempDir Path directory;

  @Test
  void mutated_files_are_read_or_refused() throws IOException {
    mutate(new Random(20261126).nextLong(), 1_500);
  }

  @Test
  @Tag("slow")
  @Tag("fuzz")
  void mutated_files_are_read_or_refused_for_ten_minutes() throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      mutate(seed, 1_000);
    }
  }

  private void mutate(long seed, int rounds) throws IOException {
    Random dice = new Random(seed);
    byte[][] good = {
      (RELEASE + release("1", "payment", "1.00", "0.00").repeat(30))
          .getBytes(StandardCharsets.UTF_8),
      (SETTLEMENT + settlement("1", "SETTLEMENT", "5.00", ";MLA;;;").repeat(30))
          .getBytes(StandardCharsets.UTF_8),
      spreadsheet()
    };
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = good[dice.nextInt(10) == 0 ? 2 : dice.nextInt(2)].clone();
      for (int times = 1 + dice.nextInt(6); times > 0; times--) {
        bytes = changed(bytes, dice);
      }
      Path file = Files.write(directory.resolve("fuzz"), bytes);
      AtomicLong rows = new AtomicLong();
      try {
        var parsed =
            ReportParser.parse(
                file,
                row -> {
                  rows.incrementAndGet();
                  assertThat(row.line()).isPositive();
                  assertThat(row.net()).isNotNull();
                });
        assertThat(parsed.rows()).as("seed %d round %d", seed, round).isEqualTo(rows.get());
      } catch (Refused told) {
        assertThat(told.getMessage()).as("seed %d round %d", seed, round).isNotBlank();
      } catch (RuntimeException other) {
        throw new AssertionError("seed " + seed + " round " + round, other);
      }
    }
  }

  private static byte[] changed(byte[] bytes, Random dice) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = dice.nextInt(bytes.length);
    return switch (dice.nextInt(4)) {
      case 0 -> {
        bytes[at] = (byte) dice.nextInt(256);
        yield bytes;
      }
      case 1 -> java.util.Arrays.copyOf(bytes, at);
      case 2 -> {
        int length = Math.min(dice.nextInt(64), bytes.length - at);
        yield joined(bytes, at, new byte[0], at + length);
      }
      default -> {
        byte[] word = WORDS[dice.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
        yield joined(bytes, at, word, at);
      }
    };
  }

  private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, until);
    out.writeBytes(middle);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static byte[] spreadsheet() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("s");
      String[] heads = RELEASE.strip().split(",", -1);
      String[] cells = release("1", "payment", "1.00", "0.00").strip().split(",", -1);
      for (int i = 0; i < heads.length; i++) {
        sheet.value(0, i, heads[i]);
        for (int row = 1; row < 6; row++) {
          sheet.value(row, i, cells[i]);
        }
      }
    }
    return bytes.toByteArray();
  }
}
