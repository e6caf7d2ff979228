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
import java.util.Set;
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
  void a_key_written_twice_makes_a_line_unreadable_wherever_it_stands() {
    String lines =
        """
        {"id":1,"id":1}
        {"id":2,"a":{"b":[{"c":1,"c":2}]}}
        {"id":3,"a":{"id":{"id":1}},"b":[{"id":1},{"id":2}]}
        """;
    assertThat(read(lines)).containsExactly("1!", "2!", "3:3");
    StringBuilder many = new StringBuilder("{\"id\":4");
    for (int i = 0; i < 5000; i++) {
      many.append(",\"k").append(i).append("\":1");
    }
    assertThat(read(many + "}\n" + many + ",\"k4999\":2}\n" + many + "}"))
        .containsExactly("1:4", "2!", "3:4");
  }

  @RepeatedTest(20)
  void what_is_wanted_of_a_line_is_as_in_the_whole_line(RepetitionInfo info) throws IOException {
    long seed = info.getCurrentRepetition() * 7907L;
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(object(random, 0));
    }
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    Set<String> names = Set.of("a", "b", "id");
    List<JsonNode> expected = new ArrayList<>();
    for (String line : lines) {
      expected.add(Documents.json("line", line.getBytes(StandardCharsets.UTF_8)));
    }

    assertThat(all(text, Wanted.ALL)).as("seed " + seed).isEqualTo(expected);
    List<JsonNode> part = all(text, Wanted.of(names, Set.of("w")));
    assertThat(part).as("seed " + seed).hasSameSizeAs(expected);
    for (int i = 0; i < part.size(); i++) {
      kept(part.get(i), expected.get(i), names, 0);
    }
  }

  private static void kept(JsonNode part, JsonNode whole, Set<String> names, int depth) {
    if (part.isArray()) {
      assertThat(part.size()).isEqualTo(whole.size());
      for (int i = 0; i < part.size(); i++) {
        kept(part.get(i), whole.get(i), names, depth + 1);
      }
    } else if (part.isObject()) {
      whole.propertyNames().stream()
          .filter(name -> names.contains(name) || name.equals("w"))
          .forEach(name -> assertThat(part.has(name)).isTrue());
      for (String name : part.propertyNames()) {
        if (names.contains(name)) {
          kept(part.get(name), whole.get(name), names, depth + 1);
        } else if (name.equals("w")) {
          assertThat(part.get(name)).isEqualTo(whole.get(name));
        } else {
          // The one that tells that there are others.
          assertThat(depth).isZero();
          assertThat(part.get(name).isNull()).isTrue();
        }
      }
    } else {
      assertThat(part).isEqualTo(whole);
    }
  }

  private static List<JsonNode> all(byte[] text, Wanted wanted) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    JsonLines.read(
        new ByteArrayInputStream(text),
        JsonLines.Place.BEGIN,
        wanted,
        new JsonLines.Taker() {
          @Override
          public void document(long line, JsonNode document) {
            all.add(document);
          }

          @Override
          public void unreadable(long line, String why) {
            throw new AssertionError(line + ": " + why);
          }
        });
    return all;
  }

  private static String object(Random random, int depth) {
    List<String> fields = new ArrayList<>();
    for (String name : List.of("a", "x", "b", "y", "id", "w", "z")) {
      if (random.nextInt(3) > 0) {
        fields.add("\"" + name + "\":" + value(random, depth + 1));
      }
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 6 : 8)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Long.toString(random.nextLong());
      case 3 -> random.nextInt(1000) + ".50";
      case 4 -> random.nextInt() + "" + random.nextLong(1L << 62) + "999999999";
      case 5 -> "\"é\\n" + random.nextInt(100) + "\"";
      case 6 -> object(random, depth);
      default -> "[" + value(random, depth + 1) + "," + object(random, depth + 1) + "]";
    };
  }

  @Test
  void reading_goes_on_at_a_place_between_two_lines() throws IOException {
    byte[] text = "{\"id\":1}\n{\"id\":2}\nbad\n".getBytes(StandardCharsets.UTF_8);
    List<String> seen = new ArrayList<>();
    List<JsonLines.Place> places = new ArrayList<>();
    JsonLines.read(
        new ByteArrayInputStream(text),
        new JsonLines.Place(9, 1),
        Wanted.ALL,
        new JsonLines.Taker() {
          @Override
          public void document(long line, JsonNode document) {
            seen.add(line + ":" + document.path("id").asString());
          }

          @Override
          public void unreadable(long line, String why) {
            seen.add(line + "!");
          }

          @Override
          public void read(JsonLines.Place so) {
            places.add(so);
          }
        });

    assertThat(seen).containsExactly("2:2", "3!");
    assertThat(places).containsExactly(new JsonLines.Place(text.length, 3));
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
