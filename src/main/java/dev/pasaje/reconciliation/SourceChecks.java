// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

/// Movements by their id in Mercado Pago: settlement against release against the payments of the
/// API, and money that is held. Makes `{source}`; adds to `{finding}` and `{flagged}`.
@SuppressWarnings("InlineFormatString") // A long statement is read best apart from its use.
final class SourceChecks {
  private final Workbench bench;
  private final Terms terms;
  private final String asOf;
  private final Coverage settlement;
  private final Coverage release;
  private final Coverage payments;
  private final Instalments instalments;
  private final long atOnce;

  /// @param atOnce so many rows are grouped by their ids at once: what a part of them takes has to
  ///   fit into the engine's memory
  SourceChecks(
      Workbench bench,
      Terms terms,
      String asOf,
      Coverage settlement,
      Coverage release,
      Coverage payments,
      Instalments instalments,
      long atOnce) {
    this.bench = bench;
    this.terms = terms;
    this.asOf = asOf;
    this.settlement = settlement;
    this.release = release;
    this.payments = payments;
    this.instalments = instalments;
    this.atOnce = atOnce;
  }

  void run() {
    held("release", "{r}", "net_credit_amount - net_debit_amount", "'reserve'");
    held("release", "{r}", "net_credit_amount - net_debit_amount", DISPUTES);
    held("settlement", "{s}", "settlement_net_amount", DISPUTES);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(rows() / atOnce);
    bench.make("source", sources(bits, 0));
    for (int part = 1; part < 1 << bits; part++) {
      bench.add("source", sources(bits, part));
    }
    instalments.ofSources();
    if (bench.any("from {source} where " + FOUND)) {
      findings();
    }
    bench.add(
        "flagged",
        "select source_id from {source} where verdict in ('CROSS_REPORT_BREAK',"
            + " 'UNRELEASED_OVERDUE', 'PAYMENT_UNKNOWN')");
    bench.make("lonely", LONELY);
  }

  private long rows() {
    return bench.number("select coalesce(sum(many), 0) from {class_sum}")
        + bench.number("select count(*) from {payments}");
  }

  /// The ids of one part of all, by the lowest bits of their hash.
  private String sources(int bits, int part) {
    return SOURCE.formatted(
        settlement.holds("coalesce(r_at, approved_at)", terms.grace()),
        asOf,
        instalments.overdue("s_at", "release_at"),
        instalments.overdue("settlement_date", "money_release_date"),
        payments.holds("s_at", terms.grace()),
        settlement.holds("approved_at", terms.grace()),
        release.holds("approved_at", terms.grace()),
        bench.sql().bits("s_class"),
        bench.sql().bits("r_class"),
        within("source_id", bits, part),
        within("id", bits, part));
  }

  private String within(String id, int bits, int part) {
    return bits == 0 ? "" : " and " + bench.sql().bucket(bench.sql().hash(id), bits) + " = " + part;
  }

  /// What is found, with the row that shows it: of the settlement report where it has one.
  private void findings() {
    bench.make("seen", SEEN.formatted("(select source_id from {source} where " + FOUND + ")"));
    bench.add(
        "finding",
        Found.by("verdict")
                .with("identity", "'source:' || q.source_id")
                .with("source_id", "q.source_id")
                .with("reference", "reference")
                .with("currency", "currency")
                .with("matched_by", "'K1'")
                .with(
                    "amount",
                    "case verdict when 'CROSS_REPORT_BREAK' then coalesce(r_net, case when"
                        + " p_gross is null then 0 end, s_gross) - case when r_net is null and"
                        + " p_gross is not null then p_gross else coalesce(s_net, 0) end"
                        + " when 'MISSING_IN_REPORT' then -p_gross when 'UNRELEASED_OVERDUE' then"
                        + " least(coalesce(due, s_net), s_net) - coalesce(r_net, 0) else s_net end")
                .with(
                    "expected",
                    "cast(case verdict when 'UNRELEASED_OVERDUE' then least(coalesce(due, s_net),"
                        + " s_net) else coalesce(s_net, p_gross) end as varchar)")
                .with(
                    "found",
                    "cast(case verdict when 'UNRELEASED_OVERDUE' then coalesce(r_net, 0) else"
                        + " coalesce(r_net, s_gross) end as varchar)")
                .row("family", "t")
                .with("happened", "coalesce(s_at, r_at, approved_at)")
                .select()
            + "from {source} q join {seen} t on t.source_id = q.source_id where "
            + FOUND
            + " and (verdict <> 'MISSING_IN_REPORT' or reference is null"
            + " or reference not in (select reference from {orders} where reference is not null))");
  }

