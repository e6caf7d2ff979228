// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Judges the orders and movements that did not simply agree. Each movement finds its order by the
/// strongest key there is (domain/reports.md 17); orders that share a pack are judged as one.
@SuppressWarnings("InlineFormatString") // A long statement is read best apart from its use.
final class OrderJudging {
  private final Workbench bench;
  private final Terms terms;
  private final UnaryOperator<String> covered;
  private final Instalments instalments;

  /// @param covered a condition on a moment: the reports cover it
  OrderJudging(
      Workbench bench, Terms terms, UnaryOperator<String> covered, Instalments instalments) {
    this.instalments = instalments;
    this.bench = bench;
    this.terms = terms;
    this.covered = covered;
  }

  /// Makes `{verdict}` of the orders, `{linked}` of the movements, and `{shown}`.
  void run() {
    bench.make("unit", UNIT);
    bench.make("linked", linked());
    shown();
    bench.make("judged", JUDGED.formatted(covered.apply("f.refunded_at")));
    instalments.ofOrders();
    String paid =
        terms.ordersArePaid()
            ? "coalesce(status, 'paid')"
            : "coalesce(status, case when api_paid > 0 then 'paid' end)";
    bench.make("verdict", VERDICT.formatted(paid, covered.apply("created_at")));
    findings();
    lost();
  }

  private static final String UNIT =
      """
      select o.reference, coalesce(min(p.head), o.reference) as u
      from {asked} o
      left join {order_keys} k on k.reference = o.reference and k.kind = 'ml'
      left join (select value, min(reference) as head from {order_keys} where kind = 'ml'
        group by value) p on p.value = k.value
      group by o.reference
      """;

  private String linked() {
    Sql sql = bench.sql();
    return """
    select m.*, b.u, b.rank from {moved} m left join (
      select family, file, line, %s as u, min(rank) as rank from (
        select m.family, m.file, m.line, u.u, c.rank from (
          %s
        ) c
        join {unit} u on u.reference = c.k
        join {moved} m on m.family = c.family and m.file = c.file and m.line = c.line
      ) group by family, file, line
    ) b on b.family = m.family and b.file = m.file and b.line = m.line
    """
        .formatted(sql.valueAtLeast("u", "rank"), String.join(" union all ", ways()));
  }

  /// Movements that are a finding by themselves, with the keys of their rows: a long text of each
  /// row, which is not read before there is something to show.
  private void shown() {
    String some = "{linked} where u is null or broken is not null";
    bench.make(
        "shown",
        bench.any("from " + some)
            ? """
            select l.*, k.row_key from (select * from %s) l left join (
              select 'settlement' as family, file, line, row_key from {s}
              union all select 'release', file, line, row_key from {r}
            ) k on k.family = l.family and k.file = l.file and k.line = l.line
            """
                .formatted(some)
            : "select *, cast(null as varchar) as row_key from {linked} where 1 = 0");
  }

  /// The ways from a row to an order, each with its rank; without keys of a kind there is no way by
  /// them.
  private List<String> ways() {
    List<String> kinds = bench.rows("select distinct kind from {keys}", row -> row.getString(1));
    List<String> ways = new ArrayList<>();
    ways.add(
        "select family, file, line, reference as k, 3 as rank from {moved} where reference is not"
            + " null");
    ways.add(
        "select r.family, r.file, r.line, p.reference, 4 from {moved} r join {moved} p on"
            + " p.source_id = r.source_id and p.class = 'payment' where r.class <> 'payment' and"
            + " p.reference is not null");
    if (kinds.contains("payment")) {
      ways.add(by("payment", "source_id", 1));
      ways.add(
          "select family, file, line, k.reference, 1 from {moved} r join {payment_refunds} f on"
              + " f.refund_id = coalesce(r.refund_id, r.source_id) join {keys} k on k.kind ="
              + " 'payment' and k.value = f.payment_id where r.class <> 'payment'");
    }
    if (kinds.contains("order")) {
      ways.add(by("order", "order_mp", 2));
      ways.add(by("order", "transaction_intent_id", 2));
    }
    if (kinds.contains("ml")) {
      ways.add(by("ml", "order_id", 5));
      ways.add(by("ml", "pack_id", 5));
      ways.add(by("ml", "shipping_id", 5));
    }
    return ways;
  }

  private static String by(String kind, String column, int rank) {
    return "select family, file, line, k.reference, "
        + rank
        + " from {moved} r join {keys} k on"
        + " k.kind = '"
        + kind
        + "' and k.value = r."
        + column;
  }

