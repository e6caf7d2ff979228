// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every text exists in every language, with the same placeholders.
class TextsTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/pasaje/text");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");

  static Set<String> bundles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".properties"))
          .map(name -> name.replaceFirst("_[a-z]{2}\\.properties$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void every_language_has_the_same_texts(String bundle) {
    Texts english = Texts.of(bundle, Language.EN);
    for (Language language : Language.values()) {
      Texts texts = Texts.of(bundle, language);
      assertThat(texts.keys())
          .as("%s in %s", bundle, language)
          .containsExactlyInAnyOrderElementsOf(english.keys());
      for (String key : english.keys()) {
        String text = texts.find(key).orElseThrow();
        assertThat(text).as("%s %s in %s", bundle, key, language).isNotBlank();
        assertThat(text).as("%s %s in %s", bundle, key, language).doesNotContain("TODO");
        assertThat(placeholders(text))
            .as("%s %s in %s", bundle, key, language)
            .isEqualTo(placeholders(english.find(key).orElseThrow()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void no_text_is_written_twice(String bundle) throws IOException {
    for (Language language : Language.values()) {
      Path file = FOLDER.resolve(bundle + "_" + language.code() + ".properties");
      List<String> keys =
          Files.readAllLines(file).stream()
              .filter(line -> line.matches("[a-zA-Z][^=\\s]*\\s*=.*"))
              .map(line -> line.substring(0, line.indexOf('=')).strip())
              .toList();
      assertThat(keys).as(file.toString()).doesNotHaveDuplicates();
    }
  }

  @Test
  void every_check_says_what_is_wrong_why_and_what_to_do() {
    for (CheckInfo check : Readiness.catalog().all()) {
      for (String part : List.of("title", "problem", "why", "remedy")) {
        assertThat(Texts.of(check.bundle(), Language.EN).keys()).contains(check.id() + "." + part);
      }
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
