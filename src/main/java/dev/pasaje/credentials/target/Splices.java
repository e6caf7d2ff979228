// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replacements of parts of a text; the rest stays as it is.
final class Splices {
  private record Splice(int from, int to, String with) {}

  private final List<Splice> all = new ArrayList<>();

  /// @param to exclusive
  void replace(int from, int to, String with) {
    all.add(new Splice(from, to, with));
  }

  String apply(String text) {
    StringBuilder result = new StringBuilder(text);
    all.stream()
        .sorted(Comparator.comparingInt(Splice::from).reversed())
        .forEach(splice -> result.replace(splice.from(), splice.to(), splice.with()));
    return result.toString();
  }

  /// The end of line a text uses.
  static String lineEnd(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /// What appended lines begin with, so that they do not join the last one.
  static String glue(String text) {
    return text.isEmpty() || text.endsWith("\n") ? "" : lineEnd(text);
  }
}