  private static final String JUDGED =
      """
      select o.u, o.reference, o.orders, o.amount, o.refunded, o.known, o.status, o.currency,
        o.created_at, coalesce(a.api_paid, 0) as api_paid, coalesce(t.late, 0) as late,
        coalesce(r.paid, 0) as paid, coalesce(r.payments, 0) as payments,
        coalesce(r.given, 0) as given, coalesce(r.back, 0) as back,
        coalesce(r.backs, 0) as backs, coalesce(r.undone, 0) as undone, r.least, r.most,
        r.rank, coalesce(r.movements, 0) as movements, r.net, r.first_payment, r.first_given,
        r.first_back, r.file, r.family
      from (
        select u.u, min(o.reference) as reference, count(*) as orders, sum(o.amount) as amount,
          sum(o.refunded) as refunded, count(o.refunded) as known, min(o.status) as status,
          min(o.currency) as currency, min(o.created_at) as created_at
        from {asked} o join {unit} u on u.reference = o.reference group by u.u
      ) o
      left join (
        select u.u, count(*) as api_paid from {payments} p join {unit} u on u.reference = p.reference
        where p.status in ('approved', 'charged_back', 'in_mediation') group by u.u
      ) a on a.u = o.u
      left join (
        select u.u, count(*) as late from {payment_refunds} f
        join {payments} p on p.id = f.payment_id join {unit} u on u.reference = p.reference
        where not %s group by u.u
      ) t on t.u = o.u
      left join (
        select u, sum(case when class = 'payment' then gross end) as paid,
          sum(case when class = 'payment' then 1 else 0 end) as payments,
          -sum(case when class = 'refund' then gross end) as given,
          sum(case when class = 'chargeback' then gross end) as back,
          sum(case when class = 'chargeback' then 1 else 0 end) as backs,
          sum(case when class = 'chargeback_cancel' then 1 else 0 end) as undone,
          min(case when class = 'payment' then currency end) as least,
          max(case when class = 'payment' then currency end) as most, min(rank) as rank,
          count(*) as movements, sum(net) as net,
          min(case when class = 'payment' then line end) as first_payment,
          min(case when class = 'refund' then line end) as first_given,
          min(case when class like 'chargeback%%' then line end) as first_back,
          min(file) as file, min(family) as family
        from {linked} where u is not null group by u
      ) r on r.u = o.u
      """;

  /// Three independent questions to each order: its payment, its refund, its chargeback. One whose
  /// money comes in parts counts as paid `whole`.
  private static final String VERDICT =
      """
      select v.*,
        case
          when payments = 0 and says in ('paid', 'partially-refunded', 'refunded', 'charged-back',
            'chargeback-lost', 'chargeback-won') and movements = 0
            then case when %2$s then 'MISSING_IN_REPORT' else 'uncovered' end
          when payments = 0 then 'unpaid'
          when least <> currency or most <> currency then 'CURRENCY_MISMATCH'
          when whole > amount and payments > orders and whole - given = amount - coalesce(refunded, 0)
            then case when says in ('open', 'pending', 'cancelled', 'rejected')
              and whole > given then 'STATUS_MISMATCH' else 'MATCHED' end
          when whole > amount and payments > orders then 'DUPLICATE_PAYMENT'
          when whole <> amount and not (whole < amount and says = 'partially-paid')
            then 'AMOUNT_MISMATCH'
          when says in ('open', 'pending', 'cancelled', 'rejected', 'in-review')
            and whole + back > given and undone = 0 then 'STATUS_MISMATCH'
          when says = 'refunded' and known = 0 and given = 0 then 'STATUS_MISMATCH'
          when says in ('charged-back', 'chargeback-lost') and backs = 0 then 'STATUS_MISMATCH'
          when says = 'paid' and known = 0 and given >= whole then 'STATUS_MISMATCH'
          when parts = 'unknown' then 'uncovered'
          when payments > 1 or orders > 1 then 'MATCHED_GROUP'
          else 'MATCHED'
        end as payment,
        case
          when known = 0 or movements = 0 then null
          when whole > amount and payments > orders and whole - given = amount - refunded then null
          when given > whole and payments > 0 then 'REFUND_AMOUNT_MISMATCH'
          when given = refunded then null
          when given < refunded and late > 0 then null
          when given > 0 and refunded = 0 then
            case when says in ('open', 'pending', 'cancelled', 'rejected') then null
              else 'REFUND_NOT_RECORDED' end
          when refunded > 0 and given = 0 then
            case when backs > 0 then null when %2$s then 'REFUND_NOT_IN_REPORT' end
          else 'REFUND_AMOUNT_MISMATCH'
        end as refund,
        case
          when backs = 0 then null
          when backs > undone and coalesce(says, 'paid') not in ('charged-back', 'chargeback-lost',
            'disputed') then 'CHARGEBACK_NOT_RECORDED'
          when backs <= undone and says in ('charged-back', 'chargeback-lost')
            then 'CHARGEBACK_REVERSED_NOT_RECORDED'
        end as chargeback
      from (
        select j.*, %1$s as says, p.state as parts,
          case when p.u is null then j.paid else j.amount end as whole
        from {judged} j left join {in_parts} p on p.u = j.u
      ) v
      """;

