// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import dev.pasaje.failure.PasajeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// What a merchant agreed on and puts up with: the contracted rates, and by how much what may
/// differ. Rates are never known to the product itself (domain/reports.md 18).
///
/// @param graceDays so long an order may wait for its row, and a row for its release
/// @param feeTolerance a fee may be off by so much through rounding; money of any other kind never
/// @param ordersArePaid an order whose books give no state counts as paid
/// @param payoutDays between a payout and its credit at the bank
/// @param columns the file's name of a column of orders, by ours
/// @param taxes kinds of withheld taxes that are expected; not checked when empty
/// @param decimals that amounts of the currency have; fees are rounded to them
/// @param accounts destinations of payouts that are the merchant's; not checked when empty
public record Terms(
    int graceDays,
    BigDecimal feeTolerance,
    boolean ordersArePaid,
    int payoutDays,
    List<String> accounts,
    List<Rate> rates,
    Map<String, String> columns,
    List<String> taxes,
    int decimals) {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /// Nothing agreed: fees are not checked.
  public static final Terms USUAL =
      new Terms(3, new BigDecimal("0.01"), false, 3, List.of(), List.of(), Map.of(), List.of(), 2);

  public Terms {
    accounts = List.copyOf(accounts);
    rates = List.copyOf(rates);
    columns = Map.copyOf(columns);
    taxes = List.copyOf(taxes);
  }

  /// The same terms for amounts of that currency.
  ///
  /// @param currency ISO 4217, a known one
  public Terms in(String currency) {
    return new Terms(
        graceDays,
        feeTolerance,
        ordersArePaid,
        payoutDays,
        accounts,
        rates,
        columns,
        taxes,
        CurrencyUnit.of(currency).getDecimalPlaces());
  }

  /// The same terms with those rates.
  public Terms with(List<Rate> contracted) {
    return new Terms(
        graceDays,
        feeTolerance,
        ordersArePaid,
        payoutDays,
        accounts,
        contracted,
        columns,
        taxes,
        decimals);
  }

  /// What Mercado Pago takes of a payment, by contract.
  ///
  /// @param type payment method type such as `credit_card`; any when empty
  /// @param least fewest and `most` instalments it holds for
  /// @param percent of the gross amount, before VAT
  /// @param vat percent of VAT on the fee; in Brazil 0 (domain/reports.md 17)
  public record Rate(
      Optional<String> type,
      int least,
      int most,
      BigDecimal percent,
      BigDecimal vat,
      BigDecimal fixed) {
    /// The fee as an expression over the gross amount, rounded as the currency is.
    String expected(String gross, int decimals) {
      BigDecimal withVat = BigDecimal.ONE.add(vat.divide(HUNDRED, 6, RoundingMode.HALF_UP));
      BigDecimal share = percent.multiply(withVat).divide(HUNDRED, 8, RoundingMode.HALF_UP);
      BigDecimal flat = fixed.multiply(withVat).setScale(decimals, RoundingMode.HALF_UP);
      return "round("
          + gross
          + " * "
          + share.toPlainString()
          + " + "
          + flat.toPlainString()
          + ", "
          + decimals
          + ")";
    }
  }

  Duration grace() {
    return Duration.ofDays(graceDays);
  }

  /// The contracted fee of a payment as an expression, null where no rate holds for it.
  String expectedFee(String type, String installments, String gross) {
    if (rates.isEmpty()) {
      return "cast(null as decimal(18, 2))";
    }
    StringBuilder sql = new StringBuilder("case");
    for (Rate rate : rates) {
      sql.append(" when coalesce(")
          .append(installments)
          .append(", 1) between ")
          .append(rate.least())
          .append(" and ")
          .append(rate.most());
      rate.type()
          .ifPresent(one -> sql.append(" and ").append(type).append(" = ").append(Sql.text(one)));
      sql.append(" then cast(")
          .append(rate.expected(gross, decimals))
          .append(" as decimal(18, 2))");
    }
    return sql.append(" end").toString();
  }

  /// @throws PasajeException when the file is none, or something in it cannot be used
  public static Terms read(Path file) {
    return TermsFile.read(file);
  }
}
