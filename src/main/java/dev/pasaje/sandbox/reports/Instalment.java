// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// One instalment of a sale of Brazil: a row of the release report on its day (reports.md 17) and
/// one of the schedule in the settlement report (11). All of them come to the sale to the cent, in
/// each of its parts; the last takes what rounding leaves. That they are equal and thirty days
/// apart is an assumption.
record Instalment(
    int number,
    int count,
    Instant due,
    BigDecimal gross,
    BigDecimal mpFee,
    BigDecimal financingFee,
    BigDecimal shippingFee,
    List<Tax> taxes) {
  private static final Duration APART = Duration.ofDays(30);

  /// Those of a movement; none when it is not paid in instalments, or never released.
  static List<Instalment> of(Movement movement, Books books, Cells cells) {
    int count = count(movement);
    Instant first = movement.released();
    boolean whole =
        !cells.quirks().contains(Quirks.INSTALMENT_ROWS)
            || !books.site().equals("MLB")
            || !movement.description().equals("payment")
            || count == 1;
    return whole || first == null
        ? List.of()
        : IntStream.rangeClosed(1, count)
            .mapToObj(number -> part(movement, number, count, first, cells.decimals()))
            .toList();
  }

  private static int count(Movement movement) {
    String text = movement.detail("INSTALLMENTS");
    return text.matches("\\d{1,2}") ? Integer.parseInt(text) : 1;
  }

  private static Instalment part(
      Movement movement, int number, int count, Instant first, int decimals) {
    UnaryOperator<BigDecimal> share =
        whole -> {
          BigDecimal each = whole.divide(BigDecimal.valueOf(count), decimals, RoundingMode.DOWN);
          return number == count
              ? whole.subtract(each.multiply(BigDecimal.valueOf(count - 1L)))
              : each;
        };
    return new Instalment(
        number,
        count,
        first.plus(APART.multipliedBy(number - 1L)),
        share.apply(movement.gross()),
        share.apply(movement.mpFee()),
        share.apply(movement.financingFee()),
        share.apply(movement.shippingFee()),
        movement.taxes().stream()
            .map(tax -> new Tax(tax.financialEntity(), tax.detail(), share.apply(tax.amount())))
            .toList());
  }

  BigDecimal net() {
    return gross
        .add(mpFee)
        .add(financingFee)
        .add(shippingFee)
        .add(taxes.stream().map(Tax::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
