// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;

/// Orders against movements. What agrees in a [Sieve] is only counted there. One pass joins the
/// rest; what agrees in it is counted by blocks of [#BLOCK] orders, because grouping by references
/// costs as much as the join again. Only what does not agree goes on to [OrderJudging].
///
/// An order that has two rows of which each looks right alone would be counted as clean twice: its
/// block then has more of them than orders, and the whole block goes on too.
@SuppressWarnings("InlineFormatString") // A long statement is read best apart from its use.
final class OrderMatching {
  private static final int BLOCK = 64;

  /// An order that should have its payment and nothing else.
  static final String PAID =
      "(refunded = 0 or refunded is null) and (status = 'paid' or status is null)";

  /// One that should have its payment, and a part or all of it back.
  static final String BACK =
      "refunded > 0 and refunded <= amount and " + Sql.among("status", "paid", "refunded");

  /// One that should have no row. Apart from [#PAID] because an order with something given back is
  /// neither.
  static final String OPEN =
      Sql.among("status", "open", "pending", "cancelled", "rejected", "in-review");

  private final Workbench bench;
  private final Terms terms;
  private final Rows.Movements movements;

  OrderMatching(Workbench bench, Terms terms, Rows.Movements movements) {
    this.bench = bench;
    this.terms = terms;
    this.movements = movements;
  }

  /// Makes `{odd}`, `{moved}` (the movements that have to be judged) and `{asked}` (the orders).
  void run() {
    keys();
    boolean currencies =
        bench
                .rows(
                    "select currency from {class_sum} where currency <> '' union select currency"
                        + " from {orders}",
                    row -> row.getString(1))
                .size()
            > 1;
    bench.make("pointed", pointed());
    Sieve sieve = new Sieve(bench, movements);
    sieve.run(currencies, "select k from {pointed}");
    bench.make("met", met(currencies));
    bench.make(
        "unclean",
        "select distinct k, case when g > -"
            + NO_ORDER
            + " then -g end as n, code, pairs, net,"
            + " refunded from {met} cross join unnest(ks) as t(k) where g < 0");
    bench.make(
        "aside",
        """
        select reference as k, sum(case when class = 'refund' then -gross else 0 end) as given,
          count(*) as many, sum(net) as net,
          sum(case when class <> 'refund' or broken is not null then 1 else 0 end) as others
        from {near} where class <> 'payment' and reference is not null group by reference
        """);
    bench.make("stray", strays());
    badBlocks();
    sieve.more("select k from {stray}");
    // Paid whole and given back in part, all of it known: clean too.
    bench.make(
        "settled",
        """
        select u.k, u.pairs + a.many as many, u.net + a.net as net from {unclean} u
        join {aside} a on a.k = u.k
        where u.code = 8 and u.pairs = 1 and a.others = 0 and a.given = u.refunded
          and u.k not in (select k from {stray})
          and u.n - u.n %% %d not in (select block from {bad_block})
        """
            .formatted(BLOCK));
    bench.make(
        "odd",
        "select k from {unclean} where k is not null and k not in (select k from {settled})"
            + " union select k from {stray} union "
            + sieve.late()
            + (bench.any("from {bad_block}")
                ? " union select reference from {near_order} where n - n % "
                    + BLOCK
                    + " in (select block from {bad_block})"
                : ""));
    bench.make(
        "moved",
        "select * from {near} where reference is null or reference in (select k from {odd})");
    bench.make("asked", "select * from {near_order} where reference in (select k from {odd})");
  }

  private static final String NO_ORDER = "1000000000000000";

  /// How an order stands, as an expression: 1 and 3 paid, with and without a known payment, 2 open,
  /// 4 nobody says, 8 paid and given back in part or whole, 0 anything else.
  private String standing() {
    return """
    case
      when %s then case when status is null and %s then 4 when payment_id is null then 3 else 1 end
      when %s then 8
      when %s then 2
      else 0 end\
    """
        .formatted(PAID, terms.ordersArePaid() ? "1 = 0" : "1 = 1", BACK, OPEN);
  }

