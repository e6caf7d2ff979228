// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.approval.Analysis;
import dev.pasaje.approval.Rate;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An analysis of approval for people at a terminal, and as rows for a spreadsheet.
public final class ApprovalReport {
  private static final int MOST_ROWS = 12;

  private ApprovalReport() {}

  public static String text(Analysis analysis, Style style) {
    ApprovalWords words = new ApprovalWords(style.language(), analysis.zone());
    Sheet sheet = new Sheet(style);
    if (analysis.window().isEmpty()) {
      sheet.say(
          0,
          "",
          words.say(
              "nothing",
              Map.of(
                  "subject", Clean.of(analysis.subject()), "read", Long.toString(analysis.read()))),
          Sheet.Ink.UNSURE);
      left(analysis, words, sheet);
      return sheet.toString();
    }
    sheet.say(0, "", heading(analysis, words), Sheet.Ink.STRONG);
    left(analysis, words, sheet);
    sheet.gap();
    rates(analysis, words, sheet);
    insights(analysis, words, sheet);
    rejections(analysis, words, sheet);
    missing(analysis, words, sheet);
    cuts(analysis, words, sheet);
    sheet.gap();
    sheet.say(0, "", words.say("defined", Map.of("zone", analysis.zone().getId())), Sheet.Ink.SOFT);
    return sheet.toString();
  }

  static String heading(Analysis analysis, ApprovalWords words) {
    Analysis.Span span = analysis.window().orElseThrow();
    return words.say(
        "of",
        Map.of(
            "subject", Clean.of(analysis.subject()),
            "count", Long.toString(analysis.counts().attempts()),
            "from", words.at(span.from()),
            "to", words.at(span.to())));
  }

  static String counts(Analysis.Counts counts, ApprovalWords words) {
    return words.say(
        "counts",
        Map.of(
            "approved", Long.toString(counts.approved()),
            "rejected", Long.toString(counts.rejected()),
            "open", Long.toString(counts.open()),
            "abandoned", Long.toString(counts.abandoned())));
  }

  static String lost(Analysis analysis, ApprovalWords words) {
    Map<String, BigDecimal> lost = new java.util.TreeMap<>();
    analysis.rates().byAmount().forEach(one -> lost.put(one.currency(), one.lost()));
    return words.say(
        "lost",
        Map.of("count", Long.toString(analysis.counts().lost()), "amounts", words.amounts(lost)));
  }

  private static void left(Analysis analysis, ApprovalWords words, Sheet sheet) {
    if (!analysis.left().isEmpty()) {
      sheet.say(
          0, "", words.say("left", Map.of("what", words.left(analysis.left()))), Sheet.Ink.SOFT);
    }
  }

  private static void rates(Analysis analysis, ApprovalWords words, Sheet sheet) {
    Analysis.Rates rates = analysis.rates();
    line(sheet, words.say("rate.decided"), words.rate(rates.decided()), Sheet.Ink.STRONG);
    line(sheet, words.say("rate.purchases"), words.rate(rates.purchases()), Sheet.Ink.PLAIN);
    line(sheet, words.say("rate.raw"), words.rate(rates.raw()), Sheet.Ink.PLAIN);
    for (Analysis.AmountRate one : rates.byAmount()) {
      line(
          sheet,
          words.say("rate.amount", Map.of("currency", one.currency())),
          ApprovalWords.percent(one.share())
              + " ("
              + one.approved().toPlainString()
              + "/"
              + one.decided().toPlainString()
              + ")",
          Sheet.Ink.PLAIN);
    }
    sheet.say(0, "", counts(analysis.counts(), words), Sheet.Ink.PLAIN);
    sheet.say(0, "", lost(analysis, words), Sheet.Ink.PLAIN);
  }

  private static void line(Sheet sheet, String name, String value, Sheet.Ink ink) {
    sheet.say(0, name + ": ", Sheet.Ink.PLAIN, value, ink);
  }

