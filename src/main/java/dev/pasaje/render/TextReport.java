// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.render.Sheet.Ink;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reports for a terminal: the verdict in the first line, then worst first, never wider than asked.
public final class TextReport {
  private static final int GAUGE_CELLS = 40;
  private static final int BAR_CELLS = 20;

  private final Words words;
  private final Sheet sheet;

  private TextReport(Words words, Style style) {
    this.words = words;
    this.sheet = new Sheet(style);
  }

  public static String of(ReadinessReport report, Style style) {
    Words words = new Words(style.language());
    return of(new Readings(words).of(report), words, style);
  }

  public static String of(List<QualityReport> reports, Style style) {
    Words words = new Words(style.language());
    return of(new Readings(words).of(reports), words, style);
  }

  static String of(Reading reading, Words words, Style style) {
    TextReport report = new TextReport(words, style);
    report.set(reading);
    return report.sheet.toString();
  }

  private void set(Reading reading) {
    sheet.say(0, sheet.mark(reading.mark()) + " ", reading.headline(), Ink.strong(reading.mark()));
    reading.parts().forEach(part -> part(part, reading.parts().size() > 1));
    if (!reading.notMeasured().isEmpty()) {
      sheet.gap();
      sheet.say(0, sheet.mark(Mark.NONE) + " ", words.say("group.not-measured"), Ink.STRONG);
      sheet.say(2, "", String.join(", ", reading.notMeasured()), Ink.PLAIN);
      sheet.say(2, "", words.say("not-measured.means"), Ink.SOFT);
    }
    sheet.gap();
    sheet.say(0, "", words.say("group.next"), Ink.STRONG);
    for (int i = 0; i < reading.next().size(); i++) {
      sheet.say(2, (i + 1) + ". ", reading.next().get(i), Ink.PLAIN);
    }
    if (!reading.notes().isEmpty()) {
      sheet.gap();
      reading.notes().forEach(note -> sheet.say(0, "", note, Ink.SOFT));
    }
  }

  private void part(Reading.Part part, boolean oneOfMany) {
    sheet.gap();
    String name = part.name() + " · " + part.facts();
    if (oneOfMany) {
      sheet.say(
          0,
          sheet.mark(part.mark()) + " ",
          Ink.of(part.mark()),
          name + " · " + part.verdict(),
          Ink.STRONG);
    } else {
      sheet.say(0, "", name, Ink.STRONG);
    }
    if (part.sections().size() > 1) {
      part.sections().forEach(this::summary);
    }
    part.sections().forEach(this::section);
  }

  private void summary(Reading.Section section) {
    sheet.say(
        2,
        sheet.mark(section.mark()) + " ",
        Ink.of(section.mark()),
        section.name() + ": " + section.verdict() + " (" + section.digest() + ")",
        Ink.PLAIN);
  }

  private void section(Reading.Section section) {
    sheet.gap();
    if (!section.name().isEmpty()) {
      sheet.say(
          0,
          sheet.mark(section.mark()) + " ",
          section.name() + ": " + section.verdict(),
          Ink.strong(section.mark()));
    }
    section.gauge().ifPresent(gauge -> score(gauge, section));
    group("group.failed", section.failed());
    group("group.unknown", section.unknown());
    waived(section.waived());
    compact(Mark.GOOD, "group.passed", section.passed());
    groups("group.loose", section.loose());
    groups("group.inapplicable", section.inapplicable());
  }

  private void score(Reading.Gauge gauge, Reading.Section section) {
    List<Reading.Bar> bars = section.bars();
    int longest = sheet.style().width() - 2 - 2 - BAR_CELLS - 2 - "00–100".length();
    int nameWidth =
        Stream.concat(Stream.of(words.say("score.label")), bars.stream().map(Reading.Bar::name))
            .mapToInt(name -> Columns.width(sheet.shown(name)))
            .max()
            .orElse(0);
    int column = Math.min(nameWidth, longest);
    int room = sheet.style().width() - 2 - column - 2 - 2 - "00–100".length();
    sheet.bar(2, words.say("score.label"), column, gauge, Math.min(GAUGE_CELLS, room), true);
    sheet.say(2, "", gauge.sentence(), Ink.SOFT);
    section.withWaivers().ifPresent(words -> sheet.say(2, "", words, Ink.PLAIN));
    if (!bars.isEmpty()) {
      sheet.gap();
      bars.forEach(bar -> sheet.bar(2, bar.name(), column, bar.gauge(), BAR_CELLS, false));
    }
  }

