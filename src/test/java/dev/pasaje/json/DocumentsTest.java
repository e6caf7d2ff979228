// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad documents: one clear line with file, line and column, and bounded memory.
class DocumentsTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void numbers_are_exact() {
    assertThat(Documents.json("a.json", utf8("{\"amount\": 0.10}")).path("amount").decimalValue())
        .isEqualTo(new BigDecimal("0.10"));
  }

  @Test
  void a_byte_order_mark_is_no_mistake() {
    assertThat(Documents.json("a.json", utf8("\uFEFF{\"id\": 1}")).path("id").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": 1,, \"b\": 2}|a.json:1:9",
        "{\"a\": 1|a.json:1:",
        "{'a': 1}|a.json:1:2",
        "{\"a\": 01}|a.json:1:",
        "{\"a\": 1} {\"b\": 2}|a.json:1:",
        "{\"a\": 1, \"a\": 2}|a.json:1:",
        "nope|a.json:1:",
        "{\"a\": \"\\q\"}|a.json:1:",
      })
  void malformed_json_names_the_place(String text, String place) {
    assertThatThrownBy(() -> Documents.json("a.json", utf8(text)))
        .isInstanceOf(BadDocument.class)
        .hasMessageStartingWith(place)
        .hasMessageMatching("[^\\n]+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a: [1, 2|p.yaml:",
        "a: b: c|p.yaml:1:",
        "a: 1\\n\\tb: 2|p.yaml:2:",
        "a: 1\\na: 2|p.yaml:2:"
      })
  void malformed_yaml_names_the_place(String text, String place) {
    String yaml = text.replace("\\n", "\n").replace("\\t", "\t");

    assertThatThrownBy(() -> Documents.yaml("p.yaml", utf8(yaml)))
        .isInstanceOf(BadDocument.class)
        .hasMessageStartingWith(place)
        .hasMessageMatching("[^\\n]+");
  }

  @Test
  void an_empty_document_is_malformed() {
    assertThatThrownBy(() -> Documents.json("a.json", new byte[0]))
        .hasMessageStartingWith("a.json:1:1: ");
    assertThatThrownBy(() -> Documents.yaml("p.yaml", utf8("# nothing\n")))
        .hasMessageStartingWith("p.yaml:1:1: ");
  }

  @Test
  void another_encoding_is_told_with_its_first_bad_byte() {
    byte[] latin1 = "{\n \"nombre\": \"Jos\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Documents.json("a.json", latin1))
        .hasMessage("a.json:2:16: not UTF-8; save the file as UTF-8");
    assertThatThrownBy(
            () -> Documents.json("a.json", "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(BadDocument.class);
  }

  @Test
  void deep_nesting_is_refused_before_it_costs_a_stack() {
    assertThatThrownBy(() -> Documents.json("a.json", utf8("[".repeat(100_000))))
        .isInstanceOf(BadDocument.class)
        .hasMessageContaining("nesting");
    assertThatThrownBy(() -> Documents.yaml("p.yaml", utf8("[".repeat(100_000))))
        .isInstanceOf(BadDocument.class);
  }

  @Test
  void a_hundred_megabytes_are_refused_after_the_first_eight(@TempDir Path directory)
      throws IOException {
    Path huge = directory.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.writeBytes("{\"a\":\"");
      file.setLength(100L << 20);
    }

    assertThatThrownBy(() -> Documents.json(huge))
        .isInstanceOf(BadDocument.class)
        .hasMessageContaining("huge.json: larger than 8 MiB");
  }

  @Test
  void a_billion_laughs_are_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    // Jackson leaves aliases unexpanded: each is its own name, so nothing grows.
    assertThat(Documents.yaml("bomb.yaml", utf8(bomb.toString())).toString().length())
        .isLessThan(10_000);
  }

  @Test
  void a_file_that_is_not_there_is_named(@TempDir Path directory) {
    assertThatThrownBy(() -> Documents.json(directory.resolve("none.json")))
        .isInstanceOf(BadDocument.class)
        .hasMessageContaining("none.json: there is no such file");
    assertThatThrownBy(() -> Documents.yaml(directory)).isInstanceOf(BadDocument.class);
  }
}
