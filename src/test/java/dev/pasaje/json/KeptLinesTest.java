// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeptLinesTest {
  @TempDir Path directory;

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void what_was_written_after_the_last_mark_is_cut_off() throws IOException {
    Path file = directory.resolve("kept.jsonl");
    try (KeptLines kept = KeptLines.open(file, "a")) {
      assertThat(kept.at()).isEmpty();
      kept.add(List.of(json("{\"id\":1}")));
      kept.mark(json("{\"page\":1}"));
      kept.add(List.of(json("{\"id\":2}")));
    }
    Files.writeString(file, "{\"id\":3,\"half", StandardOpenOption.APPEND);

    try (KeptLines kept = KeptLines.open(file, "a")) {
      assertThat(kept.at()).contains(json("{\"page\":1}"));
      kept.add(List.of(json("{\"id\":4}")));
      kept.mark(json("{\"page\":2}"));
    }
    assertThat(file).hasContent("{\"id\":1}\n{\"id\":4}");
    KeptLines.delete(file);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    Path file = directory.resolve("kept.jsonl");
    try (KeptLines kept = KeptLines.open(file, "a")) {
      kept.add(List.of(json("{\"id\":1}")));
      kept.mark(json("{}"));
    }

    assertThatThrownBy(() -> KeptLines.open(file, "b")).hasMessageContaining("another run");
    Path mine = Files.writeString(directory.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> KeptLines.open(mine, "a")).hasMessageContaining("did not write");
    assertThat(mine).hasContent("mine");
    Files.writeString(directory.resolve("mine.txt.progress"), "{\"what\":\"a\"}");
    assertThatThrownBy(() -> KeptLines.open(mine, "a")).hasMessageContaining("broken");
    Files.delete(file);
    assertThatThrownBy(() -> KeptLines.open(file, "a")).hasMessageContaining("broken");
  }
}
