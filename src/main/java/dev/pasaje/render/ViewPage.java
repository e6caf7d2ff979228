// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reports.view.ViewTable;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A view as one HTML file with its chart as inline SVG: no script, nothing from the network.
final class ViewPage {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 220;
  private static final int MOST_BARS = 120;

  /// A little more than a letter of the chart is wide.
  private static final int LETTER = 7;

  private static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1c2733;--soft:#5b6b7a;--line:#d8dee5;--good:#0a7d5a;\
      --bad:#b3402a;--page:#fff}
      @media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa9b8;--line:#35414d;\
      --good:#4cc29a;--bad:#e8806a;--page:#151b21}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);\
      max-width:62rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0 0 1rem}
      svg{width:100%;height:auto;margin:0 0 1.5rem}
      .in{fill:var(--good)}.out{fill:var(--bad)}.axis{stroke:var(--line)}
      text{fill:var(--soft);font-size:12px}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);\
      white-space:nowrap}
      th{color:var(--soft);font-weight:600}
      td.n,th.n{text-align:right}
      p{color:var(--soft)}
      """;
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Sha256.base64(CSS)
          + "'; base-uri 'none'; form-action 'none'";

  private ViewPage() {}

  static String of(ViewTable table, Texts texts, Language language) {
    String title = texts.get("view." + table.view().id());
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"").append(language.code()).append("\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(POLICY)
        .append("\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>")
        .append(CSS)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
    if (table.rows().isEmpty()) {
      page.append("<p>").append(escaped(ReportView.nothing(table, texts))).append("</p>\n");
    } else {
      if (table.view().charted() >= 0) {
        charts(page, table, texts);
      }
      rows(page, table, texts);
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void rows(StringBuilder page, ViewTable table, Texts texts) {
    List<List<String>> rows = ReportView.cells(table, texts);
    List<Boolean> numbers = new ArrayList<>();
    for (int i = 0; i < table.view().columns().size(); i++) {
      numbers.add(Table.isNumbers(rows, i));
    }
    page.append("<div class=\"scroll\"><table>\n<tr>");
    List<String> titles = ReportView.titles(table, texts);
    for (int i = 0; i < titles.size(); i++) {
      cell(page, "th", titles.get(i), numbers.get(i));
    }
    page.append("</tr>\n");
    for (List<String> row : rows) {
      page.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(page, "td", row.get(i), numbers.get(i));
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
    if (table.left() > 0) {
      page.append("<p>")
          .append(escaped(texts.get("view.left", Map.of("count", Long.toString(table.left())))))
          .append("</p>\n");
    }
  }

  private static void cell(StringBuilder page, String tag, String text, boolean number) {
    page.append('<').append(tag).append(number ? " class=\"n\">" : ">");
    page.append(escaped(text)).append("</").append(tag).append('>');
  }

  /// One chart for each currency: amounts of two are never drawn on one scale.
  private static void charts(StringBuilder page, ViewTable table, Texts texts) {
    Map<String, Map<String, BigDecimal>> bars = new LinkedHashMap<>();
    for (List<String> row : table.rows()) {
      String amount = row.get(table.view().charted());
      if (!amount.isEmpty()) {
        String label =
            table.view().columns().getFirst().equals("month") ? row.get(1) : day(row.getFirst());
        Map<String, BigDecimal> all =
            bars.computeIfAbsent(row.getLast(), _ -> new LinkedHashMap<>());
        if (table.view().columns().get(table.view().charted()).equals("balance")) {
          all.put(label, new BigDecimal(amount));
        } else {
          all.merge(label, new BigDecimal(amount), BigDecimal::add);
        }
      }
    }
    bars.forEach((currency, all) -> chart(page, currency, all, table, texts));
  }

  private static String day(String moment) {
    return moment.length() > 10 ? moment.substring(0, 10) : moment;
  }

  private static void chart(
      StringBuilder page,
      String currency,
      Map<String, BigDecimal> all,
      ViewTable table,
      Texts texts) {
    List<Map.Entry<String, BigDecimal>> bars = new ArrayList<>(all.entrySet());
    if (bars.size() > MOST_BARS) {
      bars = bars.subList(bars.size() - MOST_BARS, bars.size());
    }
    BigDecimal top = BigDecimal.ZERO;
    BigDecimal bottom = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> bar : bars) {
      top = top.max(bar.getValue());
      bottom = bottom.min(bar.getValue());
    }
    BigDecimal span = top.subtract(bottom).max(BigDecimal.ONE);
    int zero = height(top, span) + 20;
    List<String> labels =
        bars.stream().map(bar -> ReportView.cell("kind", bar.getKey(), texts)).toList();
    int widest =
        labels.stream().mapToInt(label -> label.length() * LETTER + LETTER).max().orElse(0);
    // Few bars stand so far apart that each has its label.
    int step = Math.max(4, Math.min(Math.max(80, widest), WIDTH / bars.size()));
    page.append("<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT + 50)
        .append("\" role=\"img\" aria-label=\"")
        .append(escaped(texts.get("view." + table.view().id()) + " " + currency))
        .append("\">\n<text x=\"0\" y=\"12\">")
        .append(
            escaped(
                texts.get("view.column." + table.view().columns().get(table.view().charted()))
                    + " "
                    + currency
                    + ", "
                    + bottom.toPlainString()
                    + " – "
                    + top.toPlainString()
                    + (table.view().columns().getFirst().equals("month")
                        ? ""
                        : ", " + labels.getFirst() + " – " + labels.getLast())))
        .append("</text>\n<line class=\"axis\" x1=\"0\" x2=\"")
        .append(WIDTH)
        .append("\" y1=\"" + zero + "\" y2=\"" + zero + "\"/>\n");
    int every = Math.max(1, (widest + step - 1) / step);
    for (int i = 0; i < bars.size(); i++) {
      BigDecimal amount = bars.get(i).getValue();
      int tall = Math.max(1, height(amount.abs(), span));
      boolean positive = amount.signum() >= 0;
      page.append("<rect class=\"")
          .append(positive ? "in" : "out")
          .append("\" x=\"")
          .append(i * step)
          .append("\" y=\"")
          .append(positive ? zero - tall : zero)
          .append("\" width=\"")
          .append(step - Math.max(1, step / 6))
          .append("\" height=\"")
          .append(tall)
          .append("\"><title>")
          .append(escaped(bars.get(i).getKey() + ": " + amount.toPlainString()))
          .append("</title></rect>\n");
      // One that would run over the edge is left out; its bar has a title.
      if (i % every == 0 && i * step + widest - LETTER <= WIDTH) {
        page.append("<text x=\"")
            .append(i * step)
            .append("\" y=\"")
            .append(HEIGHT + 44)
            .append("\">")
            .append(escaped(labels.get(i)))
            .append("</text>\n");
      }
    }
    page.append("</svg>\n");
  }

  private static int height(BigDecimal amount, BigDecimal span) {
    return amount
        .multiply(BigDecimal.valueOf(HEIGHT - 20L))
        .divide(span, 0, RoundingMode.HALF_UP)
        .intValue();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
