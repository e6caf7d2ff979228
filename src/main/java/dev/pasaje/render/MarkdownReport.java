// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reports for pull requests and tickets: GitHub's Markdown, short enough for a comment.
public final class MarkdownReport {
  /// GitHub refuses comments above 65 536 characters.
  static final int MOST_CHARACTERS = 65_000;

  /// The table of requirements takes at most half, so that what is open has room in every report.
  private static final int MOST_SUMMARY = MOST_CHARACTERS / 2;

  private final Words words;
  private final Reading reading;

  /// The open items there is room for; empty when there is room for everything.
  private final Optional<Set<Reading.Item>> kept;

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Words words, Reading reading, Optional<Set<Reading.Item>> kept) {
    this.words = words;
    this.reading = reading;
    this.kept = kept;
  }

  public static String of(ReadinessReport report, Language language) {
    Words words = new Words(language);
    return of(new Readings(words).of(report), words);
  }

  public static String of(List<QualityReport> reports, Language language) {
    Words words = new Words(language);
    return of(new Readings(words).of(reports), words);
  }

  static String of(Reading reading, Words words) {
    String whole = new MarkdownReport(words, reading, Optional.empty()).set();
    return whole.length() <= MOST_CHARACTERS ? whole : shortened(reading, words);
  }

  /// As many open items as fit, the most urgent ones; all that is met or not applicable is left out
  /// before any of them.
  private static String shortened(Reading reading, Words words) {
    List<Reading.Item> open =
        sections(reading)
            .flatMap(MarkdownReport::open)
            .sorted(Comparator.comparingInt(Reading.Item::urgency))
            .toList();
    String fitting = set(reading, words, List.of());
    int fits = 0;
    int tooMany = open.size() + 1;
    while (tooMany - fits > 1) {
      int some = (fits + tooMany) / 2;
      String text = set(reading, words, open.subList(0, some));
      if (text.length() <= MOST_CHARACTERS) {
        fits = some;
        fitting = text;
      } else {
        tooMany = some;
      }
    }
    return fitting;
  }

  private static String set(Reading reading, Words words, List<Reading.Item> kept) {
    // By identity: two integrations may have the very same item.
    Set<Reading.Item> some = Collections.newSetFromMap(new IdentityHashMap<>());
    some.addAll(kept);
    return new MarkdownReport(words, reading, Optional.of(some)).set();
  }

  private static Stream<Reading.Section> sections(Reading reading) {
    return reading.parts().stream().flatMap(part -> part.sections().stream());
  }

  private static Stream<Reading.Item> open(Reading.Section section) {
    return Stream.of(section.failed(), section.unknown(), section.waived()).flatMap(List::stream);
  }

  private static int folded(Reading.Section section) {
    return section.passed().size()
        + Stream.concat(section.loose().stream(), section.inapplicable().stream())
            .mapToInt(group -> group.items().size())
            .sum();
  }

  private boolean shown(Reading.Item item) {
    return kept.isEmpty() || kept.get().contains(item);
  }

  private String set() {
    text.append("# ").append(sign(reading.mark())).append(' ');
    text.append(Markdown.escape(reading.headline())).append("\n\n");
    summary();
    reading.parts().stream()
        .filter(part -> kept.isEmpty() || part.sections().stream().anyMatch(this::anyShown))
        .forEach(this::part);
    kept.ifPresent(some -> {
      int all =
          sections(reading)
              .mapToInt(section -> folded(section) + (int) open(section).count())
              .sum();
      if (all > some.size()) {
        text.append("\n_")
            .append(Markdown.escape(words.count("markdown.items", all - some.size())))
            .append("_\n");
      }
    });
    if (!reading.notMeasured().isEmpty()) {
      text.append("\n## ").append(words.say("group.not-measured")).append("\n\n");
      text.append(Markdown.escape(String.join(", ", reading.notMeasured()))).append(". ");
      text.append(Markdown.escape(words.say("not-measured.means"))).append('\n');
    }
    text.append("\n## ").append(words.say("group.next")).append("\n\n");
    for (int i = 0; i < reading.next().size(); i++) {
      text.append(i + 1).append(". ").append(Markdown.escape(reading.next().get(i))).append('\n');
    }
    reading.notes().forEach(note -> text.append("\n_").append(Markdown.escape(note)).append("_\n"));
    return text.toString();
  }

  private boolean anyShown(Reading.Section section) {
    return open(section).anyMatch(this::shown);
  }

  private static String sign(Mark mark) {
    return switch (mark) {
      case BAD -> "❌";
      case MINOR, UNSURE -> "⚠️";
      case GOOD -> "✅";
      case WAIVED -> "⏸️";
      case NONE -> "➖";
    };
  }

  /// One row for each section; rows that do not fit are counted.
  private void summary() {
    text.append(
        Markdown.head(
            List.of(
                "",
                words.say("label.requirement"),
                words.say("label.verdict"),
                words.say("label.summary"))));
    int leftOut = 0;
    for (Reading.Part part : reading.parts()) {
      for (Reading.Section section : part.sections()) {
        String name = section.name().isEmpty() ? part.name() : part.name() + ": " + section.name();
        String row =
            Markdown.row(
                List.of(
                    sign(section.mark()),
                    Markdown.escape(name),
                    Markdown.escape(section.verdict()),
                    Markdown.escape(section.digest())));
        if (text.length() + row.length() > MOST_SUMMARY) {
          leftOut++;
        } else {
          text.append(row);
        }
      }
    }
    if (leftOut > 0) {
      text.append('\n').append(words.count("markdown.left-out", leftOut)).append('\n');
    }
  }

  private void part(Reading.Part part) {
    text.append("\n## ").append(Markdown.escape(part.name() + " · " + part.facts())).append('\n');
    part.sections().stream()
        .filter(section -> kept.isEmpty() || anyShown(section))
        .forEach(this::section);
  }

  private void section(Reading.Section section) {
    if (!section.name().isEmpty()) {
      text.append("\n### ").append(sign(section.mark())).append(' ');
      text.append(Markdown.escape(section.name() + ": " + section.verdict())).append('\n');
    }
    section.gauge().ifPresent(gauge -> score(gauge, section));
    open("group.failed", section.failed());
    open("group.unknown", section.unknown());
    open("group.waived", section.waived());
    if (kept.isEmpty()) {
      folded("✅ ", "group.passed", List.of(new Reading.Group("", section.passed())));
      folded("", "group.loose", section.loose());
      folded("", "group.inapplicable", section.inapplicable());
    }
  }

  private void score(Reading.Gauge gauge, Reading.Section section) {
    text.append("\n**").append(words.say("score.label")).append("**: ");
    text.append(Markdown.escape(gauge.sentence())).append(".\n\n");
    section.withWaivers().ifPresent(words -> text.append(Markdown.escape(words)).append(".\n\n"));
    text.append(Markdown.head(List.of(words.say("label.aspect"), words.say("label.score"))));
    for (Reading.Bar bar : section.bars()) {
      text.append(
          Markdown.row(
              List.of(Markdown.escape(bar.name()), Markdown.escape(bar.gauge().figure()))));
    }
  }

  private void open(String key, List<Reading.Item> items) {
    List<Reading.Item> fitting = items.stream().filter(this::shown).toList();
    if (fitting.isEmpty()) {
      return;
    }
    text.append("\n#### ").append(words.say(key)).append(" (").append(items.size()).append(")\n");
    fitting.forEach(this::item);
  }

  private void item(Reading.Item item) {
    text.append("\n##### ").append(sign(item.mark())).append(' ');
    text.append(Markdown.escape(item.title())).append("\n\n");
    text.append(Markdown.code(item.id())).append(" · ");
    text.append(Markdown.escape(String.join(" · ", item.tags())));
    item.officialName()
        .ifPresent(name ->
            text.append(" · ")
                .append(words.say("label.official"))
                .append(' ')
                .append(Markdown.code(name)));
    text.append("\n\n").append(Markdown.escape(item.reason().orElse(item.problem())));
    text.append("\n\n");
    item.facts().forEach(fact -> text.append("- ").append(evidence(fact)).append('\n'));
    if (item.declared()) {
      text.append("- ").append(Markdown.escape(words.say("label.declared"))).append('\n');
    }
    item.waiver().ifPresent(waiver -> paragraph("label.waiver", waiver + "."));
    paragraph("label.why", item.why());
    paragraph("label.remedy", item.remedy());
  }

  private void paragraph(String label, String words) {
    text.append("\n**").append(this.words.say(label)).append("**: ");
    text.append(Markdown.escape(words)).append('\n');
  }

  private String evidence(Reading.Fact fact) {
    return Markdown.code(fact.where())
        + ": "
        + fact.found().map(Markdown::code).orElse(words.say("label.nothing"))
        + fact.expected()
            .map(what ->
                " (" + words.say("label.expected", Map.of("expected", Markdown.code(what))) + ")")
            .orElse("");
  }

  private void folded(String sign, String key, List<Reading.Group> groups) {
    int size = groups.stream().mapToInt(group -> group.items().size()).sum();
    if (size == 0) {
      return;
    }
    text.append("\n<details><summary>").append(sign).append(words.say(key));
    text.append(" (").append(size).append(")</summary>\n\n");
    for (Reading.Group group : groups) {
      String reason = group.reason().isEmpty() ? "" : Markdown.escape(group.reason()) + ": ";
      if (reason.isEmpty()) {
        group.items().forEach(item -> text.append("- ").append(name(item)).append('\n'));
      } else {
        text.append("- ").append(reason);
        text.append(group.items().stream().map(this::name).collect(Collectors.joining(" · ")));
        text.append('\n');
      }
    }
    text.append("\n</details>\n");
  }

  private String name(Reading.Item item) {
    return Markdown.escape(item.title())
        + (item.declared() ? " (" + Markdown.escape(words.say("label.declared")) + ")" : "");
  }
}
