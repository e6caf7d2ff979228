// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `--format` and `--output`, on a stored payment that needs no network.
class OutputsTest {
  private static final Path PAYMENT =
      Path.of("examples/payments/checkout-pro-bad.json").toAbsolutePath();

  @TempDir Path directory;

  private Run evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "quality",
                "evaluate",
                "--quiet",
                "--file",
                PAYMENT.toString(),
                "--product",
                "checkout-pro"));
    arguments.addAll(List.of(more));
    return Run.in(directory).pasaje(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "text, ✗ Below",
    "json, {",
    "jsonl, '{\"schemaVersion\":1,'",
    "csv, 'subject,requirement,check,'",
    "junit, <?xml version=\"1.0\"",
    "markdown, # ❌",
    "html, <!doctype html>"
  })
  void each_format_is_the_same_on_standard_output_and_in_a_file(String format, String start)
      throws IOException {
    Run run = evaluate("--format", format, "--output", format + "=report");

    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).startsWith(start);
    assertThat(directory.resolve("report")).hasContent(run.out());
  }

  @Test
  void all_files_of_one_call_are_written() {
    Run run =
        evaluate(
            "--output", "junit=deep/er/a.xml", "--output", "csv=b.csv", "--output", "html=c.html");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(directory.resolve("deep/er/a.xml")).isNotEmptyFile();
    assertThat(directory.resolve("b.csv")).isNotEmptyFile();
    assertThat(directory.resolve("c.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xml", "./a.xml", "b/../a.xml"})
  void two_outputs_to_one_file_are_refused_before_anything_is_done(String again) {
    Run run = evaluate("--output", "junit=a.xml", "--output", "html=" + again);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("html=" + again);
    assertThat(directory.resolve("a.xml")).doesNotExist();
  }

  @Test
  void a_format_there_is_not_is_answered_with_those_there_are() {
    assertThat(evaluate("--format", "xml").err())
        .isEqualTo(
            "pasaje: xml: no such format here. "
                + "Accepted: text, json, jsonl, csv, junit, markdown, html.\n");
    assertThat(evaluate("--output", "sarif=x").err()).contains("Accepted: text, json");
    assertThat(Run.in(directory).pasaje("check", "--format", "xml").err())
        .contains("Accepted: text, json, jsonl, csv, junit, sarif, markdown, html.");
  }

  @Test
  void a_file_that_cannot_be_written_is_one_line_and_the_others_are_written() throws IOException {
    Files.writeString(directory.resolve("file"), "in the way");
    Files.createDirectory(directory.resolve("folder"));

    Run run =
        evaluate(
            "--output", "junit=file/a.xml", "--output", "csv=folder", "--output", "html=c.html");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).startsWith("✗ Below");
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).contains("file/a.xml: cannot be written"),
            line -> assertThat(line).contains("folder: cannot be written (is a directory)"));
    assertThat(directory.resolve("c.html")).isNotEmptyFile();
    assertThat(directory.resolve("folder")).isEmptyDirectory();
    assertThat(directory.resolve("file")).hasContent("in the way");
  }

  @Test
  void a_link_is_written_through_and_stays_a_link() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "old");
    Files.createSymbolicLink(directory.resolve("link"), target);

    evaluate("--output", "csv=link");

    assertThat(directory.resolve("link")).isSymbolicLink();
    assertThat(target).content().startsWith("subject,");
  }

  @Test
  void options_for_all_commands_may_stand_before_the_command() {
    List<String> tail = List.of("quality", "evaluate", "123", "--integration", "tienda");
    List<String> before = new ArrayList<>(List.of("--quiet", "--config", "nowhere.yaml"));
    before.addAll(tail);
    List<String> after = new ArrayList<>(tail);
    after.addAll(List.of("--quiet", "--config", "nowhere.yaml"));

    Run first = Run.in(directory).pasaje(before.toArray(String[]::new));

    assertThat(first.err()).contains("nowhere.yaml");
    assertThat(first).isEqualTo(Run.in(directory).pasaje(after.toArray(String[]::new)));
  }
}
