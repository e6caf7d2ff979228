// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reconciliation.Discrepancy;
import dev.pasaje.reconciliation.OpenItem;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.List;

/// What a reconciliation came to, as a page for people and their printers.
public final class ReconciliationPage {
  private static final String CSS =
      "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
          + "table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{text-align:left;"
          + "padding:.35rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}"
          + ".n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#a40000}"
          + ".soft{color:#555;font-size:.85em;word-break:break-all}";

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
                    ? ""
                    : " class=\"bad\"")
                + "><strong>"
                + escape(ReconciliationReport.verdict(result, texts))
                + "</strong></p><table>");
    for (List<String> row : ReconciliationReport.totals(result.outcome(), texts)) {
      page.append("<tr><td>")
          .append(escape(row.get(0)))
          .append("</td><td class=\"n\">")
          .append(escape(row.get(1)))
          .append("</td><td class=\"n\">")
          .append(escape(row.get(2)))
          .append("</td></tr>");
    }
    page.append("</table><p>")
        .append(escape(ReconciliationReport.orders(result, texts)))
        .append("<br>")
        .append(escape(ReconciliationReport.counts(result, texts)))
        .append("</p><table>");
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
          .append(escape(ReconciliationReport.evidence(one)))
          .append(one.rowKey() == null ? "" : "<br>" + escape(Clean.of(one.rowKey())))
          .append("</span></td></tr>");
    }
    return page.append("</table></body></html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
