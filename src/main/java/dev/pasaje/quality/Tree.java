// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A JSON document read without trust: whatever has the wrong type is absent, never an error.
///
/// A number or a boolean where text is expected counts as what it prints, because the API itself
/// changes types between a request and its echo (`additional_info.items[].quantity` comes back as a
/// string; domain/api.md 2.2).
record Tree(JsonNode node) {
  static final Tree NONE = new Tree(MissingNode.getInstance());

  /// Whether there is a document at all.
  boolean given() {
    return node.isObject();
  }

  /// The value at a dotted path; the step `0` is the first element of an array.
  Tree at(String path) {
    JsonNode found = node;
    int start = 0;
    while (start <= path.length()) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      String step = path.substring(start, end);
      found = found.isArray() && step.equals("0") ? found.path(0) : found.path(step);
      start = end + 1;
    }
    return new Tree(found);
  }

  /// What is written there, stripped; empty when nothing but blanks is, or no scalar.
  Optional<String> text() {
    if (!node.isValueNode() || node.isNull()) {
      return Optional.empty();
    }
    String text = node.isNumber() ? node.decimalValue().toString() : node.asString();
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  Optional<String> text(String path) {
    return at(path).text();
  }

  /// A number, or text that is one; not more than 40 characters of it, so that no comparison is
  /// ever expensive.
  Optional<BigDecimal> decimal(String path) {
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
    return text(path)
        .flatMap(text ->
            switch (text) {
              case "true", "1" -> Optional.of(true);
              case "false", "0" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// The elements of an array; empty when it is something else.
  List<Tree> list(String path) {
    return at(path).elements();
  }

  /// The elements of this array; empty when it is something else.
  List<Tree> elements() {
    return node.isArray() ? node.values().stream().map(Tree::new).toList() : List.of();
  }
}
