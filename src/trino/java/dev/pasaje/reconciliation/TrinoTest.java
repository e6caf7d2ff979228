// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.analytics.Engine;
import dev.pasaje.db.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same files on DuckDB and on Trino come to the same end: the same findings in the same words,
/// the same totals. Trino is asked over its network protocol, with the driver that is shipped.
class TrinoTest {
  private static final long SEED = 20_261_126L;

  @TempDir private static Path directory;
  private static TrinoCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TrinoCluster(Files.createDirectory(directory.resolve("trino")));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Outcome both(String name, Lives lives, List<Inputs.Report> reports)
      throws Exception {
    Path files = Files.createDirectory(directory.resolve(name));
    Map<Relation, List<Path>> written;
    Outcome here;
    try (Engine engine = Engine.duckDb(files.resolve("spill"), 512L << 20)) {
      written = lives.ledger.write(engine, files);
      here = run(engine, written, reports);
    }
    try (Engine engine = cluster.schema(name, written)) {
      Outcome there = run(engine, Map.of(), reports);
      assertThat(there.discrepancies()).as(name).containsExactlyElementsOf(here.discrepancies());
      assertThat(there).as(name).isEqualTo(here);
    }
    assertThat(cluster.tables(name))
        .containsExactlyInAnyOrderElementsOf(
            written.keySet().stream().map(Relation::table).toList());
    assertThat(here.closes()).isTrue();
    return here;
  }

  private static Outcome run(
      Engine engine, Map<Relation, List<Path>> files, List<Inputs.Report> reports) {
    return new Reconciler(engine, Lives.terms(), Lives.AS_OF, (_, _) -> {})
        .run(new Inputs(files, reports, Optional.of(new Coverage.Range(Lives.BEGIN, Lives.END))));
  }

  @Test
  void lives_without_a_fault() throws Exception {
    Lives lives = new Lives(SEED, 2000);
    assertThat(both("clean", lives, lives.reports()).discrepancies()).isEmpty();
  }

  @Test
  void every_fault_there_is_in_one_ledger() throws Exception {
    Lives lives = new Lives(SEED, 1500);
    Plant plant = new Plant(lives);
    List<String> planted = new ArrayList<>();
    for (Code code : Arrays.stream(Code.values()).filter(Code::open).toList()) {
      planted.add(code + " " + plant.put(code));
    }
    List<String> told =
        both("faults", lives, plant.reports()).discrepancies().stream()
            .map(one -> one.code() + " " + one.identity())
            .toList();
    assertThat(told).hasSameSizeAs(planted);
    assertThat(planted).allMatch(one -> told.stream().anyMatch(found -> found.startsWith(one)));
  }

  @Test
  void a_file_that_comes_twice() throws Exception {
    Lives lives = new Lives(SEED, 300);
    List<Map<String, String>> rows = lives.ledger.rows(Relation.SETTLEMENT);
    int once = rows.size();
    for (Map<String, String> row : List.copyOf(rows)) {
      Map<String, String> copy = new LinkedHashMap<>(row);
      copy.put("file", "6".repeat(64));
      rows.add(copy);
    }
    List<Inputs.Report> reports = new ArrayList<>(lives.reports());
    reports.add(lives.report("settlement", "6".repeat(64)));
    Outcome outcome = both("twice", lives, reports);
    assertThat(outcome.discrepancies()).isEmpty();
    assertThat(outcome.counts()).containsEntry(Code.DUPLICATE_ROW, (long) once);
  }

  /// Brazil, the release report alone and both: instalments that are pending, late, and unknown.
  @Test
  void instalments_of_the_release_report() throws Exception {
    for (boolean alone : new boolean[] {true, false}) {
      Written books = new Written("BRL");
      books.released("opening", "", "", "0.00", "2026-09-01 03:00:00", 1);
      for (int i = 1; i <= 6; i++) {
        String at = i == 6 ? "2026-08-30 10:00:00" : "2026-09-0" + i + " 10:00:00";
        books.order("A-" + i, "100.00", at);
        if (!alone) {
          books.settled("payment", "1" + i, "A-" + i, "100.00", at, "2026-10-10 11:00:00");
        }
        for (int part = 0; part < i % 3; part++) {
          String day = "2026-%02d-%02d 11:00:00".formatted(10 + part, 14 + i);
          books.released("payment", "1" + i, "A-" + i, "33.33", day, 3);
        }
      }
      Path files = Files.createDirectory(directory.resolve("parts" + alone));
      Map<Relation, List<Path>> written;
      Outcome here;
      List<Inputs.Report> reports = new ArrayList<>();
      for (String family : List.of("settlement", "release")) {
        reports.add(
            new Inputs.Report(
                family,
                (family.equals("release") ? "e" : "5").repeat(64),
                Optional.of(Written.BEGIN),
                Optional.of(Lives.AS_OF),
                Optional.empty(),
                List.of()));
      }
      if (alone) {
        reports.removeFirst();
      }
      try (Engine engine = Engine.duckDb(files.resolve("spill"), 512L << 20)) {
        written = books.ledger.write(engine, files);
        here = run(engine, written, reports);
      }
      try (Engine engine = cluster.schema("parts_" + alone, written)) {
        assertThat(run(engine, Map.of(), reports)).isEqualTo(here);
      }
      assertThat(here.discrepancies())
          .extracting(Discrepancy::code)
          .contains(Code.UNRELEASED_OVERDUE);
      assertThat(here.closes()).isTrue();
    }
  }

