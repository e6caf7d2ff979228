// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that cannot be changed safely are refused before they are touched.
class BadFilesTest {
  private static final Transport TRANSPORT = Transport.with(Duration.ofSeconds(5), 1 << 20);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JSON       | {"a": {}                         | malformed
          JSON       | {"a": {"b": 1}, "a": {"b": 2}}   | more than once
          JSON       | {"x": 1}                         | no key a.b
          JSON       | {"a": {"b": {}}}                 | no key a.b
          YAML       | 'a: {b: [}'                      | malformed
          YAML       | 'a: {b: &x y}'                   | on one line
          YAML       | 'a: {b: !!str y}'                | on one line
          YAML       | 'c: &x 1~a: {b: *x}'             | on one line
          YAML       | 'a:~  b: |~    text'             | on one line
          YAML       | 'a: {b: 1}~---~a: {b: 2}'        | more than once
          YAML       | ''                               | no key a.b
          KUBERNETES | 'kind: ConfigMap'                | found 0 Secrets
          KUBERNETES | 'kind: Secret~---~kind: Secret'  | found 2 Secrets
          KUBERNETES | 'kind: Secret~data: {a.b: "?"}'  | not base64
          PROPERTIES | 'a.b=\\u00zz'                    | malformed
          """)
  void what_cannot_be_changed_safely_is_refused(TargetSpec.Format format, String text, String why)
      throws IOException {
    String content = text.replace("~", "\n");
    Path file = Files.writeString(directory.resolve("file"), content);
    Target target = target(format, file);

    assertThatThrownBy(
            () -> {
              TargetState now = target.read();
              target.check(now, Map.of("a.b", Optional.of(Secret.of("marked"))));
            })
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("Target shop")
        .hasMessageNotContaining("marked");
    assertThat(file).hasContent(content);
  }

  private static Target target(TargetSpec.Format format, Path file) {
    return Target.of(
        new TargetSpec.TextFile(
            "shop", Map.of("a.b", "access-token"), format, file, Optional.empty()),
        TRANSPORT);
  }

  @Test
  void a_value_that_dotenv_readers_disagree_on_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "a.b=1\n");
    for (String value : new String[] {"it's $HOME", "two\nlines"}) {
      assertThatThrownBy(() ->
              target(TargetSpec.Format.DOTENV, file)
                  .write(Map.of("a.b", Optional.of(Secret.of(value))), moment -> {}))
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("understand differently");
    }
    assertThat(file).hasContent("a.b=1\n");
  }

  @Test
  void what_is_no_text_or_no_file_is_refused() throws IOException {
    Path latin = Files.write(directory.resolve("latin"), new byte[] {'a', '=', (byte) 0xF1});
    assertThatThrownBy(() -> target(TargetSpec.Format.DOTENV, latin).read())
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> target(TargetSpec.Format.DOTENV, directory).read())
        .hasMessageContaining("there is no file");
  }

  /// Any properties file, by Java's own reader: only our key changes.
  @Test
  void no_properties_file_loses_anything() throws IOException {
    long seed = 20261124;
    Random random = new Random(seed);
    String alphabet = "ab.=: \\\n\r\t#!u\f0";
    int changed = 0;
    for (int round = 0; round < 4000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      text.append(random.nextBoolean() ? "\na.b=1\n" : "");
      Path file = Files.writeString(directory.resolve("file"), text);
      Properties expected = new Properties();
      try {
        expected.load(new java.io.StringReader(text.toString()));
        target(TargetSpec.Format.PROPERTIES, file)
            .write(Map.of("a.b", Optional.of(Secret.of(" x=\\ñ"))), moment -> {});
      } catch (IllegalArgumentException | PasajeException refused) {
        assertThat(file).hasContent(text.toString());
        continue;
      }
      expected.setProperty("a.b", " x=\\ñ");
      Properties after = new Properties();
      after.load(new java.io.StringReader(Files.readString(file)));
      assertThat(after).as("seed %d round %d: %s", seed, round, text).isEqualTo(expected);
      changed++;
    }
    assertThat(changed).isGreaterThan(2000);
  }
}
