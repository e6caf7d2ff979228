// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.view;

import dev.pasaje.reports.Cents;
import dev.pasaje.reports.Field;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.SourceIds;
import dev.pasaje.reports.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is still to come: a sale's money less what was given back, on the day of its release; by
/// instalment where the report has those (MLB). Some 90 bytes a sale.
final class Sales {
  private static final int PAID = 1;
  private static final int FREE = 2;
  private static final int IN_PARTS = 4;
  private static final int DATED = 8;

  private final Instant now;
  private final SourceIds sources = new SourceIds();
  private final List<String> currencies = new ArrayList<>();
  private final Map<Due, Sum> parts = new TreeMap<>(Due.ORDER);
  private long[] net = new long[1 << 10];
  private int[] due = new int[1 << 10];
  private byte[] flags = new byte[1 << 10];
  private byte[] currency = new byte[1 << 10];

  /// @param day in the cell's own zone
  private record Due(LocalDate day, String currency) {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::day).thenComparing(Due::currency);
  }

  private static final class Sum {
    private int count;
    private BigDecimal amount = new BigDecimal("0.00");

    private void add(BigDecimal more) {
      count++;
      amount = amount.add(more);
    }
  }

  /// @param now money of later days is to come
  Sales(Instant now) {
    this.now = now;
  }

  void row(Settlement row, String currencyOfRow) {
    if (row.sourceId().isEmpty()) {
      return;
    }
    int sale = sources.of(row.sourceId().get());
    if (sale >= net.length) {
      int wanted = sale + (sale >> 1);
      net = Arrays.copyOf(net, wanted);
      due = Arrays.copyOf(due, wanted);
      flags = Arrays.copyOf(flags, wanted);
      currency = Arrays.copyOf(currency, wanted);
    }
    Optional<Stamp> release = row.fields().time(Field.MONEY_RELEASE_DATE);
    if (row.kind() == RowClass.INSTALLMENT) {
      flags[sale] |= IN_PARTS;
      if (release.isPresent() && !isFree(row)) {
        parts
            .computeIfAbsent(new Due(release.get().day(), currencyOfRow), _ -> new Sum())
            .add(row.fields().amount(Field.INSTALLMENT_NET_AMOUNT).orElseGet(row::net));
      }
      return;
    }
    net[sale] += Cents.of(row.net());
    if (row.kind() == RowClass.PAYMENT) {
      flags[sale] |= PAID;
      flags[sale] = (byte) (isFree(row) ? flags[sale] | FREE : flags[sale] & ~FREE);
      flags[sale] = (byte) (release.isPresent() ? flags[sale] | DATED : flags[sale] & ~DATED);
      due[sale] = (int) release.map(stamp -> stamp.day().toEpochDay()).orElse(0L).longValue();
      currency[sale] = number(currencyOfRow);
    }
  }

  private byte number(String code) {
    int known = currencies.indexOf(code);
    if (known < 0 && currencies.size() < Byte.MAX_VALUE) {
      currencies.add(code);
      return (byte) (currencies.size() - 1);
    }
    return (byte) Math.max(known, 0);
  }

  private boolean isFree(Settlement row) {
    return row.fields()
        .flag(Field.IS_RELEASED)
        .orElseGet(() ->
            row.fields()
                .time(Field.MONEY_RELEASE_DATE)
                .filter(due -> due.at().isAfter(now))
                .isEmpty());
  }

  /// Day, number of releases, amount, currency; days in order.
  List<List<String>> rows() {
    Map<Due, Sum> sums = new TreeMap<>(Due.ORDER);
    parts.forEach((day, part) -> {
      Sum sum = sums.computeIfAbsent(day, _ -> new Sum());
      sum.count = part.count;
      sum.amount = part.amount;
    });
    for (int sale = 0; sale < sources.size(); sale++) {
      boolean comes = (flags[sale] & (PAID | FREE | IN_PARTS | DATED)) == (PAID | DATED);
      if (comes && net[sale] != 0) {
        Due day = new Due(LocalDate.ofEpochDay(due[sale]), currencies.get(currency[sale]));
        sums.computeIfAbsent(day, _ -> new Sum()).add(Cents.amount(net[sale]));
      }
    }
    return sums.entrySet().stream()
        .map(entry ->
            List.of(
                entry.getKey().day().toString(),
                Integer.toString(entry.getValue().count),
                entry.getValue().amount.toPlainString(),
                entry.getKey().currency()))
        .toList();
  }
}
