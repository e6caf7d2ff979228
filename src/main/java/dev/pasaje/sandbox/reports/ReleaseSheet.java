// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The release report: opening balance, every change of the available balance in order, total.
/// Since the model of October 2022 blocks are `release` rows named `reserve_…` (reports.md 10).
final class ReleaseSheet {
  private final Books books;
  private final Configuration configuration;
  private final Cells cells;
  private final List<Map<String, String>> rows = new ArrayList<>();
  private BigDecimal balance = BigDecimal.ZERO;

  private ReleaseSheet(Books books, Configuration configuration, Cells cells) {
    this.books = books;
    this.configuration = configuration;
    this.cells = cells;
  }

  static Table of(Books books, Configuration configuration, Range range, Cells cells) {
    ReleaseSheet sheet = new ReleaseSheet(books, configuration, cells);
    sheet.fill(AvailableBalance.of(books, cells), range);
    List<String> keys = configuration.columns();
    return new Table(keys, configuration.headers(books.site()), sheet.rows);
  }

  private void fill(AvailableBalance available, Range range) {
    balance = available.before(range.begin());
    marker("initial_available_balance", range.begin(), balance);
    List<ReleaseLine> lines = available.between(range);
    for (ReleaseLine line : configuration.flag("compensate_detail", true) ? lines : open(lines)) {
      boolean shown = line.isPayout() && configuration.flag("check_available_balance", false);
      if (shown) {
        available(line, "pre_payout_");
      }
      movement(line);
      if (shown) {
        available(line, "pos_payout_");
      }
    }
    marker("total", range.end(), balance);
  }

  /// Without the pairs of reserves that cancel out inside the report.
  private static List<ReleaseLine> open(List<ReleaseLine> lines) {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (ReleaseLine line : lines) {
      if (line.isReserve()) {
        sums.merge(line.sourceId() + line.description(), line.net(), BigDecimal::add);
      }
    }
    return lines.stream()
        .filter(line ->
            !line.isReserve()
                || sums.getOrDefault(line.sourceId() + line.description(), BigDecimal.ZERO).signum()
                    != 0)
        .toList();
  }

  private Map<String, String> blank(String recordType, Instant at) {
    Map<String, String> row = new HashMap<>();
    for (String key :
        List.of(
            "MP_FEE_AMOUNT",
            "FINANCING_FEE_AMOUNT",
            "SHIPPING_FEE_AMOUNT",
            "TAXES_AMOUNT",
            "COUPON_AMOUNT",
            "EFFECTIVE_COUPON_AMOUNT",
            "TAX_AMOUNT_TELCO",
            "SELLER_AMOUNT")) {
      row.put(key, cells.amount(BigDecimal.ZERO));
    }
    row.put("RECORD_TYPE", recordType);
    row.put("DATE", cells.time(at));
    row.put("DATE_SHORT", cells.day(at));
    row.put("INSTALLMENTS", "1");
    row.put("CURRENCY", books.currency());
    row.put("METADATA", "[{}]");
    row.put("TAXES_DISAGGREGATED", "[]");
    return row;
  }

  private void sides(Map<String, String> row, BigDecimal net) {
    row.put("NET_CREDIT_AMOUNT", cells.amount(net.max(BigDecimal.ZERO)));
    row.put("NET_DEBIT_AMOUNT", cells.amount(net.negate().max(BigDecimal.ZERO)));
    row.put("BALANCE_AMOUNT", cells.amount(balance));
  }

  private void marker(String recordType, Instant at, BigDecimal amount) {
    Map<String, String> row = blank(recordType, at);
    row.put("GROSS_AMOUNT", cells.amount(amount));
    sides(row, amount);
    rows.add(row);
  }

  private void available(ReleaseLine line, String prefix) {
    Map<String, String> row = blank("available_balance", line.at());
    row.put("SOURCE_ID", line.sourceId());
    row.put("DESCRIPTION", prefix + line.sourceId());
    row.put("GROSS_AMOUNT", cells.amount(balance));
    sides(row, balance);
    rows.add(row);
  }

  private void movement(ReleaseLine line) {
    balance = balance.add(line.net());
    Map<String, String> row = blank("release", line.at());
    row.putAll(line.details());
    row.computeIfPresent("COUPON_AMOUNT", (_, text) -> cells.amount(new BigDecimal(text)));
    row.put("SOURCE_ID", line.sourceId());
    row.put("DESCRIPTION", cells.description(line.description()));
    row.put("GROSS_AMOUNT", cells.amount(line.gross()));
    row.put("MP_FEE_AMOUNT", cells.amount(line.mpFee()));
    row.put("FINANCING_FEE_AMOUNT", cells.amount(line.financingFee()));
    row.put("SHIPPING_FEE_AMOUNT", cells.amount(line.shippingFee()));
    row.put("TAXES_AMOUNT", cells.amount(line.taxTotal()));
    row.put("TAXES_DISAGGREGATED", cells.taxes(line.taxes()));
    row.put("TAX_DETAIL", line.taxes().isEmpty() ? "" : line.taxes().getFirst().detail());
    row.put("TRANSACTION_DATE", cells.time(line.created()));
    row.put("TRANSACTION_DATE_SHORT", cells.day(line.created()));
    row.put("TRANSACTION_APPROVAL_DATE", cells.time(line.approved()));
    row.put("TRANSACTION_APPROVAL_DATE_SHORT", cells.day(line.approved()));
    row.put("IS_RELEASED", "true");
    sides(row, line.net());
    rows.add(row);
  }
}
