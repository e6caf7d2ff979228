// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of one bundle in one language: `/dev/pasaje/text/<bundle>_<language>.properties`,
/// UTF-8.
///
/// Placeholders are named: `{found}`; `${…}` is none. A missing key or argument is a bug that a
/// test finds, so it throws.
public final class Texts {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{([a-zA-Z][a-zA-Z0-9]*)}");
  private static final Map<String, Texts> LOADED = new ConcurrentHashMap<>();

  private final String name;
  private final Properties texts;

  private Texts(String name, Properties texts) {
    this.name = name;
    this.texts = texts;
  }

  public static Texts of(String bundle, Language language) {
    return LOADED.computeIfAbsent(bundle + "_" + language.code(), Texts::load);
  }

  private static Texts load(String name) {
    try (InputStream in = Texts.class.getResourceAsStream(name + ".properties")) {
      if (in == null) {
        throw new IllegalArgumentException("no text bundle " + name);
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Texts(name, texts);
    } catch (IOException broken) {
      throw new UncheckedIOException("text bundle " + name, broken);
    }
  }

  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  public Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  public String get(String key) {
    return get(key, Map.of());
  }

  /// The text with its placeholders filled.
  ///
  /// @throws IllegalArgumentException when the key or one of its arguments is missing
  public String get(String key, Map<String, String> arguments) {
    String text =
        find(key).orElseThrow(() -> new IllegalArgumentException("no text " + key + " in " + name));
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> {
          String value = arguments.get(match.group(1));
          if (value == null) {
            throw new IllegalArgumentException(
                "text " + key + " in " + name + " needs {" + match.group(1) + "}");
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
