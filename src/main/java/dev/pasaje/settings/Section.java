// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.integration.Answer;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One mapping of the settings file while it is read: environment over file, `${VAR}` filled, every
/// mistake noted, and keys nobody asked for noted at the end by [#close()].
final class Section implements AutoCloseable {
  private final String path;
  private final JsonNode node;
  private final Sources sources;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, JsonNode node, Sources sources) {
    this.path = path;
    this.node = node;
    this.sources = sources;
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      sources.problem(path.isEmpty() ? "." : path, shape(node), "mapping");
    }
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /// Its own key, from the root.
  String name() {
    return path;
  }

  /// Whether a key holds just this word.
  boolean says(String key, String word) {
    return node.path(key).isString() && node.path(key).asString().equals(word);
  }

  /// The mapping under a key that may hold a word instead, and then holds nothing else.
  Section sectionOr(String word, String key) {
    known.add(key);
    return says(key, word)
        ? new Section(path(key), MissingNode.getInstance(), sources)
        : section(key);
  }

  Section section(String key) {
    known.add(key);
    return new Section(path(key), node.path(key), sources);
  }

  /// The keys written here, for mappings whose keys the user chooses.
  List<String> ownKeys() {
    List<String> keys = node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
    known.addAll(keys);
    return keys;
  }

  Optional<String> text(String key) {
    known.add(key);
    String full = path(key);
    Optional<String> fromEnvironment = sources.environment(full);
    if (fromEnvironment.isPresent()) {
      return fromEnvironment;
    }
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (value.isContainer()) {
      sources.problem(full, shape(value), "text");
      return Optional.empty();
    }
    return sources.filled(full, value.asString());
  }

  Optional<Secret> secret(String key) {
    return text(key).map(Secret::of);
  }

  List<Secret> secrets(String key) {
    return texts(key).stream().map(Secret::of).toList();
  }

  List<String> texts(String key) {
    known.add(key);
    JsonNode list = node.path(key);
    Optional<String> fromEnvironment = sources.environment(path(key));
    if (fromEnvironment.isPresent()) {
      return List.of(fromEnvironment.get().split(",", -1));
    }
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      sources.problem(path(key), shape(list), "list");
      return List.of();
    }
    return java.util.stream.IntStream.range(0, list.size())
        .mapToObj(i -> sources.filled(path(key) + "[" + i + "]", list.get(i).asString("")))
        .flatMap(Optional::stream)
        .toList();
  }

  <T> Optional<T> choice(String key, Function<String, Optional<T>> parse, List<String> accepted) {
    return parsed(key, parse, "one-of", Map.of("values", String.join(" ", accepted)));
  }

  /// A text in another form.
  ///
  /// @param what key of the text that says what is accepted
  <T> Optional<T> parsed(
      String key, Function<String, Optional<T>> parse, String what, Map<String, String> arguments) {
    return text(key)
        .flatMap(found -> {
          Optional<T> value = parse.apply(found);
          if (value.isEmpty()) {
            sources.problem(path(key), found, what, arguments);
          }
          return value;
        });
  }

  <T> Optional<T> required(String key, Optional<T> value) {
    if (value.isEmpty() && !sources.hasProblem(path(key))) {
      sources.problem(path(key), "-", "required");
    }
    return value;
  }

  Optional<URI> address(String key) {
    return parsed(key, WebAddress::of, "address", Map.of());
  }

  Optional<Integer> number(String key, int least, int most) {
    return text(key)
        .flatMap(found -> {
          try {
            int number = Integer.parseInt(found.strip());
            if (number >= least && number <= most) {
              return Optional.of(number);
            }
          } catch (NumberFormatException bad) {
            // Reported below, with numbers out of range.
          }
          sources.problem(
              path(key),
              found,
              "number",
              Map.of("least", String.valueOf(least), "most", String.valueOf(most)));
          return Optional.empty();
        });
  }

  Optional<Boolean> flag(String key) {
    return choice(
        key,
        found ->
            switch (found.strip().toLowerCase(Locale.ROOT)) {
              case "true", "yes" -> Optional.of(true);
              case "false", "no" -> Optional.of(false);
              default -> Optional.empty();
            },
        List.of("true", "false"));
  }

  /// A yes or no, or a mapping of `answer` and the `date` on which it was given.
  Optional<Answer> answer(String key) {
    if (!node.path(key).isObject()) {
      return flag(key).map(Answer::of);
    }
    try (Section whole = section(key)) {
      Optional<LocalDate> date =
          whole.parsed(
              "date",
              found -> {
                try {
                  return Optional.of(LocalDate.parse(found));
                } catch (DateTimeParseException none) {
                  return Optional.empty();
                }
              },
              "day",
              Map.of());
      return whole.required("answer", whole.flag("answer")).map(yes -> new Answer(yes, date));
    }
  }

  /// Keeps keys that are accepted but read elsewhere.
  void accept(String... keys) {
    known.addAll(List.of(keys));
  }

  @Override
  public void close() {
    if (!node.isObject()) {
      return;
    }
    Set<String> unknown = new TreeSet<>(node.propertyNames());
    unknown.removeAll(known);
    for (String key : unknown) {
      sources.problem(
          path(key), key, "unknown-key", Map.of("values", String.join(" ", new TreeSet<>(known))));
    }
  }

  private static String shape(JsonNode node) {
    return node.isObject() ? "{…}" : node.isArray() ? "[…]" : node.asString("");
  }
}
