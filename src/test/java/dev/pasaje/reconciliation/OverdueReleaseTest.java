// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static dev.pasaje.reconciliation.Written.BEGIN;
import static dev.pasaje.reconciliation.Written.pending;
import static dev.pasaje.reconciliation.Written.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When money that has not come is late, and when nobody can know.
class OverdueReleaseTest {
  private static final Instant DUE = Instant.parse("2026-10-01T11:00:00Z");
  private static final Instant LATE = DUE.plus(Duration.ofDays(3));
  private static final Instant LONG_AFTER = DUE.plus(Duration.ofDays(60));
  private static final String OVERDUE = "UNRELEASED_OVERDUE A-1 null 95.00";

  @TempDir private Path directory;
  private final Written books = new Written("ARS");

  private Map<String, String> sale() {
    books.order("A-1", "95.00", "2026-09-10 10:00:00");
    books.covers("settlement", LONG_AFTER);
    books.covers("release", LONG_AFTER);
    return books.settled(
        "payment", "11", "A-1", "95.00", "2026-09-10 10:00:00", "2026-10-01 11:00:00");
  }

  @BeforeEach
  void opened() {
    books.released("opening", "", "", "0.00", "2026-09-01 03:00:00", 1);
  }

  private Outcome at(Instant now) throws Exception {
    return books.outcome(directory, now);
  }

  @Test
  void the_grace_has_to_be_over() throws Exception {
    sale();
    assertThat(told(at(LATE.minusSeconds(1)))).isEmpty();
    assertThat(told(at(LATE))).containsExactly(OVERDUE);
    assertThat(told(at(LATE.plusSeconds(1)))).containsExactly(OVERDUE);
  }

  /// A report that ends within the grace cannot show a release of its last day.
  @Test
  void the_release_report_has_to_cover_the_grace_too() throws Exception {
    sale();
    for (Instant end : new Instant[] {DUE, DUE.plusSeconds(1), LATE.minusSeconds(1)}) {
      books.covers("release", end);
      Outcome outcome = at(LONG_AFTER);
      assertThat(told(outcome)).as("%s", end).isEmpty();
      assertThat(pending(outcome)).isZero();
    }
    books.covers("release", LATE);
    assertThat(told(at(LONG_AFTER))).containsExactly(OVERDUE);
  }

  /// Money can be taken in advance, so the report has to begin with the approval.
  @Test
  void the_release_report_has_to_cover_the_approval_too() throws Exception {
    sale();
    Instant approved = Instant.parse("2026-09-10T10:00:00Z");
    books.covers("release", approved.plusSeconds(1), LONG_AFTER);
    assertThat(told(at(LONG_AFTER))).isEmpty();
    books.covers("release", approved, LONG_AFTER);
    assertThat(told(at(LONG_AFTER))).containsExactly(OVERDUE);
  }

  /// domain/reports.md 15.4: release dates before the approval are met.
  @Test
  void a_release_date_before_the_approval_counts_from_the_approval() throws Exception {
    sale().put("money_release_date", Lives.time(BEGIN.minusSeconds(5)));
    Instant late = Instant.parse("2026-09-13T10:00:00Z");
    assertThat(told(at(late.minusSeconds(1)))).isEmpty();
    assertThat(told(at(late))).containsExactly(OVERDUE);
    books.covers("release", late.minusSeconds(1));
    assertThat(told(at(LONG_AFTER))).isEmpty();
  }

  @Test
  void a_refund_of_a_sale_that_no_file_has_is_not_waited_for() throws Exception {
    books.order("A-1", "95.00", "2026-08-01 10:00:00").put("refunded", "95.00");
    books.covers("settlement", LONG_AFTER);
    books.covers("release", LONG_AFTER);
    books.settled("refund", "11", "A-1", "-95.00", "2026-09-10 10:00:00", "2026-09-10 10:00:00");
    assertThat(told(at(LONG_AFTER)))
        .noneMatch(one -> one.startsWith(Code.UNRELEASED_OVERDUE.name()));
  }

  @Test
  void the_first_instalment_is_late_though_the_last_is_far() throws Exception {
    sale();
    String at = "2026-09-10 10:00:00";
    String[] due = {"2026-10-01 11:00:00", "2026-11-01 11:00:00", "2027-03-01 11:00:00"};
    for (int i = 0; i < due.length; i++) {
      books
          .settled("installment", "11", "A-1", "95.00", at, due[i])
          .putAll(
              Map.of(
                  "installment_number",
                  (i + 1) + " / 3",
                  "installment_net_amount",
                  i == 0 ? "31.66" : "31.67"));
    }
    Outcome pending = at(LATE.minusSeconds(1));
    assertThat(told(pending)).isEmpty();
    assertThat(pending(pending)).isEqualTo(1);
    assertThat(told(at(LATE))).containsExactly("UNRELEASED_OVERDUE A-1 null 31.66");
    assertThat(told(at(LONG_AFTER))).containsExactly("UNRELEASED_OVERDUE A-1 null 63.33");
  }

  /// The settlement report of a month does not have a sale of the month before; without the column
  /// of the approval only its release is there.
  @Test
  void a_release_without_approval_date_of_a_sale_before_the_reports_is_no_break() throws Exception {
    books.covers("settlement", LONG_AFTER);
    books.covers("release", LONG_AFTER);
    books.order("A-1", "95.00", "2026-08-25 10:00:00");
    Map<String, String> row =
        books.released("payment", "11", "A-1", "95.00", "2026-09-08 10:00:00", 1);
    assertThat(told(at(LONG_AFTER))).isEmpty();
    row.put("transaction_approval_date", "2026-08-25 10:00:00");
    assertThat(told(at(LONG_AFTER))).isEmpty();
    row.put("transaction_approval_date", "2026-09-02 10:00:00");
    assertThat(told(at(LONG_AFTER))).containsExactly("CROSS_REPORT_BREAK A-1 null 95.00");
    // Without the column, the payment of the API tells when it was approved.
    row.remove("transaction_approval_date");
    books.ledger.add(
        Relation.PAYMENTS,
        "id",
        "11",
        "status",
        "approved",
        "amount",
        "95.00",
        "currency",
        "ARS",
        "approved_at",
        "2026-09-02 10:00:00");
    assertThat(told(at(LONG_AFTER))).containsExactly("CROSS_REPORT_BREAK A-1 null 95.00");
  }
}
