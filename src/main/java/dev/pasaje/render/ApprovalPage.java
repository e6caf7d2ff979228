// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.approval.Analysis;
import dev.pasaje.approval.Rate;
import dev.pasaje.text.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the HTML page of an analysis shows, ready to be set: words, and bars in whole units.
///
/// @param days a column for each day, in units of [#DAY_HEIGHT]
public record ApprovalPage(
    String language,
    String title,
    String heading,
    String left,
    List<Figure> figures,
    String counts,
    String lost,
    List<Card> cards,
    List<Bar> families,
    List<Column> days,
    List<Chart> charts,
    List<List<String>> rejections,
    List<List<String>> missing,
    String defined) {
  static final int DAY_HEIGHT = 120;

  private static final int MOST_BARS = 16;

  /// A rate, large.
  ///
  /// @param low and high in thousandths, for the bar under it
  public record Figure(String name, String value, String note, int full, int low, int high) {}

  /// Something to do.
  public record Card(
      String tone,
      String symbol,
      String level,
      String title,
      String problem,
      String span,
      String remedy) {}

  /// @param full the bar in thousandths; low and high the interval
  public record Bar(String name, String figure, int full, int low, int high) {}

  /// @param approved and rejected heights
  public record Column(String name, int approved, int rejected) {}

  public record Chart(String name, List<Bar> bars) {}

  static ApprovalPage of(Analysis analysis, Language language) {
    ApprovalWords words = new ApprovalWords(language, analysis.zone());
    Map<String, String> nothing =
        Map.of("subject", Clean.of(analysis.subject()), "read", Long.toString(analysis.read()));
    return new ApprovalPage(
        language.code(),
        words.say("title"),
        analysis.window().isEmpty()
            ? words.say("nothing", nothing)
            : ApprovalReport.heading(analysis, words),
        analysis.left().isEmpty()
            ? ""
            : words.say("left", Map.of("what", words.left(analysis.left()))),
        figures(analysis, words),
        ApprovalReport.counts(analysis.counts(), words),
        ApprovalReport.lost(analysis, words),
        analysis.insights().stream().map(one -> card(one, words)).toList(),
        families(analysis, words),
        days(analysis),
        charts(analysis, words),
        rejections(analysis, words),
        missing(analysis, words),
        words.say("defined", Map.of("zone", analysis.zone().getId())));
  }

  private static List<Figure> figures(Analysis analysis, ApprovalWords words) {
    Analysis.Rates rates = analysis.rates();
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(words.say("rate.decided"), rates.decided(), words));
    figures.add(figure(words.say("rate.purchases"), rates.purchases(), words));
    figures.add(figure(words.say("rate.raw"), rates.raw(), words));
    for (Analysis.AmountRate one : rates.byAmount()) {
      int full = thousandths(one.share().orElse(BigDecimal.ZERO));
      figures.add(
          new Figure(
              words.say("rate.amount", Map.of("currency", one.currency())),
              ApprovalWords.percent(one.share()),
              one.approved().toPlainString() + " / " + one.decided().toPlainString(),
              full,
              full,
              full));
    }
    return figures;
  }

  private static Figure figure(String name, Rate rate, ApprovalWords words) {
    String value = ApprovalWords.percent(rate.share());
    return new Figure(
        name,
        value,
        words.rate(rate).replace(value, "").strip(),
        thousandths(rate.share().orElse(BigDecimal.ZERO)),
        thousandths(rate.interval().map(Rate.Interval::low).orElse(BigDecimal.ZERO)),
        thousandths(rate.interval().map(Rate.Interval::high).orElse(BigDecimal.ZERO)));
  }

  private static Card card(Analysis.Insight one, ApprovalWords words) {
    Mark mark = ApprovalReport.mark(one);
    return new Card(
        mark.id(),
        mark.symbol(),
        words.of("level", one.kind().level().id()),
        words.title(one),
        words.problem(one),
        words.span(one.span()),
        words.remedy(one));
  }

  private static List<Bar> families(Analysis analysis, ApprovalWords words) {
    long most = analysis.families().values().stream().mapToLong(one -> one).max().orElse(1);
    List<Bar> bars = new ArrayList<>();
    analysis
        .families()
        .forEach((family, count) -> {
          int full = (int) (count * 1000 / most);
          bars.add(
              new Bar(words.of("family", family.id()), Long.toString(count), full, full, full));
        });
    return bars;
  }

  private static List<Column> days(Analysis analysis) {
    Map<String, Analysis.Slice> days = new TreeMap<>();
    analysis.cuts().getOrDefault("day", List.of()).forEach(one -> days.put(one.value(), one));
    long most =
        Math.max(1, days.values().stream().mapToLong(one -> one.rate().all()).max().orElse(1));
    return days.values().stream()
        .map(one -> {
          long approved = one.rate().approved();
          long rejected = one.rate().all() - approved;
          return new Column(
              one.value()
                  + ": "
                  + approved
                  + "/"
                  + one.rate().all()
                  + ", "
                  + ApprovalWords.percent(one.rate().share()),
              (int) (approved * DAY_HEIGHT / most),
              (int) (rejected * DAY_HEIGHT / most));
        })
        .toList();
  }

  private static List<Chart> charts(Analysis analysis, ApprovalWords words) {
    List<Chart> charts = new ArrayList<>();
    analysis
        .cuts()
        .forEach((dimension, slices) -> {
          List<Bar> bars =
              slices.stream()
                  .filter(one -> one.rate().all() > 0)
                  .limit(dimension.equals("hour") ? 24 : MOST_BARS)
                  .map(one ->
                      new Bar(
                          Clean.of(one.value()),
                          ApprovalWords.percent(one.rate().share())
                              + " ("
                              + one.rate().approved()
                              + "/"
                              + one.rate().all()
                              + ")",
                          thousandths(one.rate().share().orElseThrow()),
                          thousandths(one.rate().interval().orElseThrow().low()),
                          thousandths(one.rate().interval().orElseThrow().high())))
                  .toList();
          if (!dimension.equals("day") && !bars.isEmpty()) {
            charts.add(new Chart(words.of("dimension", dimension), bars));
          }
        });
    return charts;
  }

  /// The heading first.
  private static List<List<String>> rejections(Analysis analysis, ApprovalWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.say("column.detail"),
            words.say("column.attempts"),
            words.say("column.lost"),
            words.say("column.blame"),
            words.say("column.retry"),
            words.say("column.action")));
    for (Analysis.Rejection one : analysis.rejections()) {
      rows.add(
          List.of(
              Clean.of(one.detail().detail()),
              Long.toString(one.attempts()),
              words.amounts(one.lost()),
              words.of("blame", one.detail().blame().id()),
              words.of("retry", one.detail().retry().id()),
              words.of("topic", one.detail().topic() + ".meaning")
                  + " "
                  + words.of("topic", one.detail().topic() + ".action")));
    }
    return rows;
  }

  private static List<List<String>> missing(Analysis analysis, ApprovalWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.say("column.datum"),
            words.say("column.never-sent"),
            words.say("column.absent"),
            words.say("column.not-visible"),
            words.say("column.recoverable"),
            words.say("column.with"),
            words.say("column.without")));
    for (Analysis.Missing one : analysis.missing()) {
      rows.add(
          List.of(
              words.of("datum", one.datum()) + " (" + one.path() + ")",
              Long.toString(one.neverSent()),
              Long.toString(one.absent()),
              Long.toString(one.notVisible()),
              words.amounts(one.recoverable()),
              one.with().map(rate -> ApprovalWords.percent(rate.share())).orElse("–"),
              one.without().map(rate -> ApprovalWords.percent(rate.share())).orElse("–")));
    }
    return rows;
  }

  private static int thousandths(BigDecimal share) {
    return share.movePointRight(3).setScale(0, RoundingMode.HALF_UP).intValueExact();
  }
}
