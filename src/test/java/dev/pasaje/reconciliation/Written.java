// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.analytics.Engine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Orders and report rows written by hand, in one currency, and what a run says of them.
@org.jspecify.annotations.NullUnmarked
final class Written {
  static final Instant BEGIN = Instant.parse("2026-09-01T03:00:00Z");

  /// The file of the settlement report.
  static final String S = "5".repeat(64);

  private static final String R = "e".repeat(64);

  final Ledger ledger = new Ledger();
  private final String currency;
  private final List<Inputs.Report> reports = new ArrayList<>();
  private int line = 1;

  Written(String currency) {
    this.currency = currency;
  }

  /// The report covers from [#BEGIN] to that moment.
  void covers(String family, Instant end) {
    covers(family, BEGIN, end);
  }

  void covers(String family, Instant begin, Instant end) {
    reports.removeIf(report -> report.family().equals(family));
    reports.add(
        new Inputs.Report(
            family,
            family.equals("release") ? R : S,
            Optional.of(begin),
            Optional.of(end),
            Optional.empty(),
            List.of()));
  }

  Map<String, String> order(String reference, String amount, String created) {
    return ledger.add(
        Relation.ORDERS,
        "n",
        Integer.toString(ledger.rows(Relation.ORDERS).size() + 1),
        "reference",
        reference,
        "currency",
        currency,
        "amount",
        amount,
        "status",
        "paid",
        "refunded",
        "0",
        "created_at",
        created);
  }

  Map<String, String> settled(
      String kind, String source, String reference, String net, String at, String due) {
    line++;
    return ledger.add(
        Relation.SETTLEMENT,
        "file",
        S,
        "line",
        "" + line,
        "row_key",
        "s" + line,
        "occurrence",
        "1",
        "class",
        kind,
        "source_id",
        source,
        "external_reference",
        reference,
        "transaction_amount",
        net,
        "settlement_net_amount",
        net,
        "transaction_currency",
        currency,
        "settlement_date",
        at,
        "money_release_date",
        due);
  }

  /// A row of the fifteen columns every release report has, with the number of instalments.
  Map<String, String> released(
      String kind, String source, String reference, String net, String at, int instalments) {
    line++;
    BigDecimal money = new BigDecimal(net);
    return ledger.add(
        Relation.RELEASE,
        "file",
        R,
        "line",
        "" + line,
        "row_key",
        "r" + line,
        "occurrence",
        "1",
        "class",
        kind,
        "source_id",
        source,
        "external_reference",
        reference,
        "gross_amount",
        net,
        "net_credit_amount",
        money.max(BigDecimal.ZERO).toPlainString(),
        "net_debit_amount",
        money.negate().max(BigDecimal.ZERO).toPlainString(),
        "date",
        at,
        "installments",
        "" + instalments);
  }

  Outcome outcome(Path directory, Instant now) throws Exception {
    return outcome(directory, now, Terms.USUAL);
  }

  Outcome outcome(Path directory, Instant now, Terms terms) throws Exception {
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), 256L << 20)) {
      Outcome outcome =
          new Reconciler(engine, terms, now, (_, _) -> {})
              .run(new Inputs(ledger.write(engine, directory), reports, Optional.empty()));
      assertThat(outcome.closes()).as("%s", outcome.remainder()).isTrue();
      return outcome;
    }
  }

  /// `CODE reference-or-id detail amount` of each finding.
  static List<String> told(Outcome outcome) {
    return outcome.discrepancies().stream()
        .map(one ->
            one.code()
                + " "
                + (one.reference() == null ? one.sourceId() : one.reference())
                + " "
                + one.detail()
                + " "
                + one.amount())
        .sorted()
        .toList();
  }

  static long pending(Outcome outcome) {
    return outcome.counts().getOrDefault(Code.PENDING_RELEASE, 0L);
  }
}
