// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.util.stream.Collectors;

/// The settlement report calls tips, yields and more SETTLEMENT, as it calls sales
/// (domain/reports.md 12). Where the release report has a row of the same id and net that it calls
/// otherwise, and none that it calls a payment, that name holds for both.
final class SharedNames {
  private static final String NO_SALES =
      "('tip', 'yield', 'cashback', 'credit', 'advance', 'fee', 'tax')";

  private SharedNames() {}

  /// Names `{s}` anew when there is such a row.
  static void apply(Workbench bench) {
    if (!bench.any("from {class_sum} where family = 'release' and class in " + NO_SALES)
        || !bench.any("from {class_sum} where family = 'settlement' and class = 'payment'")) {
      return;
    }
    bench.make(
        "renamed",
        """
        select s.file, s.line, min(r.class) as class, min(s.source_id) as source_id
        from {s} s join (
          select source_id, class, net_credit_amount - net_debit_amount as net from {r}
          where class in %s and source_id is not null
        ) r on r.source_id = s.source_id and r.net = s.settlement_net_amount
        where s.class = 'payment' group by s.file, s.line
        """
            .formatted(NO_SALES));
    bench.make(
        "renamed_only",
        """
        select file, line, class from {renamed} where source_id not in (
          select source_id from {r} where class = 'payment'
            and source_id in (select source_id from {renamed}))
        """);
    if (bench.any("from {renamed_only}")) {
      String columns =
          Relation.SETTLEMENT.names().stream()
              .map(name ->
                  name.equals("class") ? "coalesce(n.class, x.class) as class" : "x." + name)
              .collect(Collectors.joining(", "));
      bench.name(
          "s",
          "(select "
              + columns
              + " from {s} x left join {renamed_only} n on n.file = x.file and n.line = x.line)");
    }
  }
}
