// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports of operations as no document describes them: refused with a reason, or read as far as
/// they can be.
class BadActivityFileTest {
  private static final String HEADING = "operation_id;status;transaction_amount;mercadopago_fee\n";

  @TempDir Path directory;

  private final List<Activity> found = new ArrayList<>();

  private ActivityFile.Read read(String text) throws IOException {
    return ActivityFile.read(
        Files.writeString(directory.resolve("a.csv"), text, StandardCharsets.UTF_8), found::add);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "nothing",
        "a,b,c\n1,2,3\n",
        "operation_id,status\n1,approved\n",
        "\uFEFF"
      })
  void what_is_no_such_report_is_refused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PasajeException.class)
        .extracting(one -> ((PasajeException) one).code())
        .isEqualTo("reports.refused.activity");
  }

  @Test
  void a_row_that_cannot_be_read_costs_no_other() throws IOException {
    ActivityFile.Read read =
        read(
            HEADING
                + "1;approved;10.50;-1.05\n"
                + "2;approved;ten;-1\n"
                + "3;approved\n"
                + ";approved;5;0\n"
                + "5;approved;1.234,50;0\n"
                + "6;rejected;7,25;\n");

    assertThat(found).extracting(Activity::id).containsExactly("1", "6");
    assertThat(found.getLast().amount()).contains(new BigDecimal("7.25"));
    assertThat(found.getLast().fee()).isEmpty();
    assertThat(read.rows()).isEqualTo(2);
    assertThat(read.malformed())
        .extracting(ActivityFile.Malformed::line)
        .containsExactly(3L, 4L, 5L, 6L);
    assertThat(read.malformed().getFirst().found()).isEqualTo("ten");
  }

  @Test
  void unknown_columns_are_named_and_a_byte_order_mark_is_none() throws IOException {
    ActivityFile.Read read = read("\uFEFFnovelty,transaction_amount,operation_id\nx,1.00,\"7\"\n");

    assertThat(read.unknown()).containsExactly("novelty");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().status()).isEmpty();
  }

  @Test
  void a_zip_is_read_and_one_that_grows_beyond_reason_is_refused() throws IOException {
    Path good = directory.resolve("good.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(good))) {
      zip.putNextEntry(new ZipEntry("a.csv"));
      zip.write((HEADING + "1;approved;10;-1\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ActivityFile.read(good, found::add).rows()).isEqualTo(1);

    Path bomb = directory.resolve("bomb.zip");
    byte[] row = "1;approved;10;-1\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
    try (OutputStream file = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(9);
      zip.putNextEntry(new ZipEntry("a.csv"));
      zip.write(HEADING.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1000; i++) {
        zip.write(row);
      }
    }
    assertThatThrownBy(() -> ActivityFile.read(bomb, _ -> {}))
        .isInstanceOf(PasajeException.class)
        .extracting(one -> ((PasajeException) one).code())
        .isEqualTo("reports.refused.bomb");
  }

  @Test
  void random_damage_is_told_or_read_and_never_breaks() throws IOException {
    long seed = 20_261_126L;
    Random random = new Random(seed);
    byte[] whole =
        (HEADING + "1;approved;10.50;-1.05\n2;\"rejected\";3;-0.10\n".repeat(20))
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(directory.resolve("r.csv"), bytes);
      try {
        ActivityFile.Read read = ActivityFile.read(file, _ -> {});
        assertThat(read.rows() + read.malformed().size()).as("seed %d", seed).isPositive();
      } catch (PasajeException refused) {
        assertThat(refused.code()).as("seed %d", seed).startsWith("reports.refused.");
      }
    }
  }
}
