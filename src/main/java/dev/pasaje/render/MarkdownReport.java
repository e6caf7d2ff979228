// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reports for pull requests and tickets: GitHub's Markdown, short enough for a comment.
public final class MarkdownReport {
  /// GitHub refuses comments above 65 536 characters.
  static final int MOST_CHARACTERS = 65_000;

  /// How much is told; each step tells less, until it fits.
  private enum Detail {
    ALL,
    OPEN_ITEMS,
    SUMMARY
  }

  private final Words words;
  private final Reading reading;
  private final Detail detail;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Words words, Reading reading, Detail detail) {
    this.words = words;
    this.reading = reading;
    this.detail = detail;
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
    for (Detail detail : List.of(Detail.ALL, Detail.OPEN_ITEMS)) {
      String text = new MarkdownReport(words, reading, detail).set();
      if (text.length() <= MOST_CHARACTERS) {
        return text;
      }
    }
    return new MarkdownReport(words, reading, Detail.SUMMARY).set();
  }

  private String set() {
    text.append("# ").append(sign(reading.mark())).append(' ');
    text.append(Markdown.escape(reading.headline())).append("\n\n");
    summary();
    if (detail != Detail.SUMMARY) {
      reading.parts().forEach(this::part);
    }
    if (detail != Detail.ALL) {
      text.append("\n_").append(Markdown.escape(words.say("markdown.shortened"))).append("_\n");
    }
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

  private static String sign(Mark mark) {
    return switch (mark) {
      case BAD -> "❌";
      case MINOR, UNSURE -> "⚠️";
      case GOOD -> "✅";
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
        // What follows the table is short: 5 000 characters hold it in every language.
        if (text.length() + row.length() > MOST_CHARACTERS - 5_000) {
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
    part.sections().forEach(this::section);
  }

  private void section(Reading.Section section) {
    if (!section.name().isEmpty()) {
      text.append("\n### ").append(sign(section.mark())).append(' ');
      text.append(Markdown.escape(section.name() + ": " + section.verdict())).append('\n');
    }
    section.gauge().ifPresent(gauge -> score(gauge, section.bars()));
    open("group.failed", section.failed());
    open("group.unknown", section.unknown());
    if (detail == Detail.ALL) {
      folded("✅ ", "group.passed", List.of(new Reading.Group("", section.passed())));
      folded("", "group.loose", section.loose());
      folded("", "group.inapplicable", section.inapplicable());
    }
  }

  private void score(Reading.Gauge gauge, List<Reading.Bar> bars) {
    text.append("\n**").append(words.say("score.label")).append("**: ");
    text.append(Markdown.escape(gauge.sentence())).append(".\n\n");
    text.append(Markdown.head(List.of(words.say("label.aspect"), words.say("label.score"))));
    for (Reading.Bar bar : bars) {
      text.append(
          Markdown.row(
              List.of(Markdown.escape(bar.name()), Markdown.escape(bar.gauge().figure()))));
    }
  }

  private void open(String key, List<Reading.Item> items) {
    if (items.isEmpty()) {
      return;
    }
    text.append("\n#### ").append(words.say(key)).append(" (").append(items.size()).append(")\n");
    items.forEach(this::item);
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
