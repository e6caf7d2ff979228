// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How single rows find their orders, written out by hand.
class MatchKeysTest {
  private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");

  @TempDir private Path directory;
  private final Written books = new Written("ARS");
  private final Ledger ledger = books.ledger;

  private Map<String, String> order(String reference, String amount) {
    return books.order(reference, amount, "2026-09-10 10:00:00");
  }

  private Map<String, String> settled(String kind, String source, String reference, String gross) {
    return books.settled(
        kind, source, reference, gross, "2026-09-10 11:00:00", "2027-01-10 11:00:00");
  }

  private Map<String, String> released(String kind, String source, String net, String at) {
    return books.released(kind, source, "", net, at, 1);
  }

  private Outcome outcome(Terms terms) throws Exception {
    books.covers("settlement", Instant.parse("2026-10-01T02:59:59Z"));
    books.covers("release", Instant.parse("2026-12-19T00:00:00Z"));
    return books.outcome(directory, NOW, terms);
  }

  private List<String> told(Terms terms) throws Exception {
    return outcome(terms).discrepancies().stream()
        .map(one ->
            one.code()
                + " "
                + (one.reference() == null ? one.sourceId() : one.reference())
                + " "
                + one.matchedBy()
                + " "
                + one.detail())
        .sorted()
        .toList();
  }

  private List<String> told() throws Exception {
    return told(Terms.USUAL);
  }

  @Test
  void an_id_of_the_orders_api_is_key_two() throws Exception {
    order("A-1", "100.00");
    ledger.add(Relation.ORDER_KEYS, "reference", "A-1", "kind", "order", "value", "ORD01");
    settled("payment", "11", "", "100.00").put("order_mp", "ORD01");
    order("A-2", "90.00");
    ledger.add(Relation.ORDER_KEYS, "reference", "A-2", "kind", "order", "value", "TRX02");
    settled("payment", "12", "other", "95.00").put("transaction_intent_id", "TRX02");
    assertThat(told()).containsExactly("AMOUNT_MISMATCH A-2 K2 OVERPAID");
  }

  @Test
  void a_refund_with_an_id_of_its_own_finds_its_order_through_the_payment() throws Exception {
    order("A-1", "100.00").putAll(Map.of("refunded", "30.00", "payment_id", "11"));
    settled("payment", "11", "A-1", "100.00");
    Map<String, String> refund = settled("refund", "77", "devolucion-9", "-30.00");
    assertThat(told())
        .containsExactly(
            "MISSING_IN_ORDERS devolucion-9 null null", "REFUND_NOT_IN_REPORT A-1 K1 paid");
    ledger.add(Relation.PAYMENT_REFUNDS, "payment_id", "11", "refund_id", "77");
    assertThat(told()).isEmpty();
    // The same by METADATA: the row carries the payment's id, and the refund's beside it.
    refund.put("source_id", "11");
    refund.put("refund_id", "77");
    assertThat(told()).isEmpty();
  }

  @Test
  void amount_and_day_only_propose_an_order() throws Exception {
    order("A-1", "100.00");
    settled("payment", "11", "", "100.00");
    order("A-2", "55.00");
    order("A-3", "55.00");
    settled("payment", "12", "", "55.00");
    order("A-4", "70.00");
    settled("payment", "13", "", "70.01");
    order("A-5", "80.00").put("created_at", "2026-09-05 10:00:00");
    settled("payment", "14", "", "80.00");
    assertThat(told())
        .containsExactly(
            "MISSING_IN_ORDERS 11 K6 A-1",
            "MISSING_IN_ORDERS 12 null null",
            "MISSING_IN_ORDERS 13 null null",
            "MISSING_IN_ORDERS 14 null null",
            "MISSING_IN_REPORT A-1 null paid",
            "MISSING_IN_REPORT A-2 null paid",
            "MISSING_IN_REPORT A-3 null paid",
            "MISSING_IN_REPORT A-4 null paid",
            "MISSING_IN_REPORT A-5 null paid");
  }

