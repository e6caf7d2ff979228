// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.util.Map;

/// What rows break by themselves: identities, unknown values, instalments that do not add up,
/// copies in overlapping files.
final class RowChecks {
  private final Workbench bench;
  private final Terms terms;
  private final Map<String, Long> files;

  private static final String NO_COPIES =
      "select cast(null as varchar) as file, cast(null as bigint) as line, cast(null as varchar) as"
          + " class, cast(null as decimal(18, 2)) as net, cast(null as varchar) as code"
          + " where 1 = 0";

  /// @param files how many there are of each family; a single one holds no copies
  RowChecks(Workbench bench, Terms terms, Map<String, Long> files) {
    this.files = files;
    this.bench = bench;
    this.terms = terms;
  }

  /// Names `{s}` and `{r}`: the rows without copies and without what a later file corrected.
  void copies() {
    copies(
        "settlement",
        "settlement_date",
        "settlement_net_amount",
        "transaction_amount",
        "coalesce(refund_id, '') || '|' || coalesce(installment_number, '') || '|'"
            + " || case when transaction_amount < 0 then '-' else '+' end");
    copies(
        "release",
        "date",
        "net_credit_amount - net_debit_amount",
        "gross_amount",
        "coalesce(refund_id, '') || '|' || coalesce(description, '')"
            + " || case when net_debit_amount > 0 then '-' else '+' end");
    bench.name("s", bench.any("from {settlement_copy}") ? without("settlement") : "{settlement}");
    bench.name("r", bench.any("from {release_copy}") ? without("release") : "{release}");
  }

  private static String without(String family) {
    return "(select x.* from {"
        + family
        + "} x where not exists (select 1 from {"
        + family
        + "_copy} c where c.file = x.file and c.line = x.line))";
  }

  /// Copies can only be where files overlap, so nothing is compared outside.
  private void copies(String family, String at, String net, String gross, String apart) {
    if (files.getOrDefault(family, 2L) <= 1) {
      bench.make(family + "_copy", NO_COPIES);
      return;
    }
    record Span(java.time.LocalDateTime least, java.time.LocalDateTime most) {}
    var spans =
        bench.rows(
            "select min("
                + at
                + "), max("
                + at
                + ") from {"
                + family
                + "} where "
                + at
                + " is not null group by file order by 1",
            row ->
                new Span(
                    row.getTimestamp(1).toLocalDateTime(), row.getTimestamp(2).toLocalDateTime()));
    String window = "1 = 0";
    java.time.LocalDateTime reached = java.time.LocalDateTime.MIN;
    for (Span span : spans) {
      if (!span.least().isAfter(reached)) {
        java.time.LocalDateTime to = span.most().isBefore(reached) ? span.most() : reached;
        window +=
            " or ("
                + at
                + " >= "
                + literal(span.least())
                + " and "
                + at
                + " <= "
                + literal(to)
                + ")";
      }
      reached = span.most().isAfter(reached) ? span.most() : reached;
    }
    bench.make(
        family + "_copy",
        """
        select file, line, row_key, source_id, class, net, case when changed then 'ROW_CONFLICT'
          else 'DUPLICATE_ROW' end as code, kept_net, happened
        from (
          select file, line, row_key, source_id, class, %3$s as net, %2$s as happened,
            row_number() over w as place, first_value(file) over w <> file as other,
            first_value(%3$s) over w <> %3$s or first_value(%4$s) over w <> %4$s as changed,
            first_value(%3$s) over w as kept_net
          from {%1$s} f
          where (%6$s) and class not in ('opening', 'total', 'subtotal', 'balance_marker')
          window w as (partition by class, source_id, %2$s, %5$s, occurrence
            order by file desc)
        ) where place > 1 and other
        """
            .formatted(family, at, net, gross, apart, window));
    bench.add(
        "finding",
        Found.of(Code.ROW_CONFLICT)
                .with(
                    "identity",
                    "'row:' || class || ':' || coalesce(source_id, row_key) || ':' || "
                        + bench.sql().moment("happened"))
                .with("amount", "kept_net - net")
                .with("source_id", "source_id")
                .with("expected", "cast(net as varchar)")
                .with("found", "cast(kept_net as varchar)")
                .with("happened", "happened")
                .row("'" + family + "'", "q")
                .select()
            + "from {"
            + family
            + "_copy} q where code = 'ROW_CONFLICT'");
  }