  /// `g` is four times the first of a block plus a code for what agrees, minus `n` for an order
  /// that does not, and less than minus [#NO_ORDER] for rows without an order.
  private static final String MET =
      """
      select g, min(code) as code, count(*) as pairs, sum(net) as net,
        max(case when code = 8 then refunded end) as refunded,
        array_agg(k) filter (where g < 0) as ks
      from (
        select code, net, k, refunded,
          case when code in (1, 2, 3) then (n - n %% %1$d) * 4 + code
            when n is not null then -n
            else -1000000000000000 - cast(gross as bigint) %% 1024 end as g
        from (
          select o.n, coalesce(o.reference, m.reference) as k, m.gross, m.net, o.refunded,
            case
              when o.n is null then 0
              when m.gross is null then case when o.standing in (2, 4) then 2 else 0 end
              when o.standing <> 2 and m.gross = o.amount and m.broken is null %2$s
                then case o.standing when 4 then 3 else o.standing end
              else 0
            end as code
          from (select * from {near} where class = 'payment') m
          full outer join (select *, %3$s as standing from {near_order}) o
            on o.reference = m.reference
        )
      )
      group by g
      """;

  /// What is the same in all rows is not compared, and so not carried along: one currency
  /// everywhere, no payment known of any order.
  private String met(boolean currencies) {
    String more =
        (currencies ? "and coalesce(m.currency, o.currency) = o.currency " : "")
            + (bench.any("from {near_order} where payment_id is not null")
                ? "and coalesce(o.payment_id, m.source_id) = m.source_id"
                : "");
    return MET.formatted(BLOCK, more, standing());
  }

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

  /// References that look clean, or that no order has, but that something else points at: sources
  /// with a finding, payments of the API.
  private String pointed() {
    String pointed = "select cast(null as varchar) as k where 1 = 0";
    if (bench.any("from {flagged}")) {
      pointed +=
          " union select reference from {move} where source_id in (select source_id from {flagged})"
              + " and reference is not null";
    }
    if (bench.any("from {payments}")) {
      // An order that says nothing of its state, or says it is open, though the API has its money.
      pointed +=
          " union select reference from {payments} where reference is not null and status in"
              + " ('approved', 'refunded', 'charged_back', 'in_mediation') and id not in (select"
              + " source_id from {move} where source_id is not null)";
    }
    return pointed;
  }

  /// Those, and refunds and chargebacks, and keys of rows that have no order of their own.
  private String strays() {
    String strays =
        "select k from {aside} where k not in (select k from {unclean} where k is not null)"
            + " union select k from {pointed}";
    if (bench.any("from {unclean} where n is null") && bench.any("from {keys} q")) {
      String columns =
          "select source_id, order_mp, transaction_intent_id, order_id, pack_id, shipping_id"
              + " from {near} where reference ";
      bench.make(
          "lost",
          columns
              + "is null union all "
              + columns
              + "in (select k from {unclean} where n is null and k is not null)");
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
    return strays;
  }

  private void badBlocks() {
    bench.make(
        "bad_block",
        """
        select block from (
          select block, sum(many) as many, sum(most) as most from (
            select (g - g %% 4) / 4 as block, pairs as many, 0 as most from {met} where g >= 0
            union all
            select n - n %% %1$d, 1, 0 from (select distinct n from {unclean} where n is not null)
            union all
            select n - n %% %1$d, 0, count(*) from {near_order} group by n - n %% %1$d
          ) group by block
        ) where many > most
        """
            .formatted(BLOCK));
    if (bench.any("from {stray}")) {
      bench.add(
          "bad_block",
          """
          select distinct n - n %% %1$d from {near_order}
          where reference in (select k from {stray})
            and n - n %% %1$d not in (select block from {bad_block})
          """
              .formatted(BLOCK));
    }
  }

  /// Orders and movements that agreed: what, how many, their net.
  String cleanTotals() {
    return "select case when g % 4 = 2 then 'unpaid' else 'matched' end, sum(pairs),"
        + " coalesce(sum(net), 0), sum(pairs) from {met} where g >= 0 and (g - g % 4) / 4 not in"
        + " (select block from {bad_block}) group by 1"
        + " union all select 'matched', coalesce(sum(many), 0), coalesce(sum(net), 0), count(*)"
        + " from {settled} union all "
        + Sieve.totals();
  }
}