  @Test
  void tables_of_a_run_that_died_are_dropped_after_a_day() throws Exception {
    Path files = Files.createDirectory(directory.resolve("left"));
    Map<Relation, List<Path>> written;
    try (Engine engine = Engine.duckDb(files.resolve("spill"), 512L << 20)) {
      written = new Lives(SEED, 50).ledger.write(engine, files);
    }
    try (Engine engine = cluster.schema("leftovers", written)) {
      long now = System.currentTimeMillis() / 1000;
      List<String> stay =
          List.of(
              "rc_%08x_1f_near".formatted(now - 80_000),
              "rc_%08x_1f_near".formatted(now),
              "rc_mine");
      List<String> dead =
          List.of(
              "rc_%08x_1f_near".formatted(now - 90_000),
              "rc_%08x_2a_near_order".formatted(now - 9_000_000));
      for (List<String> tables : List.of(stay, dead)) {
        tables.forEach(
            table -> cluster.execute("create table hive.leftovers." + table + " as select 1 as n"));
      }
      Outcome _ = run(engine, Map.of(), new Lives(SEED, 50).reports());
      assertThat(cluster.tables("leftovers"))
          .containsAll(stay)
          .containsExactlyInAnyOrderElementsOf(
              java.util.stream.Stream.concat(
                      stay.stream(), written.keySet().stream().map(Relation::table))
                  .toList());
    }
  }

  /// The release report alone, and no payments: four of the seven tables are not there.
  @Test
  void tables_that_are_not_there() throws Exception {
    Lives lives = new Lives(SEED, 300);
    lives.lives.stream()
        .filter(life -> life.kind() == Lives.Kind.PENDING_RELEASE)
        .forEach(life -> life.order().put("status", "open"));
    for (Relation relation : List.of(Relation.SETTLEMENT, Relation.PAYMENTS, Relation.BANK)) {
      lives.ledger.rows(relation).clear();
    }
    Outcome outcome = both("release_alone", lives, List.of(lives.report("release", Lives.R)));
    assertThat(outcome.discrepancies()).isEmpty();
  }

  /// From the kept reports and a shop's CSV to the open items, as the command does it.
  @Test
  void kept_reports_of_a_shop() throws Exception {
    Path archive = Files.createDirectory(directory.resolve("archive"));
    Path orders = KeptReports.write(archive, "shop");
    Path work = archive.resolve("work");
    Reconciliation.Request request =
        new Reconciliation.Request(
            "shop",
            archive,
            Optional.of(orders),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Terms.read(archive.resolve("reconciliation.yaml")),
            work);
    Reconciliation.Result here;
    try (Engine engine = Engine.duckDb(archive.resolve("spill"), 512L << 20)) {
      here = kept(engine, request, "here");
    }
    Map<Relation, List<Path>> files = new EnumMap<>(Relation.class);
    for (Relation relation : List.of(Relation.ORDERS, Relation.ORDER_KEYS)) {
      files.put(relation, List.of(work.resolve(relation.table() + ".parquet")));
    }
    for (Relation relation : List.of(Relation.SETTLEMENT, Relation.RELEASE)) {
      files.put(
          relation,
          List.of(archive.resolve("shop").resolve(relation.table()).resolve("a.csv.parquet")));
    }
    try (Engine engine = cluster.schema("kept", files)) {
      Reconciliation.Result there = kept(engine, request, "there");
      assertThat(there.outcome()).isEqualTo(here.outcome());
      assertThat(there.kept()).isEqualTo(here.kept());
    }
    assertThat(here.outcome().discrepancies()).isNotEmpty();
  }

  private static Reconciliation.Result kept(
      Engine engine, Reconciliation.Request request, String store) throws Exception {
    Path folder = Files.createDirectory(directory.resolve(store));
    try (Database database = Database.open("jdbc:sqlite:store.db", folder)) {
      return new Reconciliation(engine, database).run(request, Lives.AS_OF, (_, _) -> {});
    }
  }
}
