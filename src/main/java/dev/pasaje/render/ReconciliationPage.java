// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reconciliation.Discrepancy;
import dev.pasaje.reconciliation.OpenItem;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Set;

/// What a reconciliation came to, as a page for people and their printers.
public final class ReconciliationPage {
  private static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1c2733;--soft:#5b6b7a;--line:#d8dee5;--good:#0a7d5a;\
      --bad:#a4261d;--page:#fff}
      @media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa9b8;--line:#35414d;\
      --good:#4cc29a;--bad:#e8806a;--page:#151b21}}
      body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--page);\
      max-width:68rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0 0 1rem}
      table{border-collapse:collapse;margin:1rem 0}
      td,th{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);\
      vertical-align:top}
      th{color:var(--soft);font-weight:600}
      .found{width:100%}
      .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .totals .n{padding-left:1.5rem}
      .good{color:var(--good)}.bad{color:var(--bad)}
      .soft{color:var(--soft);font-size:.85em;overflow-wrap:anywhere}
      @media (max-width:40rem){.found,.found tbody,.found tr,.found td{display:block}\
      .found td{border:0;padding:.1rem 0;text-align:left}.found tr{padding:.6rem 0;\
      border-bottom:1px solid var(--line)}.totals .n{padding-left:.5rem}}
      """;

  private ReconciliationPage() {}

  /// One file that asks the network for nothing and runs no script.
  public static String of(Reconciliation.Result result, Language language) {
    Texts texts = Texts.of("reconciliation", language);
    StringBuilder page =
        new StringBuilder(
            "<!doctype html><html lang=\""
                + language.code()
                + "\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'sha256-"
                + Sha256.base64(CSS)
                + "'; base-uri 'none'; form-action 'none'\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>"
                + escape(texts.get("title"))
                + "</title><style>"
                + CSS
                + "</style></head><body><h1>"
                + escape(texts.get("title"))
                + "</h1><p"
                + (result.outcome().closes() && result.kept().open().isEmpty()
                    ? " class=\"good\""
                    : " class=\"bad\"")
                + "><strong>"
                + escape(ReconciliationReport.verdict(result, texts))
                + "</strong></p><table class=\"totals\">");
    rows(page, ReconciliationReport.totals(result.outcome(), texts), Set.of(1, 2));
    page.append("</table><p>")
        .append(escape(ReconciliationReport.orders(result, texts)))
        .append("<br>");
    for (String problem : ReconciliationReport.problems(result, language)) {
      page.append("<span class=\"soft\">").append(escape(problem)).append("</span><br>");
    }
    page.append(escape(ReconciliationReport.counts(result, texts))).append("</p>");
    if (result.kept().open().size() > 1) {
      page.append("<table class=\"totals\">");
      rows(page, ReconciliationReport.codes(result.kept().open(), texts), Set.of(1, 2));
      page.append("</table>");
    }
    page.append("<table class=\"found\">");
    for (OpenItem item : result.kept().open()) {
      Discrepancy one = item.discrepancy();
      page.append("<tr><td><strong>")
          .append(one.code())
          .append("</strong><br>")
          .append(escape(ReconciliationReport.subject(one)))
          .append("<br><span class=\"soft\">")
          .append(one.id())
          .append("</span></td><td class=\"n\">")
          .append(escape(ReconciliationReport.amount(one)))
          .append("</td><td>")
          .append(escape(ReconciliationReport.what(one, texts)))
          .append("<br>→ ")
          .append(escape(ReconciliationReport.next(one, texts)))
          .append("<br><span class=\"soft\">")
          .append(escape(ReconciliationReport.evidence(item, result.names())))
          .append(one.rowKey() == null ? "" : "<br>" + escape(Clean.of(one.rowKey())))
          .append("</span></td></tr>");
    }
    return page.append("</table></body></html>\n").toString();
  }

  private static void rows(StringBuilder page, List<List<String>> rows, Set<Integer> numbers) {
    String cell = "th";
    for (List<String> row : rows) {
      page.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        page.append(
            "<%1$s%2$s>%3$s</%1$s>"
                .formatted(cell, numbers.contains(i) ? " class=\"n\"" : "", escape(row.get(i))));
      }
      page.append("</tr>");
      cell = "td";
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
