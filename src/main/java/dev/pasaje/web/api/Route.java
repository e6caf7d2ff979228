// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One thing the API does. Paths are matched by their raw segments and decoded afterwards, so that
/// a reference may contain a slash.
///
/// @param template as OpenAPI writes it: `/api/v1/orders/{integration}`
record Route(String method, String template, Function<Call, Answer> does) {

  /// The values of its names, when a path is its own.
  ///
  /// @param segments decoded
  Optional<Map<String, String>> match(List<String> segments) {
    String[] parts = template.substring(1).split("/", -1);
    if (parts.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        values.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
      } else if (!parts[i].equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
