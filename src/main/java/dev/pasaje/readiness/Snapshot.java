// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.Documents;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// How each check of each integration ended, and nothing more: what two runs are compared by.
///
/// @param outcomes outcome ids by `integration/check`
public record Snapshot(Map<String, String> outcomes) {
  public Snapshot {
    outcomes = new LinkedHashMap<>(outcomes);
  }

  public static Snapshot of(ReadinessReport report) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    report
        .integrations()
        .forEach(integration ->
            integration
                .requirements()
                .forEach(requirement ->
                    requirement
                        .findings()
                        .forEach(finding ->
                            outcomes.put(
                                key(integration.id(), finding.info().id()),
                                finding.outcome().id()))));
    return new Snapshot(outcomes);
  }

  /// Reads a report as `check --format json` writes it.
  ///
  /// @throws PasajeException when it is none
  public static Snapshot read(Path file) {
    JsonNode report = Documents.json(file);
    if (!report.path("integrations").isArray()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "readiness.report", Map.of("file", file.toString()));
    }
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (JsonNode integration : report.path("integrations")) {
      for (JsonNode requirement : integration.path("requirements")) {
        for (JsonNode finding : requirement.path("findings")) {
          outcomes.put(
              key(integration.path("id").asString(""), finding.path("id").asString("")),
              finding.path("outcome").asString(""));
        }
      }
    }
    return new Snapshot(outcomes);
  }

  static String key(String integration, String check) {
    return integration + "/" + check;
  }

  /// What was not passed then, and so is no news: `integration/check` of what failed or was
  /// unknown.
  public Set<String> known() {
    Set<String> known = new TreeSet<>();
    outcomes.forEach((key, outcome) -> {
      if (outcome.equals("failed") || outcome.equals("unknown")) {
        known.add(key);
      }
    });
    return known;
  }

  /// The part of it that the other one looked at too, so that a run of one integration is not told
  /// to have lost the others.
  public Snapshot among(Snapshot other) {
    Map<String, String> shared = new LinkedHashMap<>(outcomes);
    shared.keySet().retainAll(other.outcomes.keySet());
    return new Snapshot(shared);
  }

  /// What a later run found otherwise.
  public Comparison to(Snapshot later, Instant since) {
    List<Comparison.Change> changes = new ArrayList<>();
    later.outcomes.forEach((key, now) -> {
      String before = outcomes.getOrDefault(key, "");
      if (!before.equals(now)) {
        changes.add(change(key, before, now));
      }
    });
    outcomes.forEach((key, before) -> {
      if (!later.outcomes.containsKey(key)) {
        changes.add(change(key, before, ""));
      }
    });
    return new Comparison(since, changes);
  }

  private static Comparison.Change change(String key, String before, String now) {
    int slash = key.lastIndexOf('/');
    return new Comparison.Change(key.substring(0, slash), key.substring(slash + 1), before, now);
  }
}
