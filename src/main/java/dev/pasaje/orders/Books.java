// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.integration.OrderBooks;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/// Reads the merchant's own books: what each order costs. What cannot be used of them is told, line
/// by line; the rest is kept.
public final class Books {
  private final List<BookLine> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, BigMoney> known = new HashMap<>();

  Books() {}

  /// All that was read.
  ///
  /// @param source such as `csv`
  public record Reading(String source, List<BookLine> lines, List<Problem> problems) {
    public Reading {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /// A line of the books that cannot be used.
  ///
  /// @param code of its text in the bundle `orders`
  /// @param arguments where it is, and what was found
  public record Problem(String code, Map<String, String> arguments) {
    public Problem {
      arguments = Map.copyOf(arguments);
    }

    public String in(Language language) {
      return Texts.of("orders", language).get(code, arguments);
    }
  }

  /// @param limit for one question to a shop or a database
  /// @throws dev.pasaje.failure.PasajeException when the books cannot be read at all
  public static Reading read(OrderBooks books, Duration limit) {
    return switch (books) {
      case OrderBooks.Csv csv -> CsvBooks.read(csv);
      case OrderBooks.Jdbc jdbc -> JdbcBooks.read(jdbc, limit);
      case OrderBooks.WooCommerce shop -> WooCommerceBooks.read(shop, limit);
    };
  }

  /// One more line, as it is written there.
  ///
  /// @param place where it is, for people
  void add(String place, String reference, String total, String currency) {
    String name = reference.strip();
    if (name.isEmpty() || name.length() > Orders.LONGEST_REFERENCE) {
      problem("book.reference", place, name);
      return;
    }
    Optional<BigDecimal> amount = Amounts.number(total);
    if (amount.isEmpty()) {
      problem("book.total", place, total);
      return;
    }
    Optional<CurrencyUnit> unit = Amounts.currency(currency.strip());
    if (unit.isEmpty()) {
      problem("book.currency", place, currency);
      return;
    }
    BigMoney money = BigMoney.of(unit.get(), amount.get());
    BigMoney earlier = known.putIfAbsent(name, money);
    if (earlier == null) {
      lines.add(new BookLine(name, money));
    } else if (!same(earlier, money)) {
      problem("book.twice", place, name);
    }
  }

  private static boolean same(BigMoney one, BigMoney other) {
    return one.getCurrencyUnit().equals(other.getCurrencyUnit())
        && one.getAmount().compareTo(other.getAmount()) == 0;
  }

  void problem(String code, String place, String found) {
    problems.add(problemOf(code, place, found));
  }

  /// @param code of its text in the bundle `orders`
  public static Problem problemOf(String code, String place, String found) {
    return new Problem(code, Map.of("place", place, "found", brief(found)));
  }

  private static String brief(String found) {
    return found.length() <= 60 ? found : found.substring(0, 59) + "…";
  }

  Reading reading(String source) {
    return new Reading(source, lines, problems);
  }
}
