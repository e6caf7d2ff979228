// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.db.Database;
import dev.pasaje.reconciliation.Outcome;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.reconciliation.Terms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Reconciles a settlement report of N rows with N orders, and for comparison only joins the same
/// two files in DuckDB, alternately: time that passed, and time of the processor, which other
/// programs on the machine disturb less. Pasaje's store is there before. Arguments: N (5000000),
/// rounds (5), memory of DuckDB in MiB (1200), a directory for the files.
///
/// Two of a hundred orders are partly refunded, one of ten thousand is short of a cent. At the end
/// the same is done once more beside a release report that has all rows too.
public final class ReconcileBench {
  private static final String FILE = "f".repeat(64);

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ReconcileBench() {}

  public static void main(String[] arguments) throws Exception {
    long size = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    long memory = (arguments.length > 2 ? Long.parseLong(arguments[2]) : 1200) << 20;
    Path directory =
        arguments.length > 3
            ? Files.createDirectories(Path.of(arguments[3]))
            : Files.createTempDirectory("reconcile-bench-");
    try {
      generate(directory, size, memory);
      List<Took> bare = new ArrayList<>();
      List<Took> ours = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        bare.add(bare(directory, memory));
        ours.add(reconcile(directory, "kept", memory, size));
      }
      System.out.printf(
          Locale.ROOT,
          "%,d rows x %,d orders: bare join %.2f s, reconciliation %.2f s, ratio %.2f; processor"
              + " %.2f s, %.2f s, ratio %.2f (medians of %d), peak memory %d MiB%n",
          size,
          size,
          seconds(bare, Took::wall),
          seconds(ours, Took::wall),
          seconds(ours, Took::wall) / seconds(bare, Took::wall),
          seconds(bare, Took::processor),
          seconds(ours, Took::processor),
          seconds(ours, Took::processor) / seconds(bare, Took::processor),
          rounds,
          peak());
      release(directory, memory);
      System.out.printf(
          Locale.ROOT,
          "with a release report of as many rows: reconciliation %.2f s, peak memory %d MiB%n",
          reconcile(directory, "both", memory, size).seconds(),
          peak());
    } finally {
      if (arguments.length < 4) {
        remove(directory);
      }
    }
  }

  private static double seconds(List<Took> rounds, ToLongFunction<Took> which) {
    return rounds.stream().mapToLong(which).sorted().toArray()[rounds.size() / 2] / 1e9;
  }

  /// What a round took, in nanoseconds.
  private record Took(long wall, long processor) {
    static Took now() {
      return new Took(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    Took since(Took begun) {
      return new Took(wall - begun.wall, processor - begun.processor);
    }

    double seconds() {
      return wall / 1e9;
    }
  }

  private static void generate(Path directory, long size, long memory)
      throws SQLException, IOException {
    Path folder = Files.createDirectories(directory.resolve("kept/shop/settlement"));
    if (Files.exists(folder.resolve("a.json"))) {
      return;
    }
    String money = "cast(%s as decimal(18, 2))";
    String amount = money.formatted("(i % 9000 + 100) + (i % 100) / 100.0");
    String refund = money.formatted("case when i % 50 = 0 then (i % 9000 + 100) / 2 else 0 end");
    String reference = "'pedido-' || lpad(cast(i * 7919 % " + size + " as varchar), 9, '0')";
    // Orders come in another sequence than rows.
    String shuffled = "(select j * 104729 % " + size + " as i, j from range(" + size + ") t(j))";
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), memory);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select j + 1 as n, "
              + reference
              + " as reference, 'ARS' as currency, cast("
              + amount
              + " + case when i % 10000 = 7 then 0.01 else 0 end as decimal(18, 2))"
              + " as amount, 'paid' as status, "
              + refund
              + " as refunded, "
              + time("i")
              + " as created_at from "
              + shuffled
              + ") to "
              + Sql.text(directory.resolve("orders.parquet").toString())
              + " (format parquet)");
      String fee = "-" + money.formatted("(i % 9000 + 100) * 0.05");
      statement.execute(
          "copy ("
              + row("i + 2", "SETTLEMENT", "payment", amount, fee, reference, size, "")
              + " union all "
              + row(
                  "i + 2 + " + size,
                  "REFUND",
                  "refund",
                  "-" + refund,
                  money.formatted("0"),
                  reference,
                  size,
                  " where i % 50 = 0")
              + ") to "
              + Sql.text(folder.resolve("a.parquet").toString())
              + " (format parquet)");
    }
    describe(folder, FILE);
  }

  private static void describe(Path folder, String file) throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        "{\"sha256\":\""
            + file
            + "\",\"requestedBegin\":\"2026-09-01T03:00:00Z\","
            + "\"requestedEnd\":\"2026-10-01T02:59:59Z\",\"malformed\":[]}");
  }

  /// Both reports: the settlement report as it is, and every row of it released.
  private static void release(Path directory, long memory) throws SQLException, IOException {
    Path settlement = Files.createDirectories(directory.resolve("both/shop/settlement"));
    Path release = Files.createDirectories(directory.resolve("both/shop/release"));
    if (Files.exists(release.resolve("a.json"))) {
      return;
    }
    Path rows = directory.resolve("kept/shop/settlement/a.parquet");
    Files.createLink(settlement.resolve("a.parquet"), rows);
    describe(settlement, FILE);
    String file = "e".repeat(64);
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), memory);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select '"
              + file
              + "' as file, line, source_id || '|' || class || '|release' as row_key, 1 as"
              + " occurrence, settlement_date as date, source_id, external_reference, 'release' as"
              + " record_type, class as description, class, cast(greatest(settlement_net_amount, 0)"
              + " as decimal(18, 2)) as net_credit_amount, cast(greatest(-settlement_net_amount, 0)"
              + " as decimal(18, 2)) as net_debit_amount, transaction_amount as gross_amount,"
              + " fee_amount as mp_fee_amount, financing_fee_amount, shipping_fee_amount,"
              + " taxes_amount, 'ARS' as currency, installments, payment_method_type from "
              + Sql.parquet(List.of(rows))
              + ") to "
              + Sql.text(release.resolve("a.parquet").toString())
              + " (format parquet)");
    }
    describe(release, file);
  }

  private static String time(String i) {
    return "timestamp '2026-09-01 03:00:00' + to_seconds(" + i + " % 2000000)";
  }

  private static String row(
      String line,
      String type,
      String kind,
      String gross,
      String fee,
      String reference,
      long size,
      String where) {
    return "select '"
        + FILE
        + "' as file, "
        + line
        + " as line, '"
        + type
        + "|' || "
        + "(100000000000 + i) || '|' || ("
        + gross
        + ") as row_key, 1 as occurrence, "
        + reference
        + " as external_reference, cast(100000000000 + i as varchar) as source_id, '"
        + type
        + "' as transaction_type, '"
        + kind
        + "' as class, "
        + gross
        + " as transaction_amount, 'ARS' as transaction_currency, "
        + time("i")
        + " as settlement_date, "
        + fee
        + " as fee_amount, "
        + fee
        + " as mkp_fee_amount, 0::decimal(18, 2) as financing_fee_amount, 0::decimal(18, 2) as"
        + " shipping_fee_amount, 0::decimal(18, 2) as taxes_amount, 0::decimal(18, 2) as"
        + " taxes_sum, cast("
        + gross
        + " + "
        + fee
        + " as decimal(18, 2)) as"
        + " settlement_net_amount, 'credit_card' as payment_method_type, 1 as installments from"
        + " range("
        + size
        + ") t(i)"
        + where;
  }

  private static Took bare(Path directory, long memory) throws SQLException {
    Took begun = Took.now();
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), memory);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), count(*) filter (where o.reference is null), count(*) filter"
                    + " (where s.external_reference is null), count(*) filter (where"
                    + " s.transaction_amount <> o.amount), sum(s.transaction_amount),"
                    + " sum(o.amount) from "
                    + Sql.parquet(List.of(directory.resolve("kept/shop/settlement/a.parquet")))
                    + " s full outer join "
                    + Sql.parquet(List.of(directory.resolve("orders.parquet")))
                    + " o on s.external_reference = o.reference")) {
      row.next();
      System.out.printf(
          Locale.ROOT,
          "bare join: %,d rows, %.2f s%n",
          row.getLong(1),
          Took.now().since(begun).seconds());
    }
    return Took.now().since(begun);
  }

  private static Took reconcile(Path directory, String kept, long memory, long size)
      throws IOException {
    Path run = Files.createTempDirectory(directory, "run-");
    Took took;
    try (Database database = Database.open("jdbc:sqlite:store.db", run)) {
      took = reconcile(directory, kept, memory, size, run, database);
    }
    remove(run);
    return took;
  }

  private static Took reconcile(
      Path directory, String kept, long memory, long size, Path run, Database database) {
    Took begun = Took.now();
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), memory)) {
      long[] last = {begun.wall()};
      Reconciliation.Result result =
          new Reconciliation(engine, database)
              .run(
                  new Reconciliation.Request(
                      "shop",
                      directory.resolve(kept),
                      Optional.of(directory.resolve("orders.parquet")),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Terms.USUAL,
                      run),
                  Instant.parse("2026-11-24T12:00:00Z"),
                  (done, all) -> {
                    long now = System.nanoTime();
                    System.out.printf(
                        Locale.ROOT, "  step %d: %.2f s%n", done, (now - last[0]) / 1e9);
                    last[0] = now;
                  });
      Outcome outcome = result.outcome();
      long expected = size / 10_000;
      if (!outcome.closes() || Math.abs(outcome.discrepancies().size() - expected) > 1) {
        throw new IllegalStateException(
            "found "
                + outcome.discrepancies().size()
                + " of "
                + expected
                + ", remainder "
                + outcome.remainder()
                + " "
                + Map.copyOf(outcome.counts()));
      }
      System.out.printf(
          Locale.ROOT,
          "reconciliation: %d found, closes, %.2f s%n",
          outcome.discrepancies().size(),
          Took.now().since(begun).seconds());
    }
    return Took.now().since(begun);
  }

  /// The most memory this process ever had, DuckDB's included.
  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
