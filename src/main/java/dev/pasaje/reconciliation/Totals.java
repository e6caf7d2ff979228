// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import dev.pasaje.reconciliation.Outcome.Part;
import dev.pasaje.reconciliation.Outcome.Sum;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts what became of every row, and, apart from that, all rows: both have to agree.
final class Totals {
  private static final String BAD =
      "(v.payment not in ('MATCHED', 'MATCHED_GROUP', 'unpaid', 'uncovered')"
          + " or v.refund is not null or v.chargeback is not null)";

  private final Workbench bench;
  private final Terms terms;
  private final OrderMatching matching;
  private final Map<Part, Sum> parts = new EnumMap<>(Part.class);

  Totals(Workbench bench, Terms terms, OrderMatching matching) {
    this.bench = bench;
    this.terms = terms;
    this.matching = matching;
  }

  /// Makes `{class_sum}`: all rows of both reports by class, counted before anything else is asked.
  static void classes(Workbench bench) {
    bench.make(
        "class_sum",
        classes(
                bench,
                "settlement",
                "transaction_currency",
                "settlement_net_amount",
                "transaction_amount")
            + " union all "
            + classes(
                bench,
                "release",
                "currency",
                "net_credit_amount - net_debit_amount",
                "gross_amount"));
  }

  /// One currency in all rows is no group of its own: by one column, DuckDB counts a file twice as
  /// fast.
  private static String classes(
      Workbench bench, String family, String currency, String net, String gross) {
    List<String> currencies =
        bench.rows(
            "select coalesce(one, '') from (select distinct "
                + currency
                + " as one from {"
                + family
                + "})",
            row -> row.getString(1));
    boolean apart = currencies.size() > 1;
    return """
    select '%1$s' as family, coalesce(class, '') as class, %2$s as currency, count(*) as many,
      coalesce(sum(%3$s), 0) as net,
      case when class = 'payment' and min(%4$s) < 0 then 1 else 0 end as outgoing
    from {%1$s} group by class%5$s
    """
        .formatted(
            family,
            apart
                ? "coalesce(" + currency + ", '')"
                : Sql.text(currencies.isEmpty() ? "" : currencies.getFirst()),
            net,
            gross,
            apart ? ", " + currency : "");
  }

  Outcome of(List<Discrepancy> found) {
    Map<Code, Long> counts = new EnumMap<>(Outcome.counting(found));
    long[] unpaid = new long[1];
    bench.each(
        matching.cleanTotals(),
        row -> {
          if (row.getString(1).equals("unpaid")) {
            unpaid[0] += row.getLong(2);
          } else {
            add(Part.MATCHED, new Sum(row.getLong(2), row.getBigDecimal(3)));
            counts.merge(Code.MATCHED, row.getLong(4), Long::sum);
          }
        });
    long[] uncovered = new long[1];
    bench.each(
        "select payment, refund is null and chargeback is null, count(*) from {verdict}"
            + " group by 1, 2",
        row -> {
          switch (row.getString(1)) {
            case "unpaid" -> unpaid[0] += row.getLong(3);
            case "uncovered" -> uncovered[0] += row.getLong(3);
            case "MATCHED", "MATCHED_GROUP" -> {
              if (row.getBoolean(2)) {
                counts.merge(Code.valueOf(row.getString(1)), row.getLong(3), Long::sum);
              }
            }
            default -> {
              // A finding, counted with the others.
            }
          }
        });
    judged();
    if (bench.any("from {class_sum} where family = 'settlement'")
        && bench.any("from {class_sum} where family = 'release'")) {
      paired();
    }
    rest();
    copies(counts);
    counts.put(Code.NON_ORDER_MOVEMENT, parts.getOrDefault(Part.NON_ORDER, Sum.NONE).rows());
    bench.each(
        "select coalesce(sum(many), 0) from (select count(*) as many from {source} where verdict ="
            + " 'PENDING_RELEASE' union all select pending from {in_parts} where state <>"
            + " 'unknown')",
        row -> counts.put(Code.PENDING_RELEASE, row.getLong(1)));
    if (!terms.rates().isEmpty()) {
      String off = Rows.settlementFeeOff(terms);
      counts.put(
          Code.MATCHED_TOLERANCE,
          bench.number(
              "select count(*) from {s} where class ="
                  + " 'payment' and "
                  + off
                  + " <> 0 and abs("
                  + off
                  + ") <= "
                  + terms.feeTolerance().toPlainString()));
    }
    List<Outcome.ClassSum> classes = classes();
    return new Outcome(
        classes.stream().map(Outcome.ClassSum::sum).reduce(Sum.NONE, Sum::plus),
        parts,
        classes,
        counts,
        new Outcome.Orders(bench.number("select count(*) from {orders}"), unpaid[0], uncovered[0]),
        found);
  }

