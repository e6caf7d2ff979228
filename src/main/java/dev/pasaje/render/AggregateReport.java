// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport.Verdict;
import dev.pasaje.quality.bulk.Aggregate;
import dev.pasaje.quality.bulk.Aggregate.RuleShare;
import dev.pasaje.quality.bulk.Aggregate.Slice;
import dev.pasaje.quality.bulk.Baseline.Regression;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The quality of many payments: text for a terminal, and JSON (docs/schemas/
/// quality-aggregate.schema.json) that is also the baseline of a later run.
public final class AggregateReport {
  private static final int CELLS = 20;

  /// Days are many; the text shows the last of them, the other formats all.
  private static final int MOST_DAYS = 31;

  private static final int MOST_NAMES = 10;
  private static final BigDecimal FULL = BigDecimal.valueOf(100);

  private AggregateReport() {}

  /// Rules that do not always pass, those that pass least first; scored ones before the others.
  static List<RuleShare> open(Aggregate aggregate) {
    return aggregate.rules().stream()
        .filter(rule -> rule.applicable() > 0 && rule.passing().compareTo(FULL) < 0)
        .sorted(
            Comparator.comparing((RuleShare rule) -> !rule.severity().scored())
                .thenComparing(RuleShare::passing)
                .thenComparing(RuleShare::id))
        .toList();
  }

  public static String text(Aggregate aggregate, List<Regression> regressions, Style style) {
    Texts texts = Texts.of("bulk", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(0, "", heading(aggregate, texts), Sheet.Ink.STRONG);
    if (aggregate.all().payments() > 0) {
      sheet.say(0, "", mean(aggregate, texts), Sheet.Ink.PLAIN);
      sheet.say(0, "", verdicts(aggregate.all(), texts), Sheet.Ink.PLAIN);
      bars(
          sheet,
          texts.get("rules"),
          open(aggregate).stream()
              .filter(rule -> rule.severity().scored())
              .map(rule -> new Bar(rule.id(), rule.passing(), rule(rule, texts)))
              .toList());
      List<Slice> days = aggregate.days();
      bars(
          sheet,
          texts.get("days"),
          days.subList(Math.max(0, days.size() - MOST_DAYS), days.size()).stream()
              .map(day -> new Bar(name(day, texts), day.mean(), Long.toString(day.payments())))
              .toList());
      names(sheet, texts.get("methods"), aggregate.methods(), texts);
      names(sheet, texts.get("variants"), aggregate.variants(), texts);
    }
    sheet.gap();
    sheet.say(0, "", leftOut(aggregate, texts), Sheet.Ink.SOFT);
    for (Regression worse : regressions) {
      sheet.say(0, "! ", regression(worse, texts), Sheet.Ink.BAD_STRONG);
    }
    return sheet.toString();
  }

  private record Bar(String name, BigDecimal percent, String more) {}

  private static void names(Sheet sheet, String title, List<Slice> slices, Texts texts) {
    if (slices.size() > 1 || slices.stream().anyMatch(slice -> !slice.name().isEmpty())) {
      bars(sheet, title, slices.stream().limit(MOST_NAMES).map(one -> bar(one, texts)).toList());
    }
  }

  private static Bar bar(Slice slice, Texts texts) {
    String worst = String.join(", ", slice.worstRules());
    return new Bar(
        name(slice, texts),
        slice.mean(),
        slice.payments() + (worst.isEmpty() ? "" : " · " + worst));
  }

  static String name(Slice slice, Texts texts) {
    return slice.name().isEmpty() ? texts.get("unnamed") : Clean.of(slice.name());
  }

  private static void bars(Sheet sheet, String title, List<Bar> bars) {
    if (bars.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(0, "", title, Sheet.Ink.STRONG);
    int widest = bars.stream().mapToInt(bar -> Columns.width(bar.name())).max().orElse(0);
    for (Bar bar : bars) {
      int full = bar.percent().multiply(BigDecimal.valueOf(CELLS)).divide(FULL).intValue();
      String drawn =
          (sheet.style().unicode() ? "█" : "#").repeat(full)
              + (sheet.style().unicode() ? "·" : ".").repeat(CELLS - full);
      String percent = " ".repeat(5 - bar.percent().toString().length()) + bar.percent();
      sheet.say(
          2,
          bar.name()
              + " ".repeat(widest - Columns.width(bar.name()))
              + "  "
              + percent
              + "  "
              + drawn
              + "  ",
          Sheet.Ink.PLAIN,
          bar.more(),
          Sheet.Ink.SOFT);
    }
  }

  static String heading(Aggregate aggregate, Texts texts) {
    Aggregate.About about = aggregate.about();
    String what =
        texts.get(
            "heading",
            Map.of(
                "payments",
                Long.toString(aggregate.all().payments()),
                "source",
                Clean.of(about.source()),
                "product",
                about.product()));
    return about.from().isEmpty()
        ? what
        : what + texts.get("window", Map.of("from", about.from(), "to", about.to()));
  }

  static String mean(Aggregate aggregate, Texts texts) {
    return texts.get(
        "mean",
        Map.of(
            "mean", aggregate.all().mean().toString(),
            "ceiling", aggregate.all().ceiling().toString(),
            "least", Integer.toString(aggregate.all().least()),
            "good", aggregate.all().good().toString(),
            "threshold", Integer.toString(aggregate.about().threshold())));
  }

  static String verdicts(Slice slice, Texts texts) {
    return List.of(Verdict.values()).stream()
        .map(verdict -> texts.get("verdict." + verdict.id()) + " " + slice.of(verdict))
        .collect(Collectors.joining(" · "));
  }

  static String rule(RuleShare rule, Texts texts) {
    return texts.get(
        "rule",
        Map.of(
            "failed", Long.toString(rule.failed()),
            "unknown", Long.toString(rule.unknown())));
  }

  static String leftOut(Aggregate aggregate, Texts texts) {
    return texts.get(
        "left-out",
        Map.of(
            "foreign", Long.toString(aggregate.leftOut().foreign()),
            "unreadable", Long.toString(aggregate.leftOut().unreadable()),
            "twice", Long.toString(aggregate.leftOut().twice())));
  }

  static String regression(Regression worse, Texts texts) {
    String what = texts.find("figure." + worse.what()).orElse(worse.what());
    return texts.get(
        "regression",
        Map.of("what", what, "before", worse.before().toString(), "now", worse.now().toString()));
  }

  public static String json(Aggregate aggregate, List<Regression> regressions) {
    Aggregate.About about = aggregate.about();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    node.put("source", Clean.of(about.source()));
    node.put("product", about.product());
    node.put("threshold", about.threshold());
    node.put("from", about.from().isEmpty() ? null : about.from());
    node.put("to", about.to().isEmpty() ? null : about.to());
    node.set("all", slice(aggregate.all(), ""));
    ArrayNode rules = node.putArray("rules");
    for (RuleShare rule : aggregate.rules()) {
      ObjectNode entry = rules.addObject();
      entry.put("id", rule.id());
      entry.put("severity", rule.severity().id());
      entry.put("passed", rule.passed());
      entry.put("failed", rule.failed());
      entry.put("unknown", rule.unknown());
      entry.put("applicable", rule.applicable());
      entry.put("passing", rule.passing());
    }
    slices(node.putArray("days"), aggregate.days(), "day");
    slices(node.putArray("methods"), aggregate.methods(), "method");
    slices(node.putArray("variants"), aggregate.variants(), "variant");
    ObjectNode left = node.putObject("leftOut");
    left.put("foreign", aggregate.leftOut().foreign());
    left.put("unreadable", aggregate.leftOut().unreadable());
    left.put("twice", aggregate.leftOut().twice());
    ArrayNode worse = node.putArray("regressions");
    for (Regression one : regressions) {
      ObjectNode entry = worse.addObject();
      entry.put("what", one.what());
      entry.put("before", one.before());
      entry.put("now", one.now());
    }
    return JsonReport.pretty(node);
  }

  private static void slices(ArrayNode array, List<Slice> slices, String key) {
    new ArrayList<>(slices).forEach(slice -> array.add(slice(slice, key)));
  }

  private static ObjectNode slice(Slice slice, String key) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!key.isEmpty()) {
      node.put(key, slice.name().isEmpty() ? null : Clean.of(slice.name()));
    }
    node.put("payments", slice.payments());
    node.put("mean", slice.mean());
    node.put("ceiling", slice.ceiling());
    node.put("least", slice.least());
    node.put("good", slice.good());
    ObjectNode verdicts = node.putObject("verdicts");
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict.id(), slice.of(verdict));
    }
    ArrayNode worst = node.putArray("worstRules");
    slice.worstRules().forEach(worst::add);
    return node;
  }
}
