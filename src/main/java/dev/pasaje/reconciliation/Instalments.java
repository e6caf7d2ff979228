// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sales of Brazil whose money comes instalment by instalment, each a `payment` row of the release
/// report (domain/reports.md 17), where no `INSTALLMENT` row of the settlement report tells their
/// days.
///
/// What the release report tells is the number of instalments. So a sale is in parts when it has
/// fewer rows than that, and its rows are equal but for rounding and add up to the sale with as
/// many more. When the next is due is not documented: here 31 days after the last, since months and
/// spans of thirty days are no longer. Where the reports do not hold the time since the approval,
/// rows seen may be the last ones, and nobody knows whether one is missing.
@SuppressWarnings("InlineFormatString") // A long statement is read best apart from its use.
final class Instalments {
  private static final String CURRENCY = "BRL";

  /// Days.
  private static final int APART = 31;

  /// `INSTALLMENTS` has two digits.
  private static final String NUMBERS =
      IntStream.range(0, 99)
          .mapToObj(number -> "(" + number + ")")
          .collect(Collectors.joining(", ", "(values ", ") as i (i)"));

  private final Workbench bench;
  private final Terms terms;
  private final String asOf;
  private final Coverage release;

  /// @param asOf a literal, the moment of the run
  Instalments(Workbench bench, Terms terms, String asOf, Coverage release) {
    this.bench = bench;
    this.terms = terms;
    this.asOf = asOf;
    this.release = release;
  }

  /// A condition: money is late. Its day and the grace after it have passed, and the release report
  /// covers all the time in which it could have come, from the approval on: a seller may take money
  /// in advance (domain/reports.md 17).
  ///
  /// @param approved and `due`: expressions; where the second is null, nothing is late
  String overdue(String approved, String due) {
    String from = "coalesce(" + approved + ", " + due + ")";
    // Not the greatest of both: DuckDB and Trino differ when one is null.
    String to = "case when " + due + " < " + from + " then " + from + " else " + due + " end";
    return "(" + past(to) + " and " + release.spans(from, to, terms.grace()) + ")";
  }

  private String past(String due) {
    return due + " <= " + asOf + " - interval '" + terms.graceDays() + "' day";
  }

  /// Changes the verdict of sales in `{source}` of which the release report has less than the
  /// settlement report.
  void ofSources() {
    String less =
        "from {source} where verdict = 'CROSS_REPORT_BREAK' and s_rows = 1 and r_net > 0 and r_net"
            + " < s_net and s_gross = coalesce(p_gross, s_gross)";
    if (!bench.any(less)) {
      return;
    }
    bench.make(
        "less",
        "select source_id from {s} where class = 'payment' and transaction_currency = '"
            + CURRENCY
            + "' and source_id in (select source_id "
            + less
            + ")");
    if (!bench.any("from {less}")) {
      return;
    }
    bench.make(
        "part_row",
        """
        select source_id as u, source_id, net_credit_amount - net_debit_amount as amount,
          installments as n, date as happened, cast(null as timestamp) as approved_at, file, line
        from {r} where class = 'payment' and source_id in (select source_id from {less})
        """);
    judge("select source_id as u, s_net as amount, s_at as begun from {source}");
    bench.make(
        "source_in_parts",
        """
        select s.source_id, case p.state when 'late' then 'UNRELEASED_OVERDUE'
            when 'pending' then 'PENDING_RELEASE' when 'unknown' then 'alone' else s.verdict end
            as verdict, s.s_net, s.s_gross, s.r_net, s.p_gross, s.s_at, s.r_at, s.approved_at,
          s.s_rows, coalesce(p.due, s.due) as due, s.s_classes, s.r_classes
        from {source} s left join {in_parts} p on p.u = s.source_id
        """);
    bench.name("source", "{source_in_parts}");
  }

