// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static dev.pasaje.reconciliation.Written.pending;
import static dev.pasaje.reconciliation.Written.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brazil: money that comes instalment by instalment, where no row of the settlement report tells
/// when.
class InstalmentReleasesTest {
  private static final String PAID = "2026-09-10 10:00:00";

  @TempDir private Path directory;
  private Written books = new Written("BRL");

  private Outcome at(String now) throws Exception {
    return books.outcome(directory, Instant.parse(now));
  }

  /// A sale of 100 in three, of which so many came, a month apart.
  private void sale(int came) {
    books.order("A-1", "100.00", PAID);
    String[] amounts = {"33.33", "33.33", "33.34"};
    for (int i = 0; i < came; i++) {
      books.released(
          "payment", "11", "A-1", amounts[i], "2026-%02d-10 11:00:00".formatted(10 + i), 3);
    }
  }

  @Test
  void with_the_release_report_alone_the_rest_is_pending() throws Exception {
    for (int came = 1; came <= 2; came++) {
      books = new Written("BRL");
      books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
      sale(came);
      Outcome outcome = at("2026-11-12T12:00:00Z");
      assertThat(told(outcome)).as("%d came", came).isEmpty();
      assertThat(pending(outcome)).as("%d came", came).isEqualTo(1);
      assertThat(outcome.parts()).doesNotContainKey(Outcome.Part.DISCREPANT);
    }
  }

  @Test
  void when_all_came_nothing_is_pending_and_a_cent_is_found() throws Exception {
    books.covers("release", Instant.parse("2026-12-18T00:00:00Z"));
    sale(3);
    Outcome whole = at("2026-12-18T12:00:00Z");
    assertThat(told(whole)).isEmpty();
    assertThat(pending(whole)).isZero();
    assertThat(whole.counts()).containsEntry(Code.MATCHED_GROUP, 1L);
    books.ledger.rows(Relation.ORDERS).getFirst().put("amount", "100.01");
    assertThat(told(at("2026-12-18T12:00:00Z")))
        .containsExactly("AMOUNT_MISMATCH A-1 PARTIAL -0.01");
  }

  /// First on 10 October, the next 31 days later on 10 November at 11 h, three days of grace.
  @Test
  void the_next_is_overdue_after_its_month_and_the_grace() throws Exception {
    sale(1);
    Instant due = Instant.parse("2026-11-13T11:00:00Z");
    Instant later = due.plusSeconds(86_400);
    record Case(Instant covered, Instant now, boolean late) {}
    for (Case one :
        new Case[] {
          new Case(due.minusSeconds(1), later, false),
          new Case(due, later, true),
          new Case(due.plusSeconds(1), later, true),
          new Case(later, due.minusSeconds(1), false),
          new Case(later, due, true)
        }) {
      books.covers("release", one.covered());
      Outcome outcome = books.outcome(directory, one.now());
      if (one.late()) {
        assertThat(told(outcome))
            .as("%s", one)
            .containsExactly("UNRELEASED_OVERDUE A-1 null 33.33");
        assertThat(outcome.discrepancies().getFirst().identity()).isEqualTo("source:11");
        assertThat(outcome.parts()).containsKey(Outcome.Part.DISCREPANT);
      } else {
        assertThat(told(outcome)).as("%s", one).isEmpty();
      }
    }
  }

  @Test
  void when_all_are_overdue_all_that_is_left_is_missing() throws Exception {
    sale(1);
    books.covers("release", Instant.parse("2027-01-20T00:00:00Z"));
    assertThat(told(at("2027-01-20T12:00:00Z")))
        .containsExactly("UNRELEASED_OVERDUE A-1 null 66.67");
  }

  /// Of an order of August the report of September on may show the last instalments only.
  @Test
  void where_the_first_may_lie_before_the_report_nobody_knows() throws Exception {
    sale(2);
    books.ledger.rows(Relation.ORDERS).getFirst().put("created_at", "2026-08-30 10:00:00");
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    Outcome pending = at("2026-11-12T12:00:00Z");
    assertThat(told(pending)).isEmpty();
    assertThat(pending(pending)).isEqualTo(1);
    books.covers("release", Instant.parse("2027-03-01T00:00:00Z"));
    Outcome unknown = at("2027-03-01T12:00:00Z");
    assertThat(told(unknown)).isEmpty();
    assertThat(pending(unknown)).isZero();
    assertThat(unknown.orders().uncovered()).isEqualTo(1);
    assertThat(unknown.counts().getOrDefault(Code.MATCHED_GROUP, 0L)).isZero();
    books.ledger.rows(Relation.ORDERS).getFirst().remove("created_at");
    assertThat(told(at("2027-03-01T12:00:00Z"))).isEmpty();
    // The report's own column of the approval tells as well.
    books.ledger.rows(Relation.RELEASE).forEach(row -> row.put("transaction_approval_date", PAID));
    assertThat(told(at("2027-03-01T12:00:00Z")))
        .containsExactly("UNRELEASED_OVERDUE A-1 null 33.34");
  }