  private static String literal(java.time.LocalDateTime at) {
    return Coverage.literal(at.toInstant(java.time.ZoneOffset.UTC));
  }

  /// @param classes of all rows, by family
  void run(java.util.Set<String> classes) {
    broken("from {shown} q where broken is not null", "q.family");
    String outside =
        " where class not in "
            + Rows.OF_ORDERS
            + (bench.any("from {class_sum} where outgoing > 0")
                ? " or (class = 'payment' and %s < 0)"
                : "");
    String row =
        "select file, line, row_key, occurrence, class, source_id, external_reference as"
            + " reference, %s as currency, %s as happened, %s as net, %s as broken, %s as off from %s";
    broken(
        "from ("
            + row.formatted(
                "transaction_currency",
                "settlement_date",
                "settlement_net_amount",
                Rows.settlementBreak(terms),
                Rows.settlementOff(terms),
                "{s}")
            + outside.formatted("transaction_amount")
            + ") q where broken is not null",
        "'settlement'");
    // Rows that both reports show are no movements of their own, and so not among those judged.
    boolean both = classes.stream().anyMatch(one -> one.startsWith("settlement"));
    broken(
        "from ("
            + row.formatted(
                "currency",
                "date",
                "net_credit_amount - net_debit_amount",
                Rows.releaseBreak(terms),
                Rows.releaseOff(terms),
                "{r}")
            + (both ? "" : outside.formatted("gross_amount"))
            + ") q where broken is not null",
        "'release'");
    if (classes.contains("settlement other")) {
      unknown("settlement", "{s}", "transaction_type", "settlement_net_amount");
    }
    if (classes.contains("release other")) {
      unknown(
          "release",
          "{r}",
          "coalesce(description, record_type)",
          "net_credit_amount - net_debit_amount");
    }
    if (classes.contains("settlement installment")) {
      instalments();
    }
  }

  private void broken(String from, String family) {
    bench.add(
        "finding",
        Found.by("broken")
                .with(
                    "identity",
                    "'row:' || class || ':' || coalesce(source_id, row_key) || ':' || coalesce("
                        + bench.sql().moment("happened")
                        + ", '') || ':' || cast(occurrence as varchar)")
                .with("amount", "off")
                .with("currency", "currency")
                .with("reference", "reference")
                .with("source_id", "source_id")
                .with("found", "cast(net as varchar)")
                .with("expected", "cast(net - off as varchar)")
                .with("happened", "happened")
                .row(family, "q")
                .select()
            + from);
  }

  private void unknown(String family, String from, String value, String net) {
    bench.add(
        "finding",
        Found.of(Code.UNKNOWN_TYPE)
                .with("identity", "'value:' || kind")
                .with("detail", "kind")
                .with("amount", "net")
                .with("found", "cast(many as varchar)")
                .row("'" + family + "'", "q")
                .select()
            + "from (select coalesce("
            + value
            + ", '') as kind, sum("
            + net
            + ") as net, count(*) as many, min(file) as file, min(line) as line, min(row_key) as"
            + " row_key from "
            + from
            + " where class = 'other' group by coalesce("
            + value
            + ", '')) q");
  }

  /// MLB: `2 / 5`; all parts have to be there and to make up the net of the payment.
  private void instalments() {
    bench.add(
        "finding",
        Found.of(Code.INSTALMENT_INCOMPLETE)
                .with("identity", "'source:' || q.source_id")
                .with("source_id", "q.source_id")
                .with("amount", "q.parts - p.net")
                .with("detail", "cast(q.many as varchar) || ' / ' || cast(q.expected as varchar)")
                .with("expected", "cast(p.net as varchar)")
                .with("found", "cast(q.parts as varchar)")
                .with("reference", "p.reference")
                .row("'settlement'", "q")
                .select()
            + """
            from (
              select source_id, sum(installment_net_amount) as parts, count(*) as many,
                max(cast(trim(substr(installment_number, strpos(installment_number, '/') + 1))
                  as integer)) as expected, min(file) as file, min(line) as line,
                min(row_key) as row_key
              from {s} where class = 'installment' group by source_id
            ) q join (
              select source_id, sum(settlement_net_amount) as net, min(external_reference)
                as reference from {s} where class = 'payment' group by source_id
            ) p on p.source_id = q.source_id
            where q.parts <> p.net or q.many <> q.expected
            """);
  }
}