  private void add(Part part, Sum sum) {
    parts.merge(part, sum, Sum::plus);
  }

  private void split(String select) {
    bench.each(
        select,
        row ->
            add(
                row.getBoolean(1) ? Part.DISCREPANT : Part.MATCHED,
                new Sum(row.getLong(2), row.getBigDecimal(3))));
  }

  /// Movements that were judged one by one.
  private void judged() {
    split(
        """
        select bad, count(*), sum(net) from (
          select l.net, l.u is null or l.broken is not null or %s
            or coalesce(l.source_id, '') in (select source_id from {flagged}) as bad
          from {linked} l left join {verdict} v on v.u = l.u
        ) group by bad
        """
            .formatted("coalesce(" + BAD + ", false)"));
  }

  /// Rows of the release report that the settlement report has too.
  private void paired() {
    split(
        """
        select bad, count(*), sum(net) from (
          select net_credit_amount - net_debit_amount as net,
            (%s) is not null or source_id in (select source_id from {flagged}) as bad
          from {r} rel where class in %s and not (class = 'payment' and gross_amount < 0)
            and not exists %s
        ) group by bad
        """
            .formatted(Rows.releaseBreak(terms), Rows.OF_ORDERS, Rows.LONELY));
  }

  private void rest() {
    // Told apart, because a file is read much faster by its classes alone.
    boolean outgoing = bench.any("from {class_sum} where outgoing > 0");
    String both =
        """
        select 'settlement' as family, file, line, class, source_id,
          settlement_net_amount as net from {s}
        where class not in %1$s and (class not in %2$s %3$s)
        union all
        select 'release', file, line, class, source_id, net_credit_amount - net_debit_amount
        from {r} where class not in %1$s and (class not in %2$s %4$s)
        """
            .formatted(
                Rows.IGNORED,
                Rows.OF_ORDERS,
                outgoing ? "or (class = 'payment' and transaction_amount < 0)" : "",
                outgoing ? "or (class = 'payment' and gross_amount < 0)" : "");
    bench.each(
        """
        select bad, count(*), sum(net) from (
          select q.net, q.class = 'other' or f.line is not null
            or (q.class in ('reserve', 'dispute', 'mediation', 'mediation_cancel')
              and q.source_id in (select source_id from {flagged_held})) as bad
          from (%s) q left join (select distinct family, file, line from {finding}
            where line is not null) f
            on f.family = q.family and f.file = q.file and f.line = q.line
        ) group by bad
        """
            .formatted(both),
        row ->
            add(
                row.getBoolean(1) ? Part.DISCREPANT : Part.NON_ORDER,
                new Sum(row.getLong(2), row.getBigDecimal(3))));
    for (String from :
        List.of(
            "select settlement_net_amount as net from {s}",
            "select net_credit_amount - net_debit_amount as net from {r}")) {
      bench.each(
          "select count(*), coalesce(sum(net), 0) from ("
              + from
              + " where class in "
              + Rows.IGNORED
              + ")",
          row -> add(Part.IGNORED, new Sum(row.getLong(1), row.getBigDecimal(2))));
    }
  }

  private void copies(Map<Code, Long> counts) {
    for (String family : List.of("settlement", "release")) {
      bench.each(
          "select code, class in "
              + Rows.IGNORED
              + ", count(*), coalesce(sum(net), 0)"
              + " from {"
              + family
              + "_copy} group by 1, 2",
          row -> {
            boolean same = row.getString(1).equals(Code.DUPLICATE_ROW.name());
            add(
                same || row.getBoolean(2) ? Part.IGNORED : Part.DISCREPANT,
                new Sum(row.getLong(3), row.getBigDecimal(4)));
            if (same) {
              counts.merge(Code.DUPLICATE_ROW, row.getLong(3), Long::sum);
            }
          });
    }
  }

  private List<Outcome.ClassSum> classes() {
    return bench.rows(
        "select family, class, currency, many, net from {class_sum} order by 1, 2, 3",
        row ->
            new Outcome.ClassSum(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Sum(row.getLong(4), row.getBigDecimal(5))));
  }
}
