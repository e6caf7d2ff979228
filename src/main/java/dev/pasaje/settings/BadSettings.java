// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.text.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Settings that cannot be used, with every mistake in them; exit 2.
public final class BadSettings extends PasajeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  BadSettings(String file, List<Problem> problems) {
    super(
        Kind.USAGE,
        "settings.problems",
        Map.of("file", file, "count", String.valueOf(problems.size())));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String in(Language language) {
    return problems.stream()
        .map(problem -> "  " + problem.in(language))
        .collect(Collectors.joining("\n", super.in(language) + "\n", ""));
  }
}
