// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.Stamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Reads amounts and moments the way report cells hold them; domain/reports.md 8.
final class CellReader {
  /// Numeric(17,2), and one digit to spare.
  private static final int MOST_DIGITS = 16;

  private static final BigDecimal DUST = new BigDecimal("0.000001");
  private static final int MOST_OFFSET_MINUTES = 18 * 60;

  private CellReader() {}

  /// `-?\d+(\.\d+)?` with at most two decimals other than zero; never through floating point.
  static BigDecimal amount(String text) throws BadCell {
    int length = text.length();
    int at = 0;
    boolean negative = false;
    if (length > 0 && text.charAt(0) == '-') {
      negative = true;
      at = 1;
    }
    long value = 0;
    int digits = 0;
    int start = at;
    while (at < length && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at) - '0');
      digits += value == 0 ? 0 : 1;
      if (digits > MOST_DIGITS) {
        throw new BadCell(Why.DIGITS);
      }
      at++;
    }
    if (at == start) {
      throw new BadCell(Why.AMOUNT);
    }
    int decimals = 0;
    if (at < length) {
      if (text.charAt(at) != '.' || at + 1 == length) {
        throw new BadCell(Why.AMOUNT);
      }
      at++;
      while (at < length) {
        char c = text.charAt(at);
        if (!isDigit(c)) {
          throw new BadCell(Why.AMOUNT);
        }
        if (decimals < 2) {
          value = value * 10 + (c - '0');
          decimals++;
        } else if (c != '0') {
          throw new BadCell(Why.DECIMALS);
        }
        at++;
      }
    }
    for (; decimals < 2; decimals++) {
      value *= 10;
    }
    return BigDecimal.valueOf(negative ? -value : value, 2);
  }

  /// A number of a spreadsheet, which keeps amounts in binary: what is less than a millionth beside
  /// a cent is its doing.
  static BigDecimal spreadsheetAmount(String text) throws BadCell {
    BigDecimal value;
    try {
      value = text.length() > 40 ? fail(Why.DIGITS) : new BigDecimal(text);
    } catch (NumberFormatException none) {
      throw new BadCell(Why.AMOUNT);
    }
    if (value.precision() - (long) value.scale() > MOST_DIGITS || value.scale() > 400) {
      throw new BadCell(Why.DIGITS);
    }
    BigDecimal cents = value.setScale(2, RoundingMode.HALF_EVEN);
    if (value.subtract(cents).abs().compareTo(DUST) >= 0) {
      throw new BadCell(Why.DECIMALS);
    }
    return cents;
  }

  private static BigDecimal fail(Why why) throws BadCell {
    throw new BadCell(why);
  }

  /// `yyyy-MM-ddTHH:mm:ss[.fraction]` and `Z`, `±hh:mm`, `±hhmm` or `±hh`.
  static Stamp time(String text) throws BadCell {
    int length = text.length();
    if (length < 19
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw new BadCell(Why.TIME);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new BadCell(Why.TIME);
    }
    int at = 19;
    int nanos = 0;
    if (at < length && text.charAt(at) == '.') {
      at++;
      int scale = 100_000_000;
      int start = at;
      while (at < length && isDigit(text.charAt(at))) {
        nanos += (text.charAt(at) - '0') * scale;
        scale /= 10;
        at++;
      }
      if (at == start) {
        throw new BadCell(Why.TIME);
      }
    }
    if (at == length) {
      throw new BadCell(Why.OFFSET);
    }
    int offset = offset(text, at);
    try {
      long day =
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
      long local = day * 86_400 + hour * 3600L + minute * 60L + second;
      return new Stamp(Instant.ofEpochSecond(local - offset * 60L, nanos), offset);
    } catch (DateTimeException noSuchDay) {
      throw new BadCell(Why.TIME);
    }
  }

  private static int offset(String text, int at) throws BadCell {
    int left = text.length() - at;
    char sign = text.charAt(at);
    if (sign == 'Z' && left == 1) {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw new BadCell(Why.TIME);
    }
    int minutes =
        switch (left) {
          case 3 -> number(text, at + 1, at + 3) * 60;
          case 5 -> number(text, at + 1, at + 3) * 60 + number(text, at + 3, at + 5);
          case 6 -> {
            if (text.charAt(at + 3) != ':') {
              throw new BadCell(Why.TIME);
            }
            yield number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
          }
          default -> throw new BadCell(Why.TIME);
        };
    if (minutes > MOST_OFFSET_MINUTES) {
      throw new BadCell(Why.TIME);
    }
    return sign == '-' ? -minutes : minutes;
  }

  private static int number(String text, int from, int to) throws BadCell {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        throw new BadCell(Why.TIME);
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  static int count(String text) throws BadCell {
    String whole = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    if (whole.isEmpty() || whole.length() > 4 || !whole.chars().allMatch(c -> isDigit((char) c))) {
      throw new BadCell(Why.COUNT);
    }
    return Integer.parseInt(whole);
  }

  /// Empty when it is neither.
  static Optional<Boolean> flag(String text) {
    return text.equalsIgnoreCase("true")
        ? Optional.of(true)
        : text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Digits with an exponent: what a spreadsheet makes of a long id, as in `2E+15`.
  static boolean looksDamaged(String id) {
    int e = Math.max(id.indexOf('E'), id.indexOf('e'));
    if (e < 1 || e == id.length() - 1 || !isDigit(id.charAt(0))) {
      return false;
    }
    for (int i = 0; i < e; i++) {
      if (!isDigit(id.charAt(i)) && id.charAt(i) != '.' && id.charAt(i) != ',') {
        return false;
      }
    }
    // 12E3 may be an id of letters and digits; a sign after the E is a spreadsheet's.
    if (id.charAt(e + 1) != '+') {
      return false;
    }
    for (int i = e + 2; i < id.length(); i++) {
      if (!isDigit(id.charAt(i))) {
        return false;
      }
    }
    return id.length() > e + 2;
  }
}