  private static void insights(Analysis analysis, ApprovalWords words, Sheet sheet) {
    if (analysis.insights().isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(0, "", words.say("insights"), Sheet.Ink.STRONG);
    for (Analysis.Insight one : analysis.insights()) {
      sheet.say(
          0,
          sheet.mark(mark(one)) + " ",
          Sheet.Ink.of(mark(one)),
          words.title(one),
          Sheet.Ink.STRONG);
      sheet.say(2, "", words.problem(one) + " " + words.span(one.span()) + ".", Sheet.Ink.PLAIN);
      sheet.say(2, sheet.shown("→ "), words.remedy(one), Sheet.Ink.PLAIN);
    }
  }

  static Mark mark(Analysis.Insight insight) {
    return switch (insight.kind().level()) {
      case ALARM -> Mark.BAD;
      case ADVICE -> Mark.MINOR;
      case NOTE -> Mark.NONE;
    };
  }

  private static void rejections(Analysis analysis, ApprovalWords words, Sheet sheet) {
    if (analysis.rejections().isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(0, "", words.say("rejections"), Sheet.Ink.STRONG);
    for (Analysis.Rejection one : analysis.rejections()) {
      sheet.say(
          0,
          "%5d  ".formatted(one.attempts()),
          Sheet.Ink.PLAIN,
          Clean.of(one.detail().detail())
              + ": "
              + words.of("topic", one.detail().topic() + ".meaning")
              + " "
              + words.say("column.blame")
              + ": "
              + words.of("blame", one.detail().blame().id())
              + ". "
              + words.say("column.lost")
              + ": "
              + words.amounts(one.lost())
              + ". "
              + words.of("topic", one.detail().topic() + ".action"),
          Sheet.Ink.PLAIN);
    }
  }

  private static void missing(Analysis analysis, ApprovalWords words, Sheet sheet) {
    if (analysis.missing().isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(0, "", words.say("missing"), Sheet.Ink.STRONG);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words.say("column.datum"),
            words.say("column.never-sent"),
            words.say("column.absent"),
            words.say("column.not-visible"),
            words.say("column.recoverable")));
    for (Analysis.Missing one : analysis.missing()) {
      rows.add(
          List.of(
              words.of("datum", one.datum()),
              Long.toString(one.neverSent()),
              Long.toString(one.absent()),
              Long.toString(one.notVisible()),
              words.amounts(one.recoverable())));
    }
    table(rows, sheet);
    sheet.say(0, "", words.say("missing.means"), Sheet.Ink.SOFT);
  }

  private static void cuts(Analysis analysis, ApprovalWords words, Sheet sheet) {
    analysis
        .cuts()
        .forEach((dimension, slices) -> {
          // A day has a line in the other formats.
          if (slices.size() < 2 || dimension.equals("day")) {
            return;
          }
          sheet.gap();
          sheet.say(
              0, "", words.say("cuts") + ": " + words.of("dimension", dimension), Sheet.Ink.STRONG);
          List<List<String>> rows = new ArrayList<>();
          rows.add(
              List.of(
                  words.say("column.value"),
                  words.say("column.decided"),
                  words.say("column.rate"),
                  words.say("column.interval")));
          slices.stream()
              .limit(dimension.equals("hour") ? 24 : MOST_ROWS)
              .forEach(one ->
                  rows.add(
                      List.of(
                          Clean.of(one.value()),
                          Long.toString(one.rate().all()),
                          ApprovalWords.percent(one.rate().share()),
                          words.interval(one.rate()))));
          table(rows, sheet);
        });
  }

  private static void table(List<List<String>> rows, Sheet sheet) {
    if (!Table.fits(rows, sheet)) {
      for (List<String> row : rows.subList(1, rows.size())) {
        sheet.say(
            0,
            row.getFirst() + ": ",
            String.join(" · ", row.subList(1, row.size())),
            Sheet.Ink.PLAIN);
      }
    }
  }

  /// One row for each figure: `part,name,detail,attempts,approved,decided,share,low,high,currency,
  /// amount`.
  public static String csv(Analysis analysis, Language language) {
    ApprovalWords words = new ApprovalWords(language, analysis.zone());
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(
          "part",
          "name",
          "detail",
          "attempts",
          "approved",
          "decided",
          "share",
          "low",
          "high",
          "currency",
          "amount");
      Analysis.Rates rates = analysis.rates();
      row(table, "rate", "decided", "", rates.decided().all(), rates.decided(), Map.of());
      row(table, "rate", "purchases", "", rates.purchases().all(), rates.purchases(), Map.of());
      row(table, "rate", "raw", "", rates.raw().all(), rates.raw(), Map.of());
      for (Analysis.AmountRate one : rates.byAmount()) {
        row(table, "amount", "lost", "", 0, Rate.NONE, Map.of(one.currency(), one.lost()));
      }
      for (Analysis.Rejection one : analysis.rejections()) {
        row(
            table,
            "rejection",
            one.detail().detail(),
            words.of("topic", one.detail().topic() + ".action"),
            one.attempts(),
            Rate.NONE,
            one.lost());
      }
      for (Analysis.Missing one : analysis.missing()) {
        row(
            table,
            "never-sent",
            one.datum(),
            one.path(),
            one.neverSent(),
            Rate.NONE,
            one.recoverable());
        row(table, "absent", one.datum(), one.path(), one.absent(), Rate.NONE, one.recoverable());
        row(table, "not-visible", one.datum(), one.path(), one.notVisible(), Rate.NONE, Map.of());
      }
      for (Map.Entry<String, List<Analysis.Slice>> cut : analysis.cuts().entrySet()) {
        for (Analysis.Slice one : cut.getValue()) {
          row(table, cut.getKey(), one.value(), "", one.attempts(), one.rate(), Map.of());
        }
      }
      for (Analysis.Insight one : analysis.insights()) {
        row(
            table,
            one.kind().level().id(),
            one.kind().id(),
            words.title(one) + ": " + words.problem(one) + " " + words.span(one.span()),
            one.count(),
            Rate.NONE,
            one.amounts());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  /// Amounts of several currencies are several rows.
  private static void row(
      CsvWriter table,
      String part,
      String name,
      String detail,
      long attempts,
      Rate rate,
      Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> each = amounts.isEmpty() ? Map.of("", BigDecimal.ZERO) : amounts;
    boolean rated = rate.all() > 0;
    each.forEach((currency, amount) -> {
      List<String> cells =
          List.of(
              part,
              name,
              detail,
              Long.toString(attempts),
              rated ? Long.toString(rate.approved()) : "",
              rated ? Long.toString(rate.all()) : "",
              rate.share().map(BigDecimal::toPlainString).orElse(""),
              rate.interval().map(one -> one.low().toPlainString()).orElse(""),
              rate.interval().map(one -> one.high().toPlainString()).orElse(""),
              currency,
              amounts.isEmpty() ? "" : amount.toPlainString());
      table.writeRecord(cells.stream().map(CsvReport::harmless).toList());
    });
  }
}
