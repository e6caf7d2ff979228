// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class OpenItemsContract {
  private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T12:00:00Z");

  private Database database;
  private OpenItems items;

  abstract Database open();

  abstract void done(Database used);

  @BeforeEach
  void start() {
    database = open();
    items = new OpenItems(database);
  }

  @AfterEach
  void end() {
    done(database);
  }

  private static Discrepancy finding(String reference, String found) {
    return new Discrepancy(
        Code.AMOUNT_MISMATCH,
        "order:" + reference,
        "OVERPAID",
        new BigDecimal(found).subtract(BigDecimal.TEN),
        "ARS",
        reference,
        null,
        "K3",
        "settlement",
        "f".repeat(64),
        7L,
        "key",
        "10.00",
        found,
        MONDAY);
  }

  private OpenItem.Kept run(Instant now, boolean looked, Discrepancy... found) {
    return items.keep("tienda", List.of(found), true, _ -> looked, now);
  }

  @Test
  void the_same_finding_in_the_next_run_is_the_same_item() {
    assertThat(run(MONDAY, true, finding("A", "11.00")).fresh()).isEqualTo(1);
    OpenItem.Kept again = run(TUESDAY, true, finding("A", "12.00"));
    assertThat(again.fresh()).isZero();
    assertThat(again.open())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.discrepancy()).isEqualTo(finding("A", "12.00"));
          assertThat(item.firstSeen()).isEqualTo(MONDAY);
          assertThat(item.lastSeen()).isEqualTo(TUESDAY);
        });
    assertThat(items.history("tienda", finding("A", "1").id()))
        .extracting(OpenItem.Event::kind)
        .containsExactly("found", "changed");
  }

  @Test
  void what_a_run_looked_for_and_did_not_find_is_gone_and_may_return() {
    run(MONDAY, true, finding("A", "11.00"));
    assertThat(run(TUESDAY, true).gone()).isEqualTo(1);
    OpenItem.Kept third = run(TUESDAY, true, finding("A", "11.00"));
    assertThat(third.returned()).isEqualTo(1);
    assertThat(third.open()).hasSize(1);
    assertThat(items.history("tienda", finding("A", "1").id()))
        .extracting(OpenItem.Event::kind)
        .containsExactly("found", "gone", "returned");
  }

  @Test
  void what_a_run_did_not_look_at_is_carried_over() {
    run(MONDAY, true, finding("A", "11.00"));
    OpenItem.Kept next = run(TUESDAY, false, finding("B", "11.00"));
    assertThat(next.carried()).isEqualTo(1);
    assertThat(next.open()).hasSize(2);
  }

  @Test
  void an_invalid_run_closes_nothing() {
    run(MONDAY, true, finding("A", "11.00"));
    OpenItem.Kept next = items.keep("tienda", List.of(), false, _ -> true, TUESDAY);
    assertThat(next.gone()).isZero();
    assertThat(next.open()).hasSize(1);
  }

  @Test
  void what_a_person_closed_stays_closed_with_who_when_and_why() {
    run(MONDAY, true, finding("A", "11.00"));
    String id = finding("A", "1").id();
    assertThat(items.resolve("tienda", id, OpenItem.State.RESOLVED_MANUAL, "ana", "a tip", TUESDAY))
        .isTrue();
    assertThat(run(TUESDAY, true, finding("A", "11.00")).open()).isEmpty();
    assertThat(items.history("tienda", id).getLast())
        .isEqualTo(new OpenItem.Event(TUESDAY, "resolved-manual", "ana", "a tip"));
    assertThat(items.resolve("tienda", "none", OpenItem.State.IGNORED, "ana", "x", TUESDAY))
        .isFalse();
  }

  /// While the run is at it, before it closes the item.
  @Test
  void what_a_person_closes_meanwhile_is_not_closed_by_the_run_too() {
    run(MONDAY, true, finding("A", "11.00"));
    String id = finding("A", "1").id();
    OpenItem.Kept next =
        items.keep(
            "tienda",
            List.of(),
            true,
            _ -> items.resolve("tienda", id, OpenItem.State.IGNORED, "ana", "known", TUESDAY),
            TUESDAY);
    assertThat(next.gone()).isZero();
    assertThat(items.find("tienda", id).orElseThrow().state()).isEqualTo(OpenItem.State.IGNORED);
    assertThat(items.history("tienda", id))
        .extracting(OpenItem.Event::kind)
        .containsExactly("found", "ignored");
  }

  @Test
  void many_findings_are_kept_whole() {
    Discrepancy[] many =
        java.util.stream.IntStream.range(0, 450)
            .mapToObj(i -> finding("R" + i, "11.00"))
            .toArray(Discrepancy[]::new);
    assertThat(run(MONDAY, true, many).open()).hasSize(450);
    assertThat(run(TUESDAY, true, many).fresh()).isZero();
    assertThat(run(TUESDAY, true).gone()).isEqualTo(450);
  }
}