  /// The key by which rows found their order.
  static final String RANK =
      "case when rank = 1 then 'K1' when rank = 2 then 'K2' when rank in (3, 4) and"
          + " payments > 1 then 'K4' when rank in (3, 4) then 'K3' when rank = 5 then 'K5' end";

  private void findings() {
    Found order =
        Found.by("payment")
            .with("identity", "'order:' || v.reference")
            .with("reference", "v.reference")
            .with("currency", "v.currency")
            .with("matched_by", RANK)
            .with("happened", "v.created_at");
    String text = "cast(%s as varchar)";
    bench.add(
        "finding",
        order
                .with(
                    "detail",
                    "case when payment <> 'AMOUNT_MISMATCH' then says when paid > amount then"
                        + " 'OVERPAID' when payments > 1 then 'PARTIAL' else 'UNDERPAID' end")
                .with(
                    "amount",
                    "case payment when 'MISSING_IN_REPORT' then -amount when 'STATUS_MISMATCH'"
                        + " then paid - given when 'CURRENCY_MISMATCH' then amount else paid -"
                        + " amount end")
                .with("expected", text.formatted("amount") + " || ' ' || v.currency")
                .with("found", text.formatted("paid") + " || ' ' || coalesce(v.most, v.currency)")
                .with("family", "v.family")
                .with("file", "v.file")
                .with("line", "v.first_payment")
                .select()
            + "from {verdict} v where payment not in ('MATCHED', 'MATCHED_GROUP', 'unpaid',"
            + " 'uncovered')");
    bench.add(
        "finding",
        order
                .with("code", "refund")
                .with("detail", "says")
                .with("amount", "refunded - given")
                .with("expected", text.formatted("refunded"))
                .with("found", text.formatted("given"))
                .with("family", "v.family")
                .with("file", "v.file")
                .with("line", "coalesce(v.first_given, v.first_payment)")
                .select()
            + "from {verdict} v where refund is not null");
    bench.add(
        "finding",
        order
                .with("code", "chargeback")
                .with("detail", "says")
                .with("amount", "back")
                .with("expected", "coalesce(says, '-')")
                .with("found", text.formatted("back"))
                .with("line", "v.first_back")
                .select()
            + "from {verdict} v where chargeback is not null");
  }

  /// Rows that found no order, with the one order that could be theirs: a proposal, no match.
  private void lost() {
    bench.make(
        "guess",
        """
        select l.source_id, min(v.reference) as reference, count(*) as many
        from {linked} l join {verdict} v on v.payment = 'MISSING_IN_REPORT' and v.amount = l.gross
          and v.currency = coalesce(l.currency, v.currency)
          and l.happened >= v.created_at - interval '2' day and l.happened <= v.created_at + interval '2' day
        where l.u is null and l.class = 'payment' group by l.source_id
        """);
    bench.add(
        "finding",
        Found.of(Code.MISSING_IN_ORDERS)
                .with("detail", "g.reference")
                .with("identity", "'source:' || coalesce(l.source_id, l.row_key)")
                .with("amount", "l.net")
                .with("currency", "l.currency")
                .with("reference", "l.reference")
                .with("source_id", "l.source_id")
                .with("matched_by", "case when g.reference is not null then 'K6' end")
                .row("l.family", "l")
                .with("found", "cast(l.gross as varchar)")
                .with("happened", "l.happened")
                .select()
            + """
            from (
              select source_id, min(reference) as reference, min(currency) as currency,
                sum(net) as net, sum(gross) as gross, min(family) as family, min(file) as file,
                min(line) as line, min(row_key) as row_key, min(happened) as happened
              from {shown} where u is null
              group by source_id, case when source_id is null then row_key end
            ) l left join {guess} g on g.source_id = l.source_id and g.many = 1
            """);
  }
}
