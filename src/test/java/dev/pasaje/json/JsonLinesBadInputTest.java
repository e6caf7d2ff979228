// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A bad line costs itself and no other.
class JsonLinesBadInputTest {
  /// What was read: `line:id` or `line!`.
  private static List<String> read(InputStream in) {
    List<String> seen = new ArrayList<>();
    try {
      JsonLines.read(
          in,
          new JsonLines.Taker() {
            @Override
            public void document(long line, JsonNode document) {
              seen.add(line + ":" + document.path("id").asString("?"));
            }

            @Override
            public void unreadable(long line, String why) {
              assertThat(why).hasSizeBetween(1, 160);
              seen.add(line + "!");
            }
          });
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return seen;
  }

  private static List<String> read(String text) {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nothing_and_blank_lines_are_no_payments() {
    assertThat(read("")).isEmpty();
    assertThat(read("\n \r\n\t\n")).isEmpty();
  }

  @Test
  void the_last_line_needs_no_feed_and_a_mark_is_ignored() {
    assertThat(read("\uFEFF{\"id\":1}\r\n{\"id\":2}")).containsExactly("1:1", "2:2");
  }

  @Test
  void bad_lines_are_told_with_their_number_and_the_others_are_read() {
    assertThat(read("{\"id\":1}\n{\"id\":\nnonsense\n{\"id\":4}\n\n{\"id\":6}\n[\n{\"id\":8}"))
        .containsExactly("1:1", "2!", "3!", "4:4", "6:6", "7!", "8:8");
    assertThat(read("[".repeat(5000) + "\n{\"id\":2}\n")).containsExactly("1!", "2:2");
    assertThat(read("{\"id\":" + "9".repeat(5000) + "}\n{\"id\":2}\n"))
        .containsExactly("1!", "2:2");
  }

  @Test
  void what_is_no_utf8_is_unreadable() {
    byte[] bytes = "{\"id\":\"?\"}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xE9;

    assertThat(read(new ByteArrayInputStream(bytes))).containsExactly("1!", "2:2");
  }

  @Test
  void a_line_without_end_fills_no_memory() {
    String half = "x".repeat(JsonLines.MAX_LINE);

    assertThat(read("{\"id\":1}\n\"" + half.repeat(5) + "\"\n{\"id\":3}\n"))
        .containsExactly("1:1", "2!", "3:3");
    assertThat(read("{\"id\":1}\n" + half.repeat(3))).containsExactly("1:1", "2!");
  }

  @RepeatedTest(200)
  void random_lines_in_random_portions_are_read_as_line_by_line(RepetitionInfo info) {
    long seed = info.getCurrentRepetition() * 104_729L;
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    int lines = random.nextInt(60);
    for (int line = 1; line <= lines; line++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append("");
        case 1 -> {
          text.append("{\"id\":").append(line).append(",}");
          expected.add(line + "!");
        }
        default -> {
          String filling = "é".repeat(random.nextInt(30_000));
          text.append("{\"id\":").append(line).append(",\"x\":\"" + filling + "\"}");
          expected.add(line + ":" + line);
        }
      }
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    InputStream portions =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int from, int most) {
            return super.read(into, from, Math.min(most, 1 + random.nextInt(70_000)));
          }
        };

    assertThat(read(portions)).as("seed " + seed).isEqualTo(expected);
  }
}
