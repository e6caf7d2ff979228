// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/// What payments are told apart by.
enum Dimension {
  /// Of creation, in the zone of the site.
  DAY,
  HOUR,
  /// `payment_type_id`.
  TYPE,
  /// `payment_method_id`.
  METHOD,
  /// Of cards: the method without the mark of a debit card.
  BRAND,
  /// `issuer_id`, of cards.
  ISSUER,
  /// `financial_institution`, of transfers and tickets.
  BANK,
  INSTALMENTS,
  /// First six digits, of cards.
  BIN,
  AMOUNT,
  CHECKOUT,
  BINARY_MODE,
  THREE_DS;

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Empty when it does not apply to the attempt, or nobody knows.
  String of(Attempt attempt, ZoneId zone) {
    return switch (this) {
      case DAY -> attempt.at().map(at -> LocalDate.ofInstant(at, zone).toString()).orElse("");
      case HOUR -> attempt.at().map(at -> "%02d".formatted(at.atZone(zone).getHour())).orElse("");
      case TYPE -> attempt.type();
      case METHOD -> attempt.method();
      case BRAND ->
          attempt.byCard() ? attempt.method().replaceFirst("^(deb|pre)(?=[a-z]{4})", "") : "";
      case ISSUER -> attempt.byCard() ? attempt.issuer() : "";
      case BANK -> attempt.bank();
      case INSTALMENTS ->
          attempt.byCard() && attempt.instalments() > 0
              ? Integer.toString(attempt.instalments())
              : "";
      case BIN -> attempt.bin();
      case AMOUNT -> band(attempt.amount(), attempt.currency());
      case CHECKOUT -> attempt.checkout();
      case BINARY_MODE -> attempt.binary().map(on -> on ? "on" : "off").orElse("");
      case THREE_DS -> attempt.threeDs();
    };
  }

  /// Bands of 1, 2 and 5 times a power of ten: `ARS 200-500` holds 200 and not 500.
  static String band(BigDecimal amount, String currency) {
    if (amount.signum() <= 0) {
      return "";
    }
    BigDecimal plain = amount.stripTrailingZeros();
    int power = plain.precision() - plain.scale() - 1;
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
    int digit = plain.divideToIntegralValue(unit).intValueExact();
    int low = digit < 2 ? 1 : digit < 5 ? 2 : 5;
    int high = digit < 2 ? 2 : digit < 5 ? 5 : 10;
    return (currency
            + " "
            + unit.multiply(BigDecimal.valueOf(low)).toPlainString()
            + "-"
            + unit.multiply(BigDecimal.valueOf(high)).toPlainString())
        .strip();
  }
}
