// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.notifications.probe.Receiver;
import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.render.Sheet.Ink;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a receiver of notifications was sent, what it answered, and what to mend.
public final class ReceiverReport {
  /// Columns for the name of a trial; in fewer it has a line of its own.
  private static final int LEAST_NAME = 20;

  private final ReceiverFacts facts;
  private final RequirementReport report;
  private final Words words;
  private final Texts texts;

  private ReceiverReport(ReceiverFacts facts, Language language) {
    this.facts = facts;
    this.report = RequirementReport.of(Requirement.NOTIFICATIONS, Receiver.judge(facts));
    this.words = new Words(language);
    this.texts = Texts.of("notifications", language);
  }

  public static Verdict verdict(ReceiverFacts facts) {
    return Verdict.of(Receiver.judge(facts));
  }

  public static String text(ReceiverFacts facts, Style style) {
    return new ReceiverReport(facts, style.language()).text(style);
  }

  /// The shape of docs/schemas/receiver-probe.schema.json.
  public static String json(ReceiverFacts facts, Language language) {
    return new ReceiverReport(facts, language).json();
  }

  private String text(Style style) {
    Sheet table = new Sheet(style);
    table.gap();
    if (!facts.trials().isEmpty()) {
      table.say(0, "", texts.get("report.trials"), Ink.STRONG);
      table(table);
      if (silent()) {
        table.say(2, "", texts.get("report.stopped"), Ink.SOFT);
      }
    }
    String findings = TextReport.of(reading(), words, style);
    // The verdict stays on top; the trials stand between it and the findings.
    int gap = findings.indexOf("\n\n") + 1;
    return findings.substring(0, gap) + "\n" + table + findings.substring(gap);
  }

  private Reading reading() {
    Mark mark = Mark.of(report.verdict());
    Reading.Section section = new Reader(words).section(report);
    List<String> next =
        section.failed().isEmpty()
            ? List.of(words.say(mark == Mark.GOOD ? "next.good" : "next.nothing"))
            : List.of(
                words.say(
                    "next.step",
                    Map.of(
                        "title", section.failed().getFirst().title(),
                        "tags", String.join(", ", section.failed().getFirst().tags()),
                        "id", section.failed().getFirst().id())),
                words.say("next.again"));
    return new Reading(
        words.language().code(),
        texts.get("report.title"),
        mark,
        texts.get("report." + report.verdict().id()),
        section.digest(),
        List.of(
            new Reading.Part(
                Clean.of(facts.url()),
                texts.get(
                    "report.facts",
                    Map.of(
                        "depth",
                        texts.get("depth." + facts.depth().id()),
                        "count",
                        Integer.toString(facts.requests()),
                        "run",
                        facts.run())),
                mark,
                words.verdict(report.verdict().id()),
                List.of(section))),
        List.of(),
        next,
        List.of(),
        Optional.empty());
  }

  private boolean silent() {
    return facts.trials().getLast().answer().result() != Result.ANSWERED;
  }

  /// Four columns in whatever width there is; the name gives way, wrapped.
  private void table(Sheet sheet) {
    List<List<String>> rows = facts.trials().stream().map(this::row).toList();
    List<String> head =
        List.of(
            texts.get("report.trial"),
            texts.get("report.expected"),
            texts.get("report.answer"),
            texts.get("report.time"));
    int[] widths = IntStream.range(0, 4).map(column -> width(sheet, column, head, rows)).toArray();
    int room = sheet.style().width() - 4 - widths[1] - widths[2] - widths[3] - 6;
    widths[0] = room < LEAST_NAME ? 0 : Math.min(widths[0], room);
    line(sheet, Mark.NONE, " ", head, widths, Ink.SOFT);
    for (int i = 0; i < rows.size(); i++) {
      Mark mark = mark(facts.trials().get(i));
      line(sheet, mark, sheet.mark(mark), rows.get(i), widths, Ink.PLAIN);
    }
  }

  private List<String> row(Trial trial) {
    Answer answer = trial.answer();
    return List.of(
        texts.get("trial." + trial.attack().id()),
        texts.get("expects." + trial.attack().expectation().id()),
        answer.result() == Result.ANSWERED
            ? answer.summary()
            : texts.get("result." + answer.result().id()),
        answer.took().toMillis() + " ms");
  }

  private static int width(Sheet sheet, int column, List<String> head, List<List<String>> rows) {
    int widest = Columns.width(sheet.shown(head.get(column)));
    for (List<String> row : rows) {
      widest = Math.max(widest, Columns.width(sheet.shown(row.get(column))));
    }
    return widest;
  }

  private static void line(
      Sheet sheet, Mark mark, String sign, List<String> cells, int[] widths, Ink ink) {
    boolean beside = widths[0] > 0;
    List<String> name =
        Columns.wrap(sheet.shown(cells.getFirst()), beside ? widths[0] : sheet.style().width() - 4);
    StringBuilder line = new StringBuilder(beside ? pad(name.getFirst(), widths[0]) : "");
    for (int column = 1; column < cells.size(); column++) {
      String cell = sheet.shown(cells.get(column));
      int blanks = widths[column] - Columns.width(cell);
      boolean figure = column == cells.size() - 1;
      line.append("  ");
      line.append(figure ? " ".repeat(blanks) + cell : pad(cell, widths[column]));
    }
    String figures = line.toString().stripTrailing();
    sheet.row(2, sign + " ", Ink.of(mark), beside ? figures : name.getFirst(), ink);
    name.stream().skip(1).forEach(rest -> sheet.row(4, "", ink, rest, ink));
    if (!beside) {
      sheet.row(2, "", ink, figures, ink);
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - Columns.width(text)));
  }

  private Mark mark(Trial trial) {
    return switch (facts.standing(trial)) {
      case AS_EXPECTED -> Mark.GOOD;
      case OTHERWISE -> Mark.BAD;
      case UNTOLD -> Mark.UNSURE;
    };
  }

  private String json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("verdict", report.verdict().id());
    document.put("at", facts.at().toString());
    document.put("run", facts.run());
    document.put("url", Clean.of(facts.url()));
    document.put("depth", facts.depth().id());
    document.put("requests", facts.requests());
    document.put("limitMillis", facts.limit().toMillis());
    ArrayNode trials = document.putArray("trials");
    for (Trial trial : facts.trials()) {
      Answer answer = trial.answer();
      ObjectNode node = trials.addObject();
      node.put("id", trial.attack().id());
      node.put("expected", trial.attack().expectation().id());
      node.put("standing", facts.standing(trial).id());
      node.put("result", answer.result().id());
      if (answer.status() == 0) {
        node.putNull("status");
      } else {
        node.put("status", answer.status());
      }
      node.put("millis", answer.took().toMillis());
      ObjectNode headers = node.putObject("headers");
      answer.headers().forEach((name, value) -> headers.put(name, Clean.of(value)));
      node.put("body", Clean.of(answer.body()));
      node.put("detail", Clean.of(answer.detail()));
    }
    List<Finding> findings = report.findings();
    document.set("findings", new JsonReport(words).findings(findings));
    return JsonReport.pretty(document);
  }
}
