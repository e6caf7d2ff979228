// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the table of a report: the honest one, then the oddities that are switched on.
final class Sheets {
  private static final Map<String, String> SPANISH_VALUES =
      Map.of(
          "SETTLEMENT", "Pago aprobado",
          "SETTLEMENT_SHIPPING", "Pago de envío",
          "REFUND", "Devolución de dinero",
          "REFUND_SHIPPING", "Devolución de envío",
          "DISPUTE", "Reclamo",
          "CASHBACK", "Cashback",
          "account_money", "Dinero en cuenta");

  private static final List<String> DATES =
      List.of("DATE", "TRANSACTION_DATE", "SETTLEMENT_DATE", "MONEY_RELEASE_DATE");

  private Sheets() {}

  static Table table(
      World world,
      Account account,
      boolean live,
      Configuration configuration,
      Range range,
      Instant generated,
      Set<Quirks> quirks) {
    boolean empty = quirks.contains(Quirks.EMPTY_FOR_TEST) && (account.testUser() || !live);
    Books books = Ledger.books(world, account, live, generated);
    Books shown =
        empty
            ? new Books(
                books.userId(),
                books.site(),
                books.currency(),
                books.decimals(),
                List.of(),
                List.of())
            : books;
    Cells cells = new Cells(books.decimals(), configuration.zone(), quirks);
    Table table =
        switch (configuration.family()) {
          case RELEASE -> ReleaseSheet.of(shown, configuration, range, cells);
          case SETTLEMENT -> SettlementSheet.of(shown, configuration, range, cells, generated);
        };
    List<Map<String, String>> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(new HashMap<>(row)));
    if (configuration.language().equals("es")) {
      rows.forEach(Sheets::translate);
    }
    spoil(rows, configuration, range, cells);
    return new Table(table.keys(), table.headers(), rows);
  }

  /// Spanish exports translate some values, others stay in English (observed).
  private static void translate(Map<String, String> row) {
    for (String key : List.of("TRANSACTION_TYPE", "PAYMENT_METHOD", "PAYMENT_METHOD_TYPE")) {
      row.computeIfPresent(key, (_, value) -> SPANISH_VALUES.getOrDefault(value, value));
    }
  }

  private static void spoil(
      List<Map<String, String>> rows, Configuration configuration, Range range, Cells cells) {
    Set<Quirks> quirks = cells.quirks();
    boolean release = configuration.family() == Family.RELEASE;
    if (quirks.contains(Quirks.MIXED_OFFSETS)) {
      for (int i = 1; i < rows.size(); i += 2) {
        Map<String, String> row = rows.get(i);
        DATES.forEach(key -> row.computeIfPresent(key, (_, text) -> moved(text, cells)));
      }
    }
    if (quirks.contains(Quirks.EARLY_RELEASE_DATES) && !release) {
      for (int i = 0; i < rows.size(); i += 6) {
        rows.get(i).put("MONEY_RELEASE_DATE", cells.time(range.begin().minusSeconds(1)));
      }
    }
    int first = release ? 1 : 0;
    boolean hasRow = rows.size() > (release ? 2 : 0);
    if (quirks.contains(Quirks.BROKEN_NET) && hasRow) {
      String key = release ? "GROSS_AMOUNT" : "SETTLEMENT_NET_AMOUNT";
      BigDecimal cent = BigDecimal.ONE.movePointLeft(cells.decimals());
      rows.get(first)
          .computeIfPresent(key, (_, text) -> cells.amount(new BigDecimal(text).subtract(cent)));
    }
    if (quirks.contains(Quirks.DUPLICATE_ROW) && hasRow) {
      rows.add(first + 1, new HashMap<>(rows.get(first)));
    }
    if (quirks.contains(Quirks.UNKNOWN_TYPE)) {
      Map<String, String> odd = new HashMap<>();
      odd.put(
          release ? "DESCRIPTION" : "TRANSACTION_TYPE",
          release ? "sandbox_novelty" : "SANDBOX_NOVELTY");
      odd.put("RECORD_TYPE", "release");
      odd.put(release ? "DATE" : "SETTLEMENT_DATE", cells.time(range.begin()));
      configuration.columns().stream()
          .filter(Columns::isNumeric)
          .forEach(key ->
              odd.put(key, key.equals("INSTALLMENTS") ? "1" : cells.amount(BigDecimal.ZERO)));
      rows.add(first, odd);
    }
  }

  private static String moved(String text, Cells cells) {
    return Dates.parse(text)
        .map(instant -> cells.at(ZoneOffset.ofHours(-3)).time(instant))
        .orElse(text);
  }
}
