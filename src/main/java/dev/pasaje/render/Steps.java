// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to do now, by effect on the verdict: blockers, then what is mandatory, then the most
/// points. One check that failed on several integrations is one step. What is waived is none.
final class Steps {
  private static final int MOST_FIXES = 5;
  private static final int MOST_NAMES = 3;
  private static final int NAME_COLUMNS = 40;

  private final Words words;

  Steps(Words words) {
    this.words = words;
  }

  List<String> of(List<Row> rows, Mark mark, boolean someNotMeasured) {
    List<Row> open =
        rows.stream()
            .filter(row -> row.finding().info().severity() != Severity.BEST_PRACTICE)
            .filter(row -> !Reader.waived(row.finding()))
            .toList();
    List<String> steps = new ArrayList<>(fixes(open));
    open.stream()
        .map(row -> row.finding().outcome())
        .flatMap(outcome ->
            outcome instanceof Outcome.Unknown(var reason, _) ? Stream.of(reason) : Stream.empty())
        .distinct()
        .sorted()
        .forEach(reason -> steps.add(words.hint(reason)));
    if (!steps.isEmpty()) {
      steps.add(words.say("next.again"));
    }
    if (someNotMeasured) {
      steps.add(words.say("next.not-measured"));
    }
    if (steps.isEmpty()) {
      steps.add(words.say(mark == Mark.GOOD ? "next.good" : "next.nothing"));
    }
    return List.copyOf(steps);
  }

  private List<String> fixes(List<Row> open) {
    Map<String, List<Row>> byCheck =
        open.stream()
            .filter(row -> row.finding().failed())
            .sorted(Comparator.comparing(Row::finding, Finding.WORST_FIRST))
            .collect(
                Collectors.groupingBy(
                    row -> row.finding().info().id(), LinkedHashMap::new, Collectors.toList()));
    boolean severalSubjects = open.stream().map(Row::subject).distinct().count() > 1;
    List<String> steps = new ArrayList<>();
    byCheck.values().stream()
        .limit(MOST_FIXES)
        .forEach(some -> steps.add(fix(some, severalSubjects)));
    if (byCheck.size() > MOST_FIXES) {
      steps.add(words.count("next.more", byCheck.size() - MOST_FIXES));
    }
    return steps;
  }

  private String fix(List<Row> some, boolean severalSubjects) {
    Finding worst = some.getFirst().finding();
    CheckInfo info = worst.info();
    List<String> tags = new ArrayList<>();
    tags.add(words.severity(info.severity()));
    if (worst.weight() > 0) {
      tags.add(words.count("points", worst.weight()));
    }
    if (severalSubjects) {
      List<String> names =
          some.stream()
              .map(row -> Columns.wrap(Clean.of(row.subject()), NAME_COLUMNS).getFirst())
              .distinct()
              .toList();
      tags.addAll(names.subList(0, Math.min(MOST_NAMES, names.size())));
      if (names.size() > MOST_NAMES) {
        tags.add("+" + (names.size() - MOST_NAMES));
      }
    }
    return words.say(
        "next.step",
        Map.of(
            "title",
            Clean.of(words.title(info)),
            "tags",
            String.join(", ", tags),
            "id",
            info.id()));
  }
}
