// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs all steps over one set of inputs. Reads only; what it makes on the engine is gone when it
/// ends, so that an interrupted run leaves nothing and the next one starts clean.
final class Reconciler {
  private static final int STEPS = 6;

  /// DuckDB groups as many with 200 MiB.
  private static final long AT_ONCE = 12_000_000;

  private final Engine engine;
  private final Terms terms;
  private final Instant asOf;
  private final BiConsumer<Integer, Integer> progress;
  private final long atOnce;

  /// @param asOf the moment of the run: what is due later is pending
  /// @param progress told of steps done and all steps
  Reconciler(Engine engine, Terms terms, Instant asOf, BiConsumer<Integer, Integer> progress) {
    this(engine, terms, asOf, progress, AT_ONCE);
  }

  /// @param atOnce rows of the reports whose ids are grouped at once
  Reconciler(
      Engine engine,
      Terms terms,
      Instant asOf,
      BiConsumer<Integer, Integer> progress,
      long atOnce) {
    this.atOnce = atOnce;
    this.engine = engine;
    this.terms = terms;
    this.asOf = asOf;
    this.progress = progress;
  }

  Outcome run(Inputs inputs) {
    String prefix = engine.sql() == Sql.DUCKDB ? "rc_" : TrinoTables.begin(engine);
    try (Workbench bench = new Workbench(engine, prefix)) {
      return run(bench, inputs);
    }
  }

  private Outcome run(Workbench bench, Inputs inputs) {
    for (Relation relation : Relation.values()) {
      bench.name(relation.table(), relation(bench, inputs, relation));
    }
    bench.make("finding", Found.none());
    bench.make("flagged", "select cast(null as varchar) as source_id where 1 = 0");
    bench.make("flagged_held", "select cast(null as varchar) as source_id where 1 = 0");
    Totals.classes(bench);
    boolean settlement = bench.any("from {class_sum} where family = 'settlement'");
    boolean release = bench.any("from {class_sum} where family = 'release'");
    RowChecks rows =
        new RowChecks(
            bench,
            terms,
            engine.sql() == Sql.TRINO
                ? Map.of()
                : inputs.reports().stream()
                    .collect(
                        java.util.stream.Collectors.groupingBy(
                            Inputs.Report::family, java.util.stream.Collectors.counting())));
    rows.copies();
    SharedNames.apply(bench);
    Rows.Movements movements = Rows.movements(terms, settlement, release);
    progress.accept(1, STEPS);
    Coverage settled = inputs.coverage("settlement");
    Coverage released = inputs.coverage("release");
    String now = Coverage.literal(asOf);
    Instalments instalments = new Instalments(bench, terms, now, released);
    if (release
        || bench.any("from {payments}")
        || bench.any("from {class_sum} where class in ('dispute', 'mediation')")) {
      new SourceChecks(
              bench,
              terms,
              now,
              settled,
              released,
              Coverage.of(inputs.payments().map(List::of).orElse(List.of())),
              instalments,
              atOnce)
          .run();
    } else {
      bench.make(
          "source",
          "select cast(null as varchar) as source_id, cast(null as varchar) as verdict where 1 = 0");
    }
    bench.name("move", movements.select("1 = 1", true));
    progress.accept(2, STEPS);
    OrderMatching matching = new OrderMatching(bench, terms, movements);
    matching.run();
    progress.accept(3, STEPS);
    UnaryOperator<String> covered =
        moment ->
            "("
                + settled.holds(moment, terms.grace())
                + " or "
                + released.holds(moment, terms.grace())
                + ")";
    new OrderJudging(bench, terms, covered, instalments).run();
    progress.accept(4, STEPS);
    Set<String> classes =
        new HashSet<>(
            bench.rows(
                "select 'settlement ' || class from {class_sum} where family = 'settlement' union all"
                    + " select 'release ' || class from {class_sum} where family = 'release'",
                row -> row.getString(1)));
    rows.run(classes);
    Map<String, Coverage.Range> asked = new HashMap<>();
    inputs
        .reports()
        .forEach(report -> report.range().ifPresent(range -> asked.put(report.file(), range)));
    new BalanceChecks(bench, terms).run(asked, classes);
    progress.accept(5, STEPS);
    List<Discrepancy> found = new ArrayList<>(ofFiles(inputs));
    found.addAll(bench.rows("select distinct * from {finding}", Reconciler::discrepancy));
    found = once(found);
    Outcome outcome = new Totals(bench, terms, matching).of(found);
    progress.accept(6, STEPS);
    return outcome;
  }

