// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The settlement report: every movement of the account's money at the moment it was approved,
/// newest first as in real exports. Pending and rejected payments never appear.
final class SettlementSheet {
  private static final Set<String> WITHDRAWALS =
      Set.of("PAYOUTS", "PAYOUT", "WITHDRAWAL", "WITHDRAWAL_CANCEL");

  private SettlementSheet() {}

  static Table of(Books books, Configuration configuration, Range range, Cells cells, Instant now) {
    Map<String, BigDecimal> laterBySource = new HashMap<>();
    for (Movement movement : books.movements()) {
      if (!movement.transactionType().equals("SETTLEMENT")) {
        laterBySource.merge(movement.sourceId(), movement.net(), BigDecimal::add);
      }
    }
    List<Map<String, String>> rows =
        books.movements().stream()
            .filter(movement -> range.contains(movement.settled()))
            .filter(movement -> included(movement, configuration))
            .sorted(Comparator.comparing(Movement::settled).reversed())
            .flatMap(movement ->
                withParts(
                    movement, row(books, movement, laterBySource, cells, now), books, cells, now))
            .toList();
    return new Table(configuration.columns(), configuration.headers(books.site()), rows);
  }

  private static boolean included(Movement movement, Configuration configuration) {
    String type = movement.transactionType();
    return (!WITHDRAWALS.contains(type) || configuration.flag("include_withdraw", true))
        && (!type.equals("CHARGEBACK_CANCEL")
            || configuration.flag("show_chargeback_cancel", true));
  }

  private static Map<String, String> row(
      Books books,
      Movement movement,
      Map<String, BigDecimal> laterBySource,
      Cells cells,
      Instant now) {
    Map<String, String> row = new HashMap<>();
    row.put("COUPON_AMOUNT", cells.amount(BigDecimal.ZERO));
    row.put("TOTAL_COUPON_AMOUNT", cells.amount(BigDecimal.ZERO));
    row.put("SELLER_AMOUNT", cells.amount(BigDecimal.ZERO));
    row.put("TAX_AMOUNT_TELCO", cells.amount(BigDecimal.ZERO));
    row.put("TIP_AMOUNT", cells.amount(BigDecimal.ZERO));
    row.put("INSTALLMENTS", "1");
    row.put("METADATA", "[{}]");
    row.putAll(movement.details());
    row.computeIfPresent("COUPON_AMOUNT", (_, text) -> cells.amount(new BigDecimal(text)));
    row.put("SOURCE_ID", movement.sourceId());
    row.put("USER_ID", Long.toString(books.userId()));
    row.put("SITE", books.site());
    row.put("TRANSACTION_TYPE", movement.transactionType());
    row.put("TRANSACTION_AMOUNT", cells.amount(movement.gross()));
    row.put("TRANSACTION_CURRENCY", books.currency());
    row.put("SETTLEMENT_CURRENCY", books.currency());
    row.put("TRANSACTION_DATE", cells.time(movement.created()));
    row.put("TRANSACTION_DATE_SHORT", cells.day(movement.created()));
    row.put("SETTLEMENT_DATE", cells.time(movement.settled()));
    row.put("SETTLEMENT_DATE_SHORT", cells.day(movement.settled()));
    row.put("FEE_AMOUNT", cells.amount(movement.fees()));
    row.put("MKP_FEE_AMOUNT", cells.amount(movement.mpFee()));
    row.put("FINANCING_FEE_AMOUNT", cells.amount(movement.financingFee()));
    row.put("SHIPPING_FEE_AMOUNT", cells.amount(movement.shippingFee()));
    row.put("TAXES_AMOUNT", cells.amount(movement.taxTotal()));
    row.put("TAXES_DISAGGREGATED", cells.taxes(movement.taxes()));
    row.put("TAX_DETAIL", movement.taxes().isEmpty() ? "" : movement.taxes().getFirst().detail());
    row.put("SETTLEMENT_NET_AMOUNT", cells.amount(movement.net()));
    row.put("REAL_AMOUNT", cells.amount(real(movement, laterBySource)));
    Instant released = movement.released();
    row.put("MONEY_RELEASE_DATE", cells.time(released));
    row.put("MONEY_RELEASE_DATE_SHORT", cells.day(released));
    row.put("IS_RELEASED", Boolean.toString(released != null && !released.isAfter(now)));
    return row;
  }

  private static Stream<Map<String, String>> withParts(
      Movement movement, Map<String, String> row, Books books, Cells cells, Instant now) {
    if (cells.quirks().contains(Quirks.OBSERVED_YIELDS)
        && movement.description().startsWith("asset_management")) {
      row.put("MONEY_RELEASE_DATE", "");
      row.put("MONEY_RELEASE_DATE_SHORT", "");
      row.put("IS_RELEASED", "false");
    }
    return Stream.concat(
        Stream.of(row),
        Instalment.of(movement, books, cells).stream().map(part -> part(part, row, cells, now)));
  }

  /// A line of the schedule of a sale. No real file with such rows is public: that they repeat the
  /// sale's amounts is an assumption, the columns of the instalment are documented (reports.md 11).
  private static Map<String, String> part(
      Instalment part, Map<String, String> row, Cells cells, Instant now) {
    Map<String, String> line = new HashMap<>(row);
    line.put("DESCRIPTION", "INSTALLMENT");
    line.put("INSTALLMENT_NUMBER", part.number() + " / " + part.count());
    line.put("INSTALLMENT_NET_AMOUNT", cells.amount(part.net()));
    line.put("MONEY_RELEASE_DATE", cells.time(part.due()));
    line.put("MONEY_RELEASE_DATE_SHORT", cells.day(part.due()));
    line.put("IS_RELEASED", Boolean.toString(!part.due().isAfter(now)));
    return line;
  }

  /// On a payment's row, what is left of it after later refunds, disputes and chargebacks.
  private static BigDecimal real(Movement movement, Map<String, BigDecimal> laterBySource) {
    return movement.transactionType().equals("SETTLEMENT")
        ? movement.net().add(laterBySource.getOrDefault(movement.sourceId(), BigDecimal.ZERO))
        : movement.net();
  }
}
