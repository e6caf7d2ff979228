// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Kinds of withheld taxes against those of the terms: `financial_entity` in TAXES_DISAGGREGATED,
/// which real files write without quotes, and DESCRIPTION of rows that are a tax by themselves. Not
/// TAX_DETAIL, whose words are not those of the documents (domain/reports.md 15.3).
final class TaxKinds {
  private static final String NAME = "financial_entity";

  /// Longer descriptions were met cut there.
  private static final int CUT = 30;

  private TaxKinds() {}

  /// A branch of a `case`: a kind that the terms do not name.
  static String strange(Terms terms) {
    if (terms.taxes().isEmpty()) {
      return "";
    }
    String list = "replace(replace(lower(coalesce(taxes_disaggregated, '')), '\"', ''), ' ', '')";
    String known =
        terms.taxes().stream()
            .map(kind -> Sql.text(NAME + ":" + kind.toLowerCase(Locale.ROOT)))
            .map(kind -> times(list, kind + " || ','") + " + " + times(list, kind + " || '}'"))
            .collect(Collectors.joining(" + "));
    return "\n      when coalesce(taxes_amount, 0) <> 0 and "
        + times(list, Sql.text(NAME + ":"))
        + " > "
        + known
        + " then 'TAX_UNEXPECTED'";
  }

  /// The same for a row that is a tax.
  static String strangeRow(Terms terms) {
    return terms.taxes().isEmpty()
        ? ""
        : "\n      when class = 'tax' and substr(lower(coalesce(description, '')), 1, "
            + CUT
            + ") not in "
            + terms.taxes().stream()
                .map(kind -> kind.toLowerCase(Locale.ROOT))
                .flatMap(kind -> Stream.of(kind, kind.replace("withholding", "withdholding")))
                .map(kind -> Sql.text(kind.substring(0, Math.min(CUT, kind.length()))))
                .distinct()
                .collect(Collectors.joining(", ", "(", ")"))
            + " then 'TAX_UNEXPECTED'";
  }

  private static String times(String text, String part) {
    return "(length("
        + text
        + ") - length(replace("
        + text
        + ", "
        + part
        + ", ''))) / length("
        + part
        + ")";
  }
}
