// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

/// Orders against movements. One pass joins both; what agrees in it is only counted, by blocks of
/// [#BLOCK] orders. Only what does not agree goes on to [OrderJudging].
///
/// An order that has two rows of which each looks right alone would be taken for clean twice: its
/// block then has more pairs than orders, and the whole block goes on too.
final class OrderMatching {
  private static final int BLOCK = 16;

  private static final String OPEN = "('open', 'pending', 'cancelled', 'rejected', 'in-review')";

  private final Workbench bench;
  private final Terms terms;

  OrderMatching(Workbench bench, Terms terms) {
    this.bench = bench;
    this.terms = terms;
  }

  /// Makes `{met}`, `{odd}`, `{moved}` (the movements that have to be judged) and `{asked}` (the
  /// orders).
  void run() {
    bench.make("met", MET.formatted(BLOCK, terms.ordersArePaid() ? "" : " or status is null", OPEN));
    keys();
    bench.make("stray", strays());
    long orders = bench.number("select count(*) from {orders}");
    bench.make(
        "bad_block",
        """
        select block from (
          select n - n %% %1$d as block, sum(pairs) as pairs from {met} where n is not null
          group by n - n %% %1$d
        ) where pairs > least(block + %1$d - 1, %2$d) - greatest(block, 1) + 1
        """
            .formatted(BLOCK, orders));
    if (bench.any("from {stray}")) {
      bench.add(
          "bad_block",
          """
          select distinct n - n %% %1$d from {orders}
          where reference in (select k from {stray})
            and n - n %% %1$d not in (select block from {bad_block})
          """
              .formatted(BLOCK));
    }
    bench.make(
        "odd",
        "select k from {met} where verdict is null union select k from {stray}"
            + (bench.any("from {bad_block}")
                ? " union select reference from {orders} where n - n % "
                    + BLOCK
                    + " in (select block from {bad_block})"
                : ""));
    bench.make("moved", "select * from {move} where reference in (select k from {odd})");
    bench.add("moved", "select * from {move} where reference is null");
    bench.make("asked", "select * from {orders} where reference in (select k from {odd})");
  }

  private static final String MET =
      """
      select case when verdict is not null then n - n %% %1$d end as block, verdict,
        case when verdict is null then k end as k, min(n) as n, count(*) as pairs,
        sum(gross) as gross, sum(net) as net
      from (
        select n, k, gross, net,
          case
            when n is null then null
            when row_currency is null and gross is null
              then case when status in %3$s%2$s then 'unpaid' end
            when gross = amount and coalesce(row_currency, currency) = currency
              and coalesce(refunded, 0) = 0 and coalesce(status, 'paid') = 'paid'
              and broken is null and coalesce(payment_id, source_id) = source_id
              then case when payment_id is null then 'K3' else 'K1' end
          end as verdict
        from (
          select o.n, coalesce(o.reference, m.reference) as k, o.amount, o.currency, o.refunded,
            o.status, o.payment_id, m.gross, m.net, m.currency as row_currency, m.source_id,
            m.broken
          from (select * from {move} where class = 'payment' and reference is not null) m
          full outer join {orders} o on o.reference = m.reference
        )
      )
      group by 1, 2, 3
      """;

  /// Every name by which a row can find its order.
  private void keys() {
    bench.name(
        "keys",
        """
        (select reference, 'payment' as kind, payment_id as value from {orders}
           where payment_id is not null
         union all select reference, kind, value from {order_keys}
         union all select reference, 'payment', id from {payments} where reference is not null)
        """);
  }

  /// References that look clean, or that no order has, but that something else points at: refunds
  /// and chargebacks, sources with a finding, keys of rows that have no order of their own.
  private String strays() {
    String known = " and %s not in (select k from {met} where verdict is null and k is not null)";
    String strays =
        "select distinct reference as k from {move} where class <> 'payment' and reference is not"
            + " null"
            + known.formatted("reference");
    if (bench.any("from {flagged}")) {
      strays +=
          " union select reference from {move} where source_id in (select source_id from {flagged})"
              + " and reference is not null";
    }
    boolean lost =
        bench.any("from {met} where n is null") || bench.any("from {move} where reference is null");
    if (lost && bench.any("from {keys} q")) {
      bench.make(
          "lost",
          """
          select source_id, order_mp, transaction_intent_id, order_id, pack_id, shipping_id
          from {move} where reference is null
          union all
          select source_id, order_mp, transaction_intent_id, order_id, pack_id, shipping_id
          from {move} where reference in (select k from {met} where n is null)
          """);
      strays +=
          """
           union select reference from {keys} q
          where (kind = 'payment' and value in (select source_id from {lost}))
            or (kind = 'order' and value in (select order_mp from {lost} union all
              select transaction_intent_id from {lost}))
            or (kind = 'ml' and value in (select order_id from {lost} union all
              select pack_id from {lost} union all select shipping_id from {lost}))
          """;
    }
    if (bench.any("from {payments}")) {
      // An order that says nothing of its state, or says it is open, though the API has its money.
      strays +=
          " union select reference from {payments} where reference is not null and status in"
              + " ('approved', 'refunded', 'charged_back', 'in_mediation') and id not in (select"
              + " source_id from {move} where source_id is not null)";
    }
    return strays;
  }

  /// Orders and movements that agreed in the one pass.
  String cleanTotals() {
    return "select verdict, sum(pairs) as pairs, coalesce(sum(gross), 0) as gross,"
        + " coalesce(sum(net), 0) as net from {met} where verdict is not null and block not in"
        + " (select block from {bad_block}) group by verdict";
  }
}