  private static final String FOUND =
      "verdict not in ('matched', 'alone', 'closed', 'PENDING_RELEASE')";

  private static final String DISPUTES = "'dispute', 'mediation', 'mediation_cancel'";

  /// domain/reports.md 14 R6: a group that does not come back to zero is money held now.
  private void held(String family, String from, String net, String classes) {
    String known =
        family.equals("settlement")
            ? " and source_id not in (select source_id from {flagged_held})"
            : "";
    if (!bench.any("from " + from + " where class in (" + classes + ")")) {
      return;
    }
    bench.make(
        "held_now",
        "select source_id, sum("
            + net
            + ") as net, min(file) as file, min(line) as line,"
            + " min(row_key) as row_key from "
            + from
            + " where class in ("
            + classes
            + ") and source_id is not null"
            + known
            + " group by source_id having sum("
            + net
            + ") <> 0");
    bench.add(
        "finding",
        Found.of(Code.HELD)
                .with("identity", "'source:' || q.source_id")
                .with("source_id", "q.source_id")
                .with("amount", "q.net")
                .row("'" + family + "'", "q")
                .select()
            + "from {held_now} q where q.source_id not in (select source_id from {flagged_held})");
    bench.add(
        "flagged_held",
        "select source_id from {held_now} where source_id not in (select source_id from"
            + " {flagged_held})");
  }