  @Test
  void rows_without_order_and_without_id_are_a_finding_each() throws Exception {
    settled("payment", "", "x-1", "55.00").remove("source_id");
    settled("payment", "", "x-2", "20.00").remove("source_id");
    // Gone with its name: a refund whose payment is in no file.
    settled("refund", "77", "", "-30.00").remove("external_reference");
    List<Discrepancy> found = outcome(Terms.USUAL).discrepancies();
    assertThat(found)
        .extracting(Discrepancy::identity)
        .containsExactlyInAnyOrder("source:s2", "source:s3", "source:77");
    assertThat(found)
        .allMatch(one -> one.code() == Code.MISSING_IN_ORDERS)
        .extracting(Discrepancy::rowKey)
        .containsExactlyInAnyOrder("s2", "s3", "s4");
  }

  @Test
  void two_reports_that_differ_are_shown_by_the_row_of_the_settlement_report() throws Exception {
    released("payment", "11", "90.00", "2026-09-12 10:00:00").put("external_reference", "A-1");
    order("A-1", "100.00");
    settled("payment", "11", "A-1", "100.00");
    List<Discrepancy> found =
        outcome(Terms.USUAL).discrepancies().stream()
            .filter(one -> one.code() == Code.CROSS_REPORT_BREAK)
            .toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .extracting(Discrepancy::family, Discrepancy::file, Discrepancy::line, Discrepancy::rowKey)
        .containsExactly("settlement", Written.S, 3L, "s3");
  }

  @Test
  void an_order_without_a_name_hides_no_missing_payment() throws Exception {
    order("A-1", "100.00").remove("reference");
    ledger.add(
        Relation.PAYMENTS,
        "id",
        "11",
        "reference",
        "A-2",
        "status",
        "approved",
        "amount",
        "55.00",
        "currency",
        "ARS",
        "approved_at",
        "2026-09-10 11:00:00");
    assertThat(told()).contains("MISSING_IN_REPORT A-2 K1 null");
  }

  @Test
  void a_payout_to_an_account_nobody_named_is_found() throws Exception {
    released("payout", "91", "-20.00", "2026-09-12 10:00:00")
        .put("payout_bank_account_number", "0170001");
    released("payout", "92", "-30.00", "2026-09-13 10:00:00")
        .put("payout_bank_account_number", "0720002");
    assertThat(told()).isEmpty();
    Terms usual = Terms.USUAL;
    Terms mine =
        new Terms(
            usual.graceDays(),
            usual.feeTolerance(),
            false,
            usual.payoutDays(),
            List.of("0170001"),
            List.of(),
            Map.of(),
            List.of(),
            2);
    assertThat(told(mine)).containsExactly("PAYOUT_UNMATCHED 92 null account");
  }

  /// Brazil: a sale of 100 in four parts of 25, released month by month.
  @Test
  void instalments_are_pending_until_due_and_overdue_after() throws Exception {
    order("A-1", "100.00");
    settled("payment", "11", "A-1", "100.00").put("money_release_date", "2026-09-10 11:00:00");
    for (int part = 1; part <= 4; part++) {
      Map<String, String> row = settled("installment", "11", "A-1", "100.00");
      row.put("installment_number", part + " / 4");
      row.put("installment_net_amount", "25.00");
      row.put("money_release_date", "2026-%02d-10 11:00:00".formatted(8 + part));
    }
    // Due in September, October, November and December.
    released("payment", "11", "25.00", "2026-09-10 11:00:00");
    released("payment", "11", "25.00", "2026-10-10 11:00:00");
    assertThat(told()).containsExactly("UNRELEASED_OVERDUE A-1 K1 null");
    released("payment", "11", "25.00", "2026-11-10 11:00:00");
    assertThat(told()).containsExactly("UNRELEASED_OVERDUE A-1 K1 null");
    Map<String, String> last = ledger.rows(Relation.SETTLEMENT).getLast();
    last.put("money_release_date", "2026-12-19 11:00:00");
    Outcome pending = outcome(Terms.USUAL);
    assertThat(pending.discrepancies()).isEmpty();
    assertThat(pending.counts().get(Code.PENDING_RELEASE)).isEqualTo(1);
    released("payment", "11", "25.00", "2026-12-19 11:00:00");
    Outcome all = outcome(Terms.USUAL);
    assertThat(all.discrepancies()).isEmpty();
    assertThat(all.counts().getOrDefault(Code.PENDING_RELEASE, 0L)).isZero();
    released("payment", "11", "0.01", "2026-12-19 11:00:00");
    assertThat(told()).containsExactly("CROSS_REPORT_BREAK A-1 K1 null");
  }
}
