// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.bulk.Aggregate;
import dev.pasaje.quality.bulk.Aggregate.RuleShare;
import dev.pasaje.quality.bulk.Aggregate.Slice;
import dev.pasaje.quality.bulk.Baseline.Regression;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// The quality of many payments as one page that asks the network for nothing and runs no script:
/// the trend as a drawn line, the rest as bars.
public final class AggregatePage {
  private static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #12203a; --soft: #4a5a73; --ground: #f3f5f9;
        --paper: #fff; --line: #dce3ed; --bar: #0b4fb3; --bad: #a8201a; --room: #b9c4d4; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e7edf7; --soft: #a6b3c8;
        --ground: #0b111d; --paper: #131c2d; --line: #28344b; --bar: #86b8ff; --bad: #ff9d94; } }
      body { margin: 0; background: var(--ground); color: var(--ink);
        font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
      main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; display: grid; gap: 1.25rem; }
      section { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem;
        padding: 1.25rem 1.5rem; overflow-x: auto; }
      h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
      h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
      p { margin: .25rem 0; } .soft, footer { color: var(--soft); } .bad { color: var(--bad); }
      table { border-collapse: collapse; width: 100%; font-size: .92rem; }
      th { text-align: left; font-weight: 600; } td, th { padding: .25rem .75rem .25rem 0; }
      td.n { text-align: right; font-variant-numeric: tabular-nums; }
      td.b { width: 40%; min-width: 8rem; }
      svg { display: block; width: 100%; height: auto; }
      .bar { fill: var(--bar); } .track { fill: var(--line); }
      .trend { fill: none; stroke: var(--bar); stroke-width: 2; }
      .grid { stroke: var(--line); } .limit { stroke: var(--bad); stroke-dasharray: 4 4; }
      text { fill: var(--soft); font-size: 12px; } .dot { fill: var(--bar); }
      """;

  private static final int WIDTH = 800;
  private static final int HEIGHT = 220;
  private static final int LEFT = 34;
  private static final int FOOT = 24;
  private static final int TOP = 8;

  private AggregatePage() {}

  public static String of(Aggregate aggregate, List<Regression> regressions, Language language) {
    Texts texts = Texts.of("bulk", language);
    StringBuilder page = new StringBuilder();
    String title = AggregateReport.heading(aggregate, texts);
    page.append("<!doctype html>\n<html lang=\"")
        .append(language.code())
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'sha256-")
        .append(Sha256.base64(CSS))
        .append("'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>")
        .append(CSS)
        .append("</style>\n</head>\n<body>\n<main>\n<section>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
    if (aggregate.all().payments() > 0) {
      paragraph(page, "", AggregateReport.mean(aggregate, texts));
      paragraph(page, "", AggregateReport.verdicts(aggregate.all(), texts));
    }
    for (Regression worse : regressions) {
      paragraph(page, "bad", AggregateReport.regression(worse, texts));
    }
    page.append("</section>\n");
    trend(page, aggregate, texts);
    slices(page, texts.get("methods"), aggregate.methods(), texts);
    slices(page, texts.get("variants"), aggregate.variants(), texts);
    rules(page, aggregate, texts);
    page.append("<footer>");
    paragraph(page, "", AggregateReport.leftOut(aggregate, texts));
    paragraph(page, "", texts.get("weights"));
    page.append("</footer>\n</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void paragraph(StringBuilder page, String kind, String words) {
    page.append(kind.isEmpty() ? "<p>" : "<p class=\"" + kind + "\">")
        .append(escaped(words))
        .append("</p>\n");
  }

  private static void trend(StringBuilder page, Aggregate aggregate, Texts texts) {
    List<Slice> days = aggregate.days().stream().filter(day -> !day.name().isEmpty()).toList();
    if (days.size() < 2) {
      return;
    }
    page.append("<section>\n<h2>")
        .append(escaped(texts.get("days")))
        .append("</h2>\n<svg viewBox=\"0 0 ")
        .append(WIDTH + " " + HEIGHT)
        .append("\" role=\"img\" aria-label=\"")
        .append(escaped(texts.get("days")))
        .append("\">\n");
    for (int score = 0; score <= 100; score += 25) {
      line(page, "grid", LEFT, y(score), WIDTH, y(score));
      label(page, 0, y(score) + 4, Integer.toString(score));
    }
    int threshold = aggregate.about().threshold();
    line(page, "limit", LEFT, y(threshold), WIDTH, y(threshold));
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      points.append(x(i, days.size())).append(',').append(y(rounded(days.get(i)))).append(' ');
    }
    page.append("<polyline class=\"trend\" points=\"")
        .append(points.toString().strip())
        .append("\"/>\n");
    for (int i = 0; i < days.size(); i++) {
      Slice day = days.get(i);
      page.append("<circle class=\"dot\" r=\"3\" cx=\"")
          .append(x(i, days.size()))
          .append("\" cy=\"")
          .append(y(rounded(day)))
          .append("\"><title>")
          .append(escaped(day.name() + ": " + day.mean() + " (" + day.payments() + ")"))
          .append("</title></circle>\n");
    }
    label(page, LEFT, HEIGHT - 6, days.getFirst().name());
    label(page, WIDTH - 72, HEIGHT - 6, days.getLast().name());
    page.append("</svg>\n</section>\n");
  }

  private static int rounded(Slice day) {
    return day.mean().setScale(0, RoundingMode.HALF_UP).intValue();
  }

  private static int x(int index, int count) {
    return LEFT + 6 + index * (WIDTH - LEFT - 12) / (count - 1);
  }

  private static int y(int score) {
    return TOP + (100 - score) * (HEIGHT - TOP - FOOT) / 100;
  }

  private static void line(StringBuilder page, String kind, int x1, int y1, int x2, int y2) {
    page.append(
        "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
            .formatted(kind, x1, y1, x2, y2));
  }

  private static void label(StringBuilder page, int x, int y, String words) {
    page.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(x, y, escaped(words)));
  }

  private static void slices(StringBuilder page, String title, List<Slice> slices, Texts texts) {
    if (slices.isEmpty()) {
      return;
    }
    head(page, title, texts.get("column.payments"), texts.get("column.worst"), texts);
    for (Slice slice : slices) {
      row(
          page,
          AggregateReport.name(slice, texts),
          slice.mean(),
          Long.toString(slice.payments()),
          String.join(", ", slice.worstRules()));
    }
    page.append("</table>\n</section>\n");
  }

  private static void rules(StringBuilder page, Aggregate aggregate, Texts texts) {
    List<RuleShare> open = AggregateReport.open(aggregate);
    if (open.isEmpty()) {
      return;
    }
    head(page, texts.get("rules"), "%", texts.get("column.outcomes"), texts);
    for (RuleShare rule : open) {
      row(page, rule.id(), rule.passing(), rule.severity().id(), AggregateReport.rule(rule, texts));
    }
    page.append("</table>\n</section>\n");
  }

  private static void head(
      StringBuilder page, String title, String third, String fourth, Texts texts) {
    page.append("<section>\n<h2>")
        .append(escaped(title))
        .append("</h2>\n<table>\n<tr><th></th><th>")
        .append(escaped(third.equals("%") ? "%" : texts.get("column.mean")))
        .append("</th><th></th><th>")
        .append(escaped(third.equals("%") ? "" : third))
        .append("</th><th>")
        .append(escaped(fourth))
        .append("</th></tr>\n");
  }

  private static void row(
      StringBuilder page, String name, BigDecimal percent, String third, String fourth) {
    page.append("<tr><th>")
        .append(escaped(name))
        .append("</th><td class=\"n\">")
        .append(percent)
        .append("</td><td class=\"b\"><svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\"")
        .append(" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"6\"/>")
        .append("<rect class=\"bar\" height=\"6\" width=\"")
        .append(percent)
        .append("\"/></svg></td><td class=\"n\">")
        .append(escaped(third))
        .append("</td><td class=\"soft\">")
        .append(escaped(fourth))
        .append("</td></tr>\n");
  }

  private static String escaped(String text) {
    return Clean.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