  /// domain/reports.md 14 X1, X3: of each id the sums and when, but no text, because there may be
  /// as many as there are rows. Kept is what is found or pending, and what the two reports do not
  /// have rows of the same classes of. A payment of the API that an order knows is no finding here.
  private static final String SOURCE =
      """
      select source_id, verdict, s_net, s_gross, r_net, p_gross, s_at, r_at, approved_at,
        s_rows, due, s_classes, r_classes
      from (
        select a.*,
          case
            when s_rows > 0 and r_rows > 0 and s_net <> r_net
              and not (instalments > 0 and r_net < s_net) then 'CROSS_REPORT_BREAK'
            when s_rows > 0 and p_rows > 0 and s_gross <> p_gross then 'CROSS_REPORT_BREAK'
            when s_rows > 0 and p_rows = 0 and paid > 0 and %5$s then 'PAYMENT_UNKNOWN'
            when s_rows > 0 and r_rows > 0 and s_net = r_net then 'matched'
            when s_rows = 0 and r_rows > 0 and %1$s then 'CROSS_REPORT_BREAK'
            when s_rows > 0 and r_rows = 0 and s_net = 0 then 'closed'
            when s_rows > 0 and paid > 0
              and (%3$s or (s_rows = 1 and instalments > 0 and coalesce(r_net, 0) < due))
              and source_id not in (select source_id from {flagged_held})
              then 'UNRELEASED_OVERDUE'
            when s_rows > 0 and (r_rows > 0 or release_at > %2$s) then 'PENDING_RELEASE'
            when s_rows = 0 and r_rows = 0 and captured > 0 and (%6$s or %7$s) then
              'MISSING_IN_REPORT'
            else 'alone'
          end as verdict
        from (
          select source_id,
            sum(s_net) as s_net, sum(s_gross) as s_gross, sum(r_net) as r_net,
            sum(p_gross) as p_gross, min(s_at) as s_at, min(r_at) as r_at,
            min(approved_at) as approved_at, max(release_at) as release_at,
            sum(s_row) as s_rows, sum(r_row) as r_rows, sum(p_row) as p_rows, sum(paid) as paid,
            sum(instalment) as instalments,
            sum(part) as due, sum(captured) as captured,
            %8$s as s_classes, %9$s as r_classes
          from (
            select source_id,
              case when class <> 'installment' then settlement_net_amount end as s_net,
              case when class = 'payment' then transaction_amount end as s_gross,
              cast(null as decimal(18, 2)) as r_net, cast(null as decimal(18, 2)) as p_gross,
              settlement_date as s_at, cast(null as timestamp) as r_at,
              cast(null as timestamp) as approved_at, money_release_date as release_at,
              case when class <> 'installment' then 1 else 0 end as s_row, 0 as r_row,
              0 as p_row, case when class = 'payment' then 1 else 0 end as paid,
              case when class = 'installment' then 1 else 0 end as instalment, 0 as captured,
              case when class = 'installment' and %4$s then installment_net_amount end as part,
              case class when 'payment' then 1 when 'refund' then 2 when 'chargeback' then 4
                when 'chargeback_cancel' then 8 else 0 end as s_class, 0 as r_class
            from {s} where source_id is not null%10$s
              and class in ('payment', 'refund', 'chargeback', 'chargeback_cancel', 'installment')
              and not (class = 'payment' and transaction_amount < 0)
            union all
            select source_id, null, null,
              net_credit_amount - net_debit_amount, null, null,
              transaction_approval_date, null, null, 0, 1, 0, 0, 0, 0, null, 0,
              case class when 'payment' then 1 when 'refund' then 2 when 'chargeback' then 4
                else 8 end
            from {r} where source_id is not null%10$s
              and class in ('payment', 'refund', 'chargeback', 'chargeback_cancel')
              and not (class = 'payment' and gross_amount < 0)
            union all
            select id, null, null, null, amount, null, null, approved_at,
              release_at, 0, 0, 1, 0, 0, case when status in ('approved', 'charged_back',
              'in_mediation') then 1 else 0 end, null, 0, 0
            from {payments} where id is not null%11$s
          ) group by source_id
        ) a
      ) where verdict not in ('matched', 'alone', 'closed')
        or (r_classes > 0 and r_classes <> s_classes)
      """;

  /// One row of each id in a list, of the settlement report before the release report before the
  /// API; only reference and currency may be of another.
  private static final String SEEN =
      """
      select source_id, reference, currency, family, file, line, row_key from (
        select source_id, family, file, line, row_key,
          min(reference) over (partition by source_id) as reference,
          min(currency) over (partition by source_id) as currency,
          row_number() over (partition by source_id order by rank, file, line) as place
        from (
          select source_id, external_reference as reference, transaction_currency as currency,
            1 as rank, 'settlement' as family, file, line, row_key
          from {s} where source_id in %1$s
            and class in ('payment', 'refund', 'chargeback', 'chargeback_cancel', 'installment')
            and not (class = 'payment' and transaction_amount < 0)
          union all
          select source_id, external_reference, currency, 2, 'release', file, line, row_key
          from {r} where source_id in %1$s
            and class in ('payment', 'refund', 'chargeback', 'chargeback_cancel')
            and not (class = 'payment' and gross_amount < 0)
          union all
          select id, reference, currency, 3, null, null, null, null
          from {payments} where id in %1$s
        )
      ) where place = 1
      """;

  /// Ids and classes that only the release report has; its rows without an id go by an empty one.
  private static final String LONELY =
      """
      select distinct rel.source_id, rel.class from {r} rel
      join {source} u on u.source_id = rel.source_id
        and u.r_classes > 0 and u.r_classes <> u.s_classes
      where rel.class in ('payment', 'refund', 'chargeback', 'chargeback_cancel')
        and not exists (
          select 1 from (
            select source_id, class from {s} where source_id in (select source_id from {source}
              where s_classes > 0 and r_classes > 0 and r_classes <> s_classes)
          ) same where same.source_id = rel.source_id and same.class = rel.class)
      union all
      select '', class from (values ('payment'), ('refund'), ('chargeback'), ('chargeback_cancel'))
        as every_class (class)
      """;
}
