// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes amounts, dates and lists the way report cells hold them.
///
/// @param decimals of the currency
record Cells(int decimals, ZoneOffset zone, Set<Quirks> quirks) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
  private static final int LONGEST_TRUNCATED = 30;

  String amount(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atOffset(zone));
  }

  String day(@Nullable Instant instant) {
    return instant == null ? "" : instant.atOffset(zone).toLocalDate().toString();
  }

  Cells at(ZoneOffset other) {
    return new Cells(decimals, other, quirks);
  }

  String description(String text) {
    String spelt = text;
    if (quirks.contains(Quirks.TYPO_VALUES)) {
      spelt =
          switch (text) {
            case "tax_withholding" -> "tax_withdholding";
            case "tax_withholding_cancel" -> "tax_withdholding_cancel";
            default -> text;
          };
    }
    boolean cut =
        quirks.contains(Quirks.TRUNCATED_DESCRIPTIONS) && spelt.length() > LONGEST_TRUNCATED;
    return cut ? spelt.substring(0, LONGEST_TRUNCATED) : spelt;
  }

  /// `TAXES_DISAGGREGATED`: JSON, or what real files hold instead.
  String taxes(List<Tax> taxes) {
    String quote = quirks.contains(Quirks.INVALID_TAXES_DISAGGREGATED) ? "" : "\"";
    return taxes.stream()
        .map(tax ->
            "{financial_entity:%s,amount:%s,detail:%s}"
                .replace("financial_entity", quote + "financial_entity" + quote)
                .replace("amount", quote + "amount" + quote)
                .replace("detail", quote + "detail" + quote)
                .formatted(
                    quote + tax.financialEntity() + quote,
                    amount(tax.amount()),
                    quote + tax.detail() + quote))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
