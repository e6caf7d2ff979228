// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A JSON document read without trust: whatever has the wrong type is absent, never an error.
///
/// A number or a boolean where text is expected counts as what it prints, because the API itself
/// changes types between a request and its echo (`additional_info.items[].quantity` comes back as a
/// string; domain/api.md 2.2).
record Tree(JsonNode node) {
  static final Tree NONE = new Tree(MissingNode.getInstance());

  private static final Optional<Boolean> YES = Optional.of(true);
  private static final Optional<Boolean> NO = Optional.of(false);

  /// Numbers within these digits need not be looked at as text.
  private static final int PLAIN_DIGITS = 18;

  /// Paths are written in rules, so there are few of them.
  private static final int MOST_PATHS = 4096;

  private static final Map<String, String[]> STEPS = new ConcurrentHashMap<>();

  /// Whether there is a document at all.
  boolean given() {
    return node.isObject();
  }

  /// The value at a dotted path; the step `0` is the first element of an array.
  Tree at(String path) {
    return new Tree(find(path));
  }

  private JsonNode find(String path) {
    return path.indexOf('.') < 0 ? step(node, path) : find(steps(path));
  }

  private JsonNode find(String[] steps) {
    JsonNode found = node;
    for (String step : steps) {
      if (!found.isContainer()) {
        return NONE.node;
      }
      found = step(found, step);
    }
    return found;
  }

  private static JsonNode step(JsonNode from, String step) {
    return from.isArray() && step.equals("0") ? from.path(0) : from.path(step);
  }

  /// The parts of a path; a rule asks for the same ones a million times.
  static String[] steps(String path) {
    String[] known = STEPS.get(path);
    if (known != null) {
      return known;
    }
    String[] steps = path.split("\\.", -1);
    if (STEPS.size() < MOST_PATHS) {
      STEPS.put(path, steps);
    }
    return steps;
  }

  /// What is written there, stripped; empty when nothing but blanks is, or no scalar.
  Optional<String> text() {
    return text(node);
  }

  private static Optional<String> text(JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      return Optional.empty();
    }
    String text = node.isNumber() ? node.decimalValue().toString() : node.asString();
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  /// The same as [#text]; empty text for nothing.
  String textOrEmpty(String path) {
    return textOrEmpty(find(path));
  }

  String textOrEmpty(Place place) {
    return textOrEmpty(find(place.steps()));
  }

  private static String textOrEmpty(JsonNode found) {
    if (found.isString()) {
      String text = found.stringValue();
      return text.isBlank() ? "" : text.strip();
    }
    return text(found).orElse("");
  }

  Optional<String> text(String path) {
    return text(find(path));
  }

  Optional<String> text(Place place) {
    return text(find(place.steps()));
  }

  /// A number, or text that is one; not more than 40 characters of it, so that no comparison is
  /// ever expensive.
  Optional<BigDecimal> decimal(String path) {
    JsonNode found = find(path);
    if (found.isNumber()) {
      BigDecimal number = found.decimalValue();
      if (number.precision() <= PLAIN_DIGITS
          && number.scale() >= 0
          && number.scale() <= PLAIN_DIGITS) {
        return Optional.of(number);
      }
    }
    return text(path)
        .filter(text -> text.length() <= 40)
        .flatMap(text -> {
          try {
            return Optional.of(new BigDecimal(text));
          } catch (NumberFormatException notANumber) {
            return Optional.empty();
          }
        });
  }

  /// Yes or no as JSON, text or the `"1"`/`"0"` of Mercado Pago's examples (domain/quality.md B5).
  Optional<Boolean> flag(String path) {
    JsonNode found = find(path);
    if (found.isBoolean()) {
      return found.booleanValue() ? YES : NO;
    }
    return text(found)
        .flatMap(text ->
            switch (text) {
              case "true", "1" -> Optional.of(true);
              case "false", "0" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// The elements of an array; empty when it is something else.
  List<Tree> list(String path) {
    return elements(find(path));
  }

  List<Tree> list(Place place) {
    return elements(find(place.steps()));
  }

  /// The elements of this array; empty when it is something else.
  List<Tree> elements() {
    return elements(node);
  }

  private static List<Tree> elements(JsonNode array) {
    if (!array.isArray()) {
      return List.of();
    }
    List<Tree> elements = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      elements.add(new Tree(element));
    }
    return elements;
  }
}
