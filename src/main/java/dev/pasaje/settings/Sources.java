// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where values come from besides the file, and where mistakes are noted.
///
/// A key such as `api.base-url` may be given as `PASAJE_API_BASE_URL`; any variable `X`, named so
/// or by `${X}` in the file, may instead be given as `X_FILE`, the path of a file that holds the
/// value.
final class Sources {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  Sources(Map<String, String> environment) {
    this.environment = environment;
  }

  List<Problem> problems() {
    return problems;
  }

  void problem(String key, String found, String what) {
    problem(key, found, what, Map.of());
  }

  void problem(String key, String found, String what, Map<String, String> arguments) {
    // A key that holds a credential shows nothing of it, whatever its shape.
    boolean sensitive = key.contains("token") || key.contains("secret");
    problems.add(
        new Problem(key, sensitive ? "[REDACTED]" : Redactor.redact(found), what, arguments));
  }

  boolean hasProblem(String key) {
    return problems.stream().anyMatch(problem -> problem.key().equals(key));
  }

  static String variable(String key) {
    return "PASAJE_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  Optional<String> environment(String key) {
    return value(key, variable(key));
  }

  private Optional<String> value(String key, String variable) {
    String direct = environment.get(variable);
    if (direct != null) {
      return Optional.of(direct);
    }
    String file = environment.get(variable + "_FILE");
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(Path.of(file)).stripTrailing());
    } catch (IOException | java.nio.file.InvalidPathException unreadable) {
      problem(key, variable + "_FILE=" + file, "readable-file");
      return Optional.of("");
    }
  }

  /// The text with each `${VAR}` replaced; empty, with a problem noted, when one is not set.
  Optional<String> filled(String key, String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    boolean complete = true;
    while (matcher.find()) {
      Optional<String> value = value(key, matcher.group(1));
      if (value.isEmpty()) {
        complete = false;
        problems.add(
            new Problem(key, matcher.group(), "variable", Map.of("variable", matcher.group(1))));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value.orElse("")));
    }
    matcher.appendTail(filled);
    return complete ? Optional.of(filled.toString()) : Optional.empty();
  }
}
