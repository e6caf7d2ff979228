// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeptPaymentsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  @TempDir Path directory;

  private static List<JsonNode> read(String text) {
    List<JsonNode> found = new ArrayList<>();
    KeptPayments.read(
        "p.jsonl",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        found::add,
        _ -> {});
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}\n{\"id\":2}\n",
        "{\"id\":1}\r\n\r\n{\"id\":2}",
        "[{\"id\":1},{\"id\":2}]",
        "[\n{\"id\":1},\n{\"id\":2}\n]\n",
        "{\n\"paging\":{},\"results\":[{\"id\":1},{\"id\":2}]\n}\n",
      })
  void lines_lists_and_pages_are_read(String text) {
    assertThat(read(text)).extracting(one -> one.path("id").asInt(0)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":1}\n{\"id\":", "nothing", "{\"id\":1} {\"id\":2}", "[1"})
  void what_is_no_json_is_refused_with_its_line(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("p.jsonl");
  }

  @Test
  void a_line_without_an_end_is_refused() {
    assertThatThrownBy(() -> read(" ".repeat(9 << 20))).hasMessageContaining("MiB");
  }

  @Test
  void what_was_written_after_the_last_completed_window_is_cut_off() throws IOException {
    Path file = directory.resolve("kept.jsonl");
    try (KeptPayments kept = KeptPayments.open(file, "a")) {
      kept.add(List.of(Shop.JSON.readTree("{\"id\":1}")));
      kept.complete(NOON);
      kept.add(List.of(Shop.JSON.readTree("{\"id\":2}")));
    }
    Files.writeString(file, "{\"id\":3,\"half", java.nio.file.StandardOpenOption.APPEND);

    try (KeptPayments kept = KeptPayments.open(file, "a")) {
      assertThat(kept.complete()).contains(NOON);
      kept.add(List.of(Shop.JSON.readTree("{\"id\":4}")));
      kept.complete(NOON.plusSeconds(1));
    }
    assertThat(Files.readString(file)).isEqualTo("{\"id\":1}\n{\"id\":4}\n");
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    Path file = directory.resolve("kept.jsonl");
    try (KeptPayments kept = KeptPayments.open(file, "a")) {
      kept.complete(NOON);
    }

    assertThatThrownBy(() -> KeptPayments.open(file, "b")).hasMessageContaining("another fetch");
    Path mine = Files.writeString(directory.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> KeptPayments.open(mine, "a")).hasMessageContaining("did not write");
    assertThat(mine).hasContent("mine");
    Files.writeString(directory.resolve("mine.txt.progress"), "{\"what\":\"a\"}");
    assertThatThrownBy(() -> KeptPayments.open(mine, "a")).hasMessageContaining("cannot be kept");
  }
}
