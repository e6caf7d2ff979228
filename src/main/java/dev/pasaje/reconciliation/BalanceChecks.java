// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The balance of the release report, file by file and from one file to the next; and payouts.
/// domain/reports.md 14 R3, R4, R5.
final class BalanceChecks {
  private final Workbench bench;
  private final Terms terms;

  BalanceChecks(Workbench bench, Terms terms) {
    this.bench = bench;
    this.terms = terms;
  }

  private record Closing(String file, BigDecimal opening, BigDecimal moved, Coverage.Range range) {}

  /// @param asked the range of each file, by its sha
  /// @param classes of all rows, by family
  void run(Map<String, Coverage.Range> asked, Set<String> classes) {
    if (bench.any("from {release}")) {
      totals(asked);
    }
    if (bench.any("from {release} where balance_amount is not null")) {
      running();
    }
    if (classes.stream().anyMatch(one -> one.contains(" payout"))) {
      payouts();
    }
  }

  private void totals(Map<String, Coverage.Range> asked) {
    String net = "net_credit_amount - net_debit_amount";
    String finding =
        Found.of(Code.BALANCE_BREAK)
            .with("identity", "'balance:' || q.file")
            .with("detail", "'total'")
            .with("amount", "q.total - q.opening - q.moved")
            .with("expected", "cast(q.opening + q.moved as varchar)")
            .with("found", "cast(q.total as varchar)")
            .with("family", "'release'")
            .with("file", "q.file")
            .with("line", "q.line")
            .select();
    bench.make(
        "closing",
        """
        select file, sum(case when class = 'opening' then %1$s end) as opening,
          coalesce(sum(case when class not in %2$s then %1$s end), 0) as moved,
          sum(case when class = 'total' then %1$s end) as total,
          max(case when class = 'total' then line end) as line
        from {release} group by file
        """
            .formatted(net, Rows.IGNORED));
    bench.add(
        "finding",
        finding
            + "from {closing} q where q.opening is not null and q.total is not null"
            + " and q.total <> q.opening + q.moved");
    seams(asked);
  }

  /// R5: where two ranges touch, the later file opens with what the earlier one closed with.
  private void seams(Map<String, Coverage.Range> asked) {
    List<Closing> closings = new ArrayList<>();
    bench.each(
        "select file, opening, moved from {closing} where opening is not null",
        row -> {
          Coverage.Range range = asked.get(row.getString(1));
          if (range != null) {
            closings.add(
                new Closing(row.getString(1), row.getBigDecimal(2), row.getBigDecimal(3), range));
          }
        });
    closings.sort(Comparator.comparing(closing -> closing.range().begin()));
    for (int i = 1; i < closings.size(); i++) {
      Closing before = closings.get(i - 1);
      Closing after = closings.get(i);
      Instant seam = before.range().end();
      Instant begin = after.range().begin();
      BigDecimal closing = before.opening().add(before.moved());
      if (!begin.isBefore(seam)
          && begin.isBefore(seam.plusSeconds(2))
          && closing.compareTo(after.opening()) != 0) {
        bench.add(
            "finding",
            Found.of(Code.BALANCE_BREAK)
                .with("identity", Sql.text("opening:" + after.file()))
                .with("detail", "'opening'")
                .with("amount", after.opening().subtract(closing).toPlainString())
                .with("expected", Sql.text(closing.toPlainString()))
                .with("found", Sql.text(after.opening().toPlainString()))
                .with("family", "'release'")
                .with("file", Sql.text(after.file()))
                .select()
                .stripTrailing());
      }
    }
  }

  /// The first line of each file at which the running balance leaves its way.
  private void running() {
    bench.add(
        "finding",
        Found.of(Code.BALANCE_BREAK)
                .with("identity", "'line:' || q.file")
                .with("detail", "'line'")
                .with("amount", "q.balance_amount - q.due")
                .with("expected", "cast(q.due as varchar)")
                .with("found", "cast(q.balance_amount as varchar)")
                .with("source_id", "q.source_id")
                .row("'release'", "q")
                .select()
            + """
            from (
              select *, row_number() over (partition by file order by line) as place from (
                select file, line, row_key, source_id, balance_amount,
                  lag(balance_amount) over (partition by file order by line)
                    + net_credit_amount - net_debit_amount as due
                from {release} where balance_amount is not null
                  and class not in ('total', 'subtotal', 'balance_marker')
              ) where balance_amount <> due
            ) q where q.place = 1
            """);
  }

  private void payouts() {
    String from =
        bench.any("from {r}")
            ? "(select file, line, row_key, class, source_id, date as happened, net_debit_amount -"
                + " net_credit_amount as amount, currency, payout_bank_account_number as account"
                + " from {r})"
            : "(select file, line, row_key, class, source_id, settlement_date as happened,"
                + " -settlement_net_amount as amount, transaction_currency as currency,"
                + " cast(null as varchar) as account from {s})";
    String family = bench.any("from {r}") ? "'release'" : "'settlement'";
    Found payout =
        Found.of(Code.PAYOUT_UNMATCHED)
            .with("identity", "'source:' || coalesce(q.source_id, q.row_key)")
            .with("source_id", "q.source_id")
            .with("amount", "-q.amount")
            .with("currency", "q.currency")
            .with("found", "q.account")
            .with("happened", "q.happened")
            .row(family, "q");
    String strange =
        terms.accounts().isEmpty()
            ? "1 = 0"
            : "q.account not in ("
                + String.join(", ", terms.accounts().stream().map(Sql::text).toList())
                + ")";
    String unseen =
        bench.any("from {bank}")
            ? """
            (select count(*) from %1$s p where p.class = 'payout' and p.amount = q.amount
              and p.happened <= q.happened and p.happened >= q.happened - interval '%2$d' day
              and p.source_id not in (select source_id from %1$s where class = 'payout_cancel'))
            > (select count(*) from {bank} b where b.amount = q.amount
              and b.credited_at >= q.happened - interval '%3$d' day
              and b.credited_at <= q.happened + interval '%2$d' day)
            """
                .formatted(from, terms.payoutDays(), terms.payoutDays() + 1)
            : "1 = 0";
    bench.add(
        "finding",
        payout.with("detail", "case when " + strange + " then 'account' else 'bank' end").select()
            + "from "
            + from
            + " q where q.class = 'payout' and q.amount > 0 and ("
            + strange
            + " or (q.source_id not in (select source_id from "
            + from
            + " where class = 'payout_cancel' and source_id is not null) and "
            + unseen
            + "))");
    bench.add(
        "finding",
        Found.of(Code.PAYOUT_REVERSED)
                .with("identity", "'source:' || coalesce(q.source_id, q.row_key)")
                .with("source_id", "q.source_id")
                .with("amount", "-q.amount")
                .with("currency", "q.currency")
                .with("happened", "q.happened")
                .row(family, "q")
                .select()
            + "from "
            + from
            + " q where q.class = 'payout_cancel'");
  }
}