  /// Makes `{in_parts}` of the units in `{judged}` that have less than their amount; tells of money
  /// that is late. Reads the release report again only when there is such a unit.
  void ofOrders() {
    String lacking =
        "{linked} l where l.family = 'release' and l.class = 'payment' and l.source_id is not null"
            + " and l.u in (select u from {judged} where paid < amount and currency = '"
            + CURRENCY
            + "')";
    if (!bench.any("from " + lacking)) {
      bench.make("in_parts", NONE);
      return;
    }
    bench.make(
        "part_row",
        """
        select l.u, l.source_id, l.gross as amount, r.installments as n, r.date as happened,
          r.transaction_approval_date as approved_at, l.file, l.line
        from (select * from %s) l join {r} r on r.file = l.file and r.line = l.line
        """
            .formatted(lacking));
    judge(
        """
        select j.u, j.amount - j.paid + p.amount as amount, j.created_at as begun from {judged} j
        join (select u, sum(amount) as amount from {part_row} group by u) p on p.u = j.u
        """);
    // Which instalments money that was given back came out of, nobody knows.
    bench.make(
        "in_parts_given",
        """
        select p.u, case when p.state = 'late' and (j.given <> 0 or j.back <> 0) then 'unknown'
          else p.state end as state, p.still - p.late as pending
        from {in_parts} p join {judged} j on j.u = p.u
        """);
    bench.name("in_parts", "{in_parts_given}");
    late();
  }

  private static final String NONE =
      "select cast(null as varchar) as u, cast(null as varchar) as state, cast(0 as bigint) as"
          + " pending where 1 = 0";

  /// Makes `{part}` of the sales in `{part_row}`, `{part_due}` of those that are in parts, and
  /// `{in_parts}` of the units they explain: how many sales are `still` in parts, how many of these
  /// `late`, what is `due` by now, and the `state` `late`, `unknown` or `pending`.
  ///
  /// @param wholes a select of units `u`, what their sales come to, and when they began
  private void judge(String wholes) {
    bench.make(
        "part",
        """
        select q.*, case when n > k and n = fewest and least > 0 and most - least <= n * 0.01
            then n - k else 0 end as rest,
          count(*) over (partition by u) as sales
        from (
          select u, source_id, max(n) as n, min(n) as fewest, count(*) as k, sum(amount) as seen,
            min(amount) as least, max(amount) as most, min(happened) as first_at,
            max(happened) as last_at, min(approved_at) as approved_at, min(file) as file,
            min(line) as line
          from {part_row} group by u, source_id
        ) q
        """);
    bench.make(
        "part_due",
        """
        select q.*, case when passed >= n and sales = 1 then whole
          else seen + (passed - k) * least end as due
        from (
          select p.u, p.source_id, p.n, p.k, p.seen, p.least, p.last_at, p.file, p.line, p.sales,
            p.whole, sum(case when p.begun is not null and %s then 1 else 0 end) as passed
          from (
            select p.*, w.amount as whole, coalesce(p.approved_at, w.begun) as begun from {part} p
            join (%s) w on w.u = p.u where p.rest > 0
          ) p join %s on i.i < p.n
          group by p.u, p.source_id, p.n, p.k, p.seen, p.least, p.last_at, p.file, p.line,
            p.sales, p.whole
        ) q
        """
            .formatted(
                overdue("p.begun", "(p.first_at + interval '" + APART + "' day * i.i)"),
                wholes,
                NUMBERS));
    bench.make(
        "in_parts",
        """
        select d.u, count(*) as still, sum(case when passed > k then 1 else 0 end) as late,
          sum(due) as due,
          case when max(case when passed > k then 1 else 0 end) = 1 then 'late'
            when max(case when %s then 1 else 0 end) = 1 then 'unknown' else 'pending' end as state
        from {part_due} d join (
          select u, sum(seen + rest * (least - n * 0.01)) as fewest,
            sum(seen + rest * (most + n * 0.01)) as most from {part} group by u
        ) b on b.u = d.u
        where d.whole >= b.fewest and d.whole <= b.most group by d.u
        """
            .formatted(past("(d.last_at + interval '" + APART + "' day)")));
  }

  private void late() {
    String late =
        "from {part_due} q join {judged} v on v.u = q.u where q.passed > q.k and q.u in (select u"
            + " from {in_parts} where state = 'late')";
    bench.add(
        "finding",
        Found.of(Code.UNRELEASED_OVERDUE)
                .with("identity", "'source:' || q.source_id")
                .with("source_id", "q.source_id")
                .with("reference", "v.reference")
                .with("currency", "v.currency")
                .with("matched_by", OrderJudging.RANK)
                .with("amount", "q.due - q.seen")
                .with("expected", "cast(q.due as varchar)")
                .with("found", "cast(q.seen as varchar)")
                .with("family", "'release'")
                .with("file", "q.file")
                .with("line", "q.line")
                .with("happened", "q.last_at")
                .select()
            + late);
    bench.add("flagged", "select q.source_id " + late);
  }
}