  /// One thing is one finding, though two rows may show it.
  private static List<Discrepancy> once(List<Discrepancy> found) {
    Set<String> seen = new HashSet<>();
    return found.stream()
        .sorted(Discrepancy.GRAVEST_FIRST)
        .filter(one -> seen.add(one.id()))
        .toList();
  }

  private String relation(Workbench bench, Inputs inputs, Relation relation) {
    if (engine.sql() == Sql.TRINO) {
      Set<String> columns =
          new HashSet<>(
              bench.rows(
                  "select column_name from information_schema.columns where table_schema = current_schema"
                      + " and table_name = "
                      + Sql.text(relation.table()),
                  row -> row.getString(1)));
      return columns.isEmpty()
          ? relation.empty()
          : "(select " + relation.select(columns) + " from " + Sql.name(relation.table()) + ")";
    }
    List<Path> files = inputs.files().getOrDefault(relation, List.of());
    if (files.isEmpty()) {
      return relation.empty();
    }
    String parquet = Sql.parquet(files);
    Set<String> columns =
        new HashSet<>(
            bench.rows(
                "describe select * from " + parquet,
                row -> row.getString(1).toLowerCase(Locale.ROOT)));
    return "(select " + relation.select(columns) + " from " + parquet + ")";
  }

  private static List<Discrepancy> ofFiles(Inputs inputs) {
    List<Discrepancy> found = new ArrayList<>();
    for (Inputs.Report report : inputs.reports()) {
      for (Inputs.Malformed bad : report.malformed()) {
        found.add(
            new Discrepancy(
                Code.PARSE_ERROR,
                "line:" + report.file() + ":" + bad.line(),
                bad.column(),
                null,
                null,
                null,
                null,
                null,
                report.family(),
                report.file(),
                bad.line(),
                null,
                bad.why(),
                bad.found(),
                null));
      }
    }
    for (String family : List.of("settlement", "release")) {
      for (Coverage.Range gap : inputs.asked(family).gaps()) {
        found.add(
            new Discrepancy(
                Code.COVERAGE_GAP,
                family + ":" + gap.begin(),
                null,
                null,
                null,
                null,
                null,
                null,
                family,
                null,
                null,
                null,
                gap.begin().toString(),
                gap.end().toString(),
                gap.begin()));
      }
      inputs.reports().stream()
          .filter(report -> report.family().equals(family) && report.range().isEmpty())
          .forEach(report ->
              found.add(
                  new Discrepancy(
                      Code.COVERAGE_GAP,
                      family + ":" + report.file(),
                      "range",
                      null,
                      null,
                      null,
                      null,
                      null,
                      family,
                      report.file(),
                      null,
                      null,
                      null,
                      null,
                      null)));
    }
    return found;
  }

  private static Discrepancy discrepancy(ResultSet row) throws SQLException {
    long line = row.getLong("line");
    @Nullable Long atLine = row.wasNull() ? null : line;
    java.sql.Timestamp at = row.getTimestamp("happened");
    return new Discrepancy(
        Code.valueOf(row.getString("code")),
        row.getString("identity"),
        row.getString("detail"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        row.getString("reference"),
        row.getString("source_id"),
        row.getString("matched_by"),
        row.getString("family"),
        row.getString("file"),
        atLine,
        row.getString("row_key"),
        row.getString("expected"),
        row.getString("found"),
        at == null ? null : at.toLocalDateTime().toInstant(ZoneOffset.UTC));
  }
}
