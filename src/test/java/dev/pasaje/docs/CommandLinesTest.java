// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.Pasaje;
import dev.pasaje.cli.Format;
import dev.pasaje.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The command lines that the examples and their pages tell people to copy are ones that parse.
class CommandLinesTest {
  private static final Path FOLDER = Path.of("examples/ci");

  /// A word of a shell: bare, quoted, or both in one.
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(FOLDER.resolve(file)));
  }

  /// Every text in a document that is, or holds, a call of Pasaje; one per call.
  private static List<List<String>> calls(JsonNode document) {
    List<List<String>> calls = new ArrayList<>();
    if (document.isString()) {
      document
          .asString()
          .replace("\\\n", " ")
          .lines()
          .forEach(line -> call(line).ifPresent(calls::add));
    }
    document.forEach(child -> calls.addAll(calls(child)));
    return calls;
  }

  /// The arguments of a line that calls Pasaje.
  private static Optional<List<String>> call(String line) {
    List<String> words =
        WORD.matcher(line.strip())
            .results()
            .map(MatchResult::group)
            .map(word -> word.replace("\"", "").replaceAll("\\$\\{?[A-Z_]+}?", "value"))
            .toList();
    if (words.size() < 2 || !words.getFirst().matches("(\\S*/)?pasaje")) {
      return Optional.empty();
    }
    int redirect = words.indexOf(">");
    return Optional.of(words.subList(1, redirect < 0 ? words.size() : redirect));
  }

  private static void parse(List<String> arguments) {
    Terminal terminal =
        Terminal.of(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            InputStream.nullInputStream(),
            false,
            Map.of("LANG", "C"),
            Path.of("").toAbsolutePath(),
            () -> Instant.EPOCH);
    Pasaje.tree(terminal).parseArgs(arguments.toArray(String[]::new));
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("--output")) {
        assertThat(arguments.get(i + 1)).matches("[a-z]+=.+");
        assertThat(Arrays.stream(Format.values()).map(Format::id))
            .contains(arguments.get(i + 1).replaceFirst("=.*", ""));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"github-actions.yml, sarif", "gitlab-ci.yml, junit"})
  void the_calls_in_the_examples_parse(String file, String format) throws IOException {
    List<List<String>> calls = calls(yaml(file));

    assertThat(calls).hasSize(2).allSatisfy(CommandLinesTest::parse);
    assertThat(String.join(" ", calls.getLast()))
        .startsWith("check ")
        .contains("--output " + format + "=", "--baseline ", "--waivers ");
  }

  @Test
  void what_the_examples_upload_is_what_they_write() throws IOException {
    JsonNode steps = yaml("github-actions.yml").at("/jobs/check/steps");
    String uploads = steps.toString();
    JsonNode job = yaml("gitlab-ci.yml").at("/pasaje");

    for (List<String> call : calls(steps)) {
      for (String word : call) {
        if (word.matches("(sarif|junit|html|json)=.*")) {
          assertThat(uploads).contains(word.replaceFirst(".*=", ""));
        }
      }
    }
    assertThat(calls(job).getLast())
        .contains("junit=" + job.at("/artifacts/reports/junit").asString());
    assertThat(job.at("/allow_failure/exit_codes").toString()).isEqualTo("[3]");
  }

  @Test
  void secrets_come_from_the_store_and_never_stand_in_an_argument() throws IOException {
    JsonNode check = yaml("github-actions.yml").at("/jobs/check/steps/4");

    check
        .at("/env")
        .forEach(value -> assertThat(value.asString()).matches("\\$\\{\\{ secrets\\.[A-Z_]+ }}"));
    assertThat(check.at("/env").size()).isEqualTo(2);
    assertThat(check.at("/run").asString()).doesNotContain("MP_", "secrets");
    assertThat(yaml("gitlab-ci.yml").at("/pasaje/script").toString()).doesNotContain("MP_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/ci.md",
        "docs/formats.md",
        "docs/operating.md",
        "README.md",
        "README.es.md",
        "README.pt.md"
      })
  void the_calls_in_the_pages_parse(String page) throws IOException {
    List<List<String>> calls =
        Files.readAllLines(Path.of(page)).stream()
            .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst("\\s+# .*", ""))
            .flatMap(line -> call(line).stream())
            .toList();

    assertThat(calls).isNotEmpty().allSatisfy(CommandLinesTest::parse);
  }

  @Test
  void a_call_with_an_option_there_is_not_is_noticed() {
    assertThat(call("./pasaje check --outptu \"html=a b\" > x"))
        .contains(List.of("check", "--outptu", "html=a b"));
    assertThatThrownBy(() -> parse(List.of("check", "--outptu", "html=a")))
        .isInstanceOf(CommandLine.ParameterException.class);
  }
}
