// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.view;

import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Orders of a shop beside the money that reports show under their references, each currency for
/// itself. References that no order has come last, without a total.
final class OrderSales {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  /// Rows of one family under one reference.
  private static final class Sum {
    private BigDecimal paid = ZERO;
    private BigDecimal returned = ZERO;
    private BigDecimal fees = ZERO;
    private BigDecimal taxes = ZERO;
    private BigDecimal net = ZERO;
  }

  private record Key(String reference, String currency) {}

  private final Map<Key, BigDecimal> orders = new LinkedHashMap<>();
  private final Map<Key, Sum> settled = new HashMap<>();
  private final Map<Key, Sum> released = new LinkedHashMap<>();
  private final List<Key> found = new ArrayList<>();

  /// An order of the books; the first of two with one reference counts.
  void order(String reference, BigDecimal total, String currency) {
    orders.putIfAbsent(new Key(reference, currency), total);
  }

  void row(ReportRow row, String currency) {
    if (row.kind().ofOrders()) {
      add(row, currency);
    }
  }

  private void add(ReportRow row, String currency) {
    if (row.reference().isEmpty() || (row.kind() == RowClass.PAYMENT && row.gross().signum() < 0)) {
      return;
    }
    Key key = new Key(row.reference().get(), currency);
    Map<Key, Sum> side = row instanceof Release ? released : settled;
    if (!settled.containsKey(key) && !released.containsKey(key)) {
      found.add(key);
    }
    Sum sum = side.computeIfAbsent(key, _ -> new Sum());
    if (row.kind() == RowClass.PAYMENT) {
      sum.paid = sum.paid.add(row.gross());
    } else {
      sum.returned = sum.returned.add(row.gross());
    }
    sum.fees = sum.fees.add(row.fees());
    sum.taxes = sum.taxes.add(row.taxes());
    sum.net = sum.net.add(row.net());
  }

  List<List<String>> rows(int most) {
    List<Key> all = new ArrayList<>(orders.keySet());
    found.stream().filter(key -> !orders.containsKey(key)).forEach(all::add);
    return all.stream().limit(most).map(this::line).toList();
  }

  long size() {
    return orders.size() + found.stream().filter(key -> !orders.containsKey(key)).count();
  }

  private List<String> line(Key key) {
    Sum free = released.getOrDefault(key, new Sum());
    Sum sum = settled.getOrDefault(key, free);
    BigDecimal total = orders.get(key);
    return List.of(
        key.reference(),
        total == null ? "" : total.toPlainString(),
        sum.paid.toPlainString(),
        sum.returned.toPlainString(),
        sum.fees.toPlainString(),
        sum.taxes.toPlainString(),
        sum.net.toPlainString(),
        free.net.toPlainString(),
        key.currency());
  }
}
