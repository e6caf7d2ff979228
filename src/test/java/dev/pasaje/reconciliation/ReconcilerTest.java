// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.analytics.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
  private static final long SEED = 20_261_126L;

  @TempDir private Path directory;

  private Outcome reconcile(Lives lives, List<Inputs.Report> reports) throws Exception {
    return reconcile(lives, reports, 12_000_000);
  }

  private Outcome reconcile(Lives lives, List<Inputs.Report> reports, long atOnce)
      throws Exception {
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), 512L << 20)) {
      return new Reconciler(engine, Lives.terms(), Lives.AS_OF, (_, _) -> {}, atOnce)
          .run(
              new Inputs(
                  lives.ledger.write(engine, directory),
                  reports,
                  Optional.of(new Coverage.Range(Lives.BEGIN, Lives.END))));
    }
  }

  private static Stream<Code> open() {
    return Arrays.stream(Code.values()).filter(Code::open);
  }

  @Test
  void lives_without_a_fault_reconcile_to_the_cent() throws Exception {
    for (long seed = SEED; seed < SEED + 3; seed++) {
      Lives lives = new Lives(seed, 2000);
      Outcome outcome = reconcile(lives, lives.reports());
      assertThat(outcome.discrepancies()).as("seed %d", seed).isEmpty();
      assertThat(outcome.closes()).as("seed %d: %s", seed, outcome.remainder()).isTrue();
      assertThat(outcome.parts()).containsKey(Outcome.Part.MATCHED);
      assertThat(outcome.parts()).doesNotContainKey(Outcome.Part.DISCREPANT);
    }
  }

  @Test
  void ids_that_are_grouped_part_by_part_give_the_same() throws Exception {
    Lives lives = new Lives(SEED, 400);
    Plant plant = new Plant(lives);
    List<String> planted = new ArrayList<>();
    for (Code code :
        List.of(Code.CROSS_REPORT_BREAK, Code.UNRELEASED_OVERDUE, Code.PAYMENT_UNKNOWN)) {
      planted.add(code + " " + plant.put(code));
    }
    Outcome whole = reconcile(lives, plant.reports());
    Outcome parts = reconcile(lives, plant.reports(), 100);
    assertThat(told(whole)).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(planted);
    assertThat(parts).isEqualTo(whole);
  }

  /// So many orders that a quarter of the buckets of the sieve differ, and everything is joined.
  @Test
  void many_lives_that_are_all_joined_reconcile_too() throws Exception {
    Lives lives = new Lives(SEED, 20_000);
    Plant plant = new Plant(lives);
    String identity = plant.put(Code.AMOUNT_MISMATCH);
    lives.ledger.add(
        Relation.PAYMENTS,
        "id",
        "1",
        "reference",
        "known-to-nobody",
        "status",
        "approved",
        "amount",
        "55.00",
        "currency",
        "ARS",
        "approved_at",
        "2026-09-08 12:00:00");
    Outcome outcome = reconcile(lives, plant.reports());
    assertThat(told(outcome))
        .containsExactlyInAnyOrder(
            Code.AMOUNT_MISMATCH + " " + identity, Code.MISSING_IN_REPORT + " source:1");
    assertThat(outcome.closes()).as("seed %d: %s", SEED, outcome.remainder()).isTrue();
  }

  @Test
  void each_fault_is_found_alone_and_nothing_else() throws Exception {
    eachAlone(400);
  }

  /// The size the issue asks for.
  @Test
  @Tag("slow")
  @Tag("soak")
  void each_fault_is_found_alone_among_a_hundred_thousand_orders() throws Exception {
    eachAlone(100_000);
  }

  private void eachAlone(int orders) throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (Code code : open().toList()) {
      Lives lives = new Lives(SEED, orders);
      Plant plant = new Plant(lives);
      String identity = plant.put(code);
      Outcome outcome = reconcile(lives, plant.reports());
      all.assertThat(told(outcome))
          .as("%s, seed %d", code, SEED)
          .hasSize(1)
          .allMatch(one -> one.startsWith(code + " " + identity));
      all.assertThat(outcome.closes()).as("%s: %s", code, outcome.remainder()).isTrue();
    }
    all.assertAll();
  }

  private static List<String> told(Outcome outcome) {
    return outcome.discrepancies().stream().map(one -> one.code() + " " + one.identity()).toList();
  }

  @Test
  void mixtures_of_faults_are_all_found_and_nothing_else() throws Exception {
    for (long seed = SEED; seed < SEED + 5; seed++) {
      mixture(seed, 1500);
    }
  }

  /// The size the issue asks for.
  @Test
  @Tag("slow")
  @Tag("soak")
  void mixtures_of_faults_among_a_hundred_thousand_orders() throws Exception {
    mixture(SEED, 100_000);
  }

  private void mixture(long seed, int orders) throws Exception {
    Random random = new Random(seed);
    Lives lives = new Lives(seed, orders);
    Plant plant = new Plant(lives);
    List<Code> codes = new ArrayList<>(open().toList());
    Collections.shuffle(codes, random);
    List<String> planted = new ArrayList<>();
    for (Code code : codes.subList(0, 12 + random.nextInt(codes.size() - 11))) {
      int often =
          Map.of(
                  Code.BALANCE_BREAK,
                  1,
                  Code.COVERAGE_GAP,
                  1,
                  Code.PARSE_ERROR,
                  1,
                  Code.UNKNOWN_TYPE,
                  1,
                  Code.PAYOUT_UNMATCHED,
                  1)
              .getOrDefault(code, 3);
      IntStream.range(0, often).forEach(_ -> planted.add(code + " " + plant.put(code)));
    }
    Outcome outcome = reconcile(lives, plant.reports());
    List<String> told = told(outcome);
    assertThat(told).as("seed %d", seed).hasSameSizeAs(planted);
    assertThat(planted)
        .as("seed %d", seed)
        .allMatch(one -> told.stream().anyMatch(found -> found.startsWith(one)));
    assertThat(outcome.closes()).as("seed %d: %s", seed, outcome.remainder()).isTrue();
  }

  @Test
  void a_file_that_comes_twice_adds_nothing() throws Exception {
    Lives lives = new Lives(SEED, 400);
    Outcome once = reconcile(lives, lives.reports());
    int rows = lives.ledger.rows(Relation.SETTLEMENT).size();
    for (Map<String, String> row : List.copyOf(lives.ledger.rows(Relation.SETTLEMENT))) {
      Map<String, String> copy = new java.util.LinkedHashMap<>(row);
      copy.put("file", "6".repeat(64));
      lives.ledger.rows(Relation.SETTLEMENT).add(copy);
    }
    List<Inputs.Report> reports = new ArrayList<>(lives.reports());
    reports.add(lives.report("settlement", "6".repeat(64)));
    Outcome twice = reconcile(lives, reports);
    assertThat(twice.discrepancies()).isEmpty();
    assertThat(twice.counts().get(Code.DUPLICATE_ROW)).isEqualTo(rows);
    assertThat(twice.parts().get(Outcome.Part.MATCHED))
        .isEqualTo(once.parts().get(Outcome.Part.MATCHED));
    assertThat(twice.closes()).isTrue();
  }

  @Test
  void nothing_is_missing_where_no_report_covers() throws Exception {
    Lives lives = new Lives(SEED, 400);
    Lives.Life life = lives.any(Lives.Kind.OPEN);
    life.order().put("status", "paid");
    life.order().put("created_at", Lives.time(Lives.END.plusSeconds(86_400)));
    Outcome outcome = reconcile(lives, lives.reports());
    assertThat(outcome.discrepancies()).isEmpty();
    assertThat(outcome.orders().uncovered()).isEqualTo(1);
  }

  @Test
  void settlement_or_release_alone_is_enough() throws Exception {
    for (Relation without : List.of(Relation.SETTLEMENT, Relation.RELEASE)) {
      Lives lives = new Lives(SEED, 400);
      lives.lives.stream()
          .filter(life -> life.kind() == Lives.Kind.PENDING_RELEASE)
          .forEach(life -> life.order().put("status", "open"));
      if (without == Relation.RELEASE) {
        lives.lives.stream()
            .filter(life -> life.kind() == Lives.Kind.PENDING_RELEASE)
            .forEach(life -> life.order().put("status", "paid"));
      }
      lives.ledger.rows(without).clear();
      lives.ledger.rows(Relation.PAYMENTS).clear();
      Outcome outcome =
          reconcile(
              lives,
              lives.reports().stream()
                  .filter(report -> !report.family().equals(without.table()))
                  .toList());
      assertThat(outcome.discrepancies()).as("without %s", without).isEmpty();
      assertThat(outcome.closes()).as("without %s: %s", without, outcome.remainder()).isTrue();
    }
  }
}