  @Test
  void what_is_short_for_another_reason_is_still_found() throws Exception {
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    String at = "2026-10-10 11:00:00";
    books.order("one-piece", "100.01", PAID);
    books.released("payment", "21", "one-piece", "100.00", at, 6);
    books.order("no-instalments", "100.00", PAID);
    books.released("payment", "22", "no-instalments", "33.33", at, 1);
    books.order("half", "100.00", PAID);
    books.released("payment", "23", "half", "50.00", at, 3);
    books.order("uneven", "100.00", PAID);
    books.released("payment", "24", "uneven", "20.00", at, 4);
    books.released("payment", "24", "uneven", "30.00", "2026-11-10 11:00:00", 4);
    books.order("nobody-says", "100.00", PAID);
    books.released("payment", "25", "nobody-says", "33.33", at, 3).remove("installments");
    assertThat(told(at("2026-11-12T12:00:00Z")))
        .containsExactly(
            "AMOUNT_MISMATCH half UNDERPAID -50.00",
            "AMOUNT_MISMATCH no-instalments UNDERPAID -66.67",
            "AMOUNT_MISMATCH nobody-says UNDERPAID -66.67",
            "AMOUNT_MISMATCH one-piece UNDERPAID -0.01",
            "AMOUNT_MISMATCH uneven PARTIAL -50.00");
  }

  @Test
  void elsewhere_instalments_are_the_buyers_and_the_money_comes_at_once() throws Exception {
    books = new Written("ARS");
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    sale(1);
    assertThat(told(at("2026-11-12T12:00:00Z")))
        .containsExactly("AMOUNT_MISMATCH A-1 UNDERPAID -66.67");
  }

  @Test
  void two_cards_in_instalments_of_one_order_are_pending_each() throws Exception {
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    books.order("A-1", "190.00", PAID);
    books.released("payment", "31", "A-1", "20.00", "2026-10-10 11:00:00", 3);
    books.released("payment", "31", "A-1", "20.00", "2026-11-10 11:00:00", 3);
    books.released("payment", "32", "A-1", "15.00", "2026-10-11 11:00:00", 2);
    books.released("payment", "33", "A-1", "100.00", "2026-10-11 11:00:00", 1);
    Outcome outcome = at("2026-11-12T12:00:00Z");
    assertThat(told(outcome)).isEmpty();
    assertThat(pending(outcome)).isEqualTo(2);
  }

  @Test
  void books_that_say_otherwise_are_judged_by_the_whole_sale() throws Exception {
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    sale(1);
    Map<String, String> order = books.ledger.rows(Relation.ORDERS).getFirst();
    order.put("status", "cancelled");
    assertThat(told(at("2026-11-12T12:00:00Z")))
        .containsExactly("STATUS_MISMATCH A-1 cancelled 33.33");
    // Given back whole after the first of three came.
    order.putAll(Map.of("status", "refunded", "refunded", "100.00"));
    books.released("refund", "11", "A-1", "-100.00", "2026-10-12 11:00:00", 3);
    assertThat(told(at("2026-11-12T12:00:00Z"))).isEmpty();
    books.covers("release", Instant.parse("2027-03-01T00:00:00Z"));
    Outcome unknown = at("2027-03-01T12:00:00Z");
    assertThat(told(unknown)).isEmpty();
    assertThat(unknown.orders().uncovered()).isEqualTo(1);
    order.putAll(Map.of("status", "paid", "refunded", "0.00"));
    assertThat(told(at("2026-11-12T12:00:00Z")))
        .containsExactly("REFUND_NOT_RECORDED A-1 paid -100.00");
  }

  /// The settlement report without its rows for instalments; those of the release report tell.
  @Test
  void with_a_settlement_report_without_instalments_the_rest_is_pending_too() throws Exception {
    books.covers("settlement", Instant.parse("2026-11-20T00:00:00Z"));
    books.covers("release", Instant.parse("2026-11-12T00:00:00Z"));
    sale(1);
    books.settled("payment", "11", "A-1", "100.00", PAID, "2026-10-10 11:00:00");
    Outcome outcome = at("2026-11-12T12:00:00Z");
    assertThat(told(outcome)).isEmpty();
    assertThat(pending(outcome)).isEqualTo(1);
    books.covers("release", Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(told(at("2026-11-20T12:00:00Z")))
        .containsExactly("UNRELEASED_OVERDUE A-1 null 33.33");
    books.released("payment", "11", "A-1", "33.33", "2026-11-10 11:00:00", 3);
    books.released("payment", "11", "A-1", "33.35", "2026-12-10 11:00:00", 3);
    assertThat(told(at("2026-12-20T12:00:00Z")))
        .containsExactly("CROSS_REPORT_BREAK A-1 null 0.01");
  }
}