  private void group(String key, List<Reading.Item> items) {
    if (items.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(2, "", words.say(key) + " (" + items.size() + ")", Ink.STRONG);
    for (Reading.Item item : items) {
      sheet.gap();
      item(item);
    }
  }

  /// What somebody answers for: shown short, because there is nothing to do until its day.
  private void waived(List<Reading.Item> items) {
    if (items.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(2, "", words.say("group.waived") + " (" + items.size() + ")", Ink.STRONG);
    for (Reading.Item item : items) {
      sheet.gap();
      sheet.say(2, sheet.mark(item.mark()) + " ", item.title(), Ink.PLAIN);
      sheet.say(4, "", item.id() + " · " + String.join(" · ", item.tags()), Ink.SOFT);
      found(item);
      item.waiver().ifPresent(waiver -> line(words.say("label.waiver"), waiver + "."));
    }
  }

  private void item(Reading.Item item) {
    sheet.say(2, sheet.mark(item.mark()) + " ", item.title(), Ink.strong(item.mark()));
    String name = item.officialName().map(official -> " · " + official).orElse("");
    sheet.say(4, "", String.join(" · ", item.tags()) + name, Ink.SOFT);
    found(item);
    String label = words.say("label.evidence");
    for (Reading.Fact fact : item.facts()) {
      line(label, evidence(words, fact));
      label = "";
    }
    if (item.declared()) {
      line(label, words.say("label.declared"));
    }
    line(words.say("label.why"), item.why());
    line(words.say("label.remedy"), item.remedy());
    line(words.say("label.details"), "pasaje explain " + item.id());
  }

  private void found(Reading.Item item) {
    if (item.reason().isPresent()) {
      line(words.say("label.unknown"), item.reason().get() + ".");
    } else {
      line(words.say("label.problem"), item.problem());
    }
  }

  private void line(String label, String text) {
    int column =
        Stream.of("problem", "unknown", "evidence", "why", "remedy", "details", "waiver")
            .mapToInt(name -> Columns.width(sheet.shown(words.say("label." + name))))
            .max()
            .orElse(0);
    String lead = label + " ".repeat(2 + column - Columns.width(sheet.shown(label)));
    sheet.say(4, lead, Ink.SOFT, text, Ink.PLAIN);
  }

  /// `payment.payer.email: nothing (expected a valid address)`.
  static String evidence(Words words, Reading.Fact fact) {
    return fact.where()
        + ": "
        + fact.found().orElse(words.say("label.nothing"))
        + fact.expected()
            .map(what -> " (" + words.say("label.expected", Map.of("expected", what)) + ")")
            .orElse("");
  }

  private void compact(Mark mark, String key, List<Reading.Item> items) {
    if (items.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(2, sheet.mark(mark) + " ", words.say(key) + " (" + items.size() + ")", Ink.of(mark));
    sheet.say(4, "", names(items), Ink.PLAIN);
  }

  private void groups(String key, List<Reading.Group> groups) {
    if (groups.isEmpty()) {
      return;
    }
    int size = groups.stream().mapToInt(group -> group.items().size()).sum();
    sheet.gap();
    sheet.say(2, sheet.mark(Mark.NONE) + " ", words.say(key) + " (" + size + ")", Ink.SOFT);
    for (Reading.Group group : groups) {
      sheet.say(4, "", group.reason() + ": " + names(group.items()), Ink.SOFT);
    }
  }

  private String names(List<Reading.Item> items) {
    return items.stream()
        .map(item ->
            item.title() + (item.declared() ? " (" + words.say("label.declared") + ")" : ""))
        .collect(Collectors.joining(" · "));
  }
}
