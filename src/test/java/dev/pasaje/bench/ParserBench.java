// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.analytics.Engine;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.proof.Identity;
import dev.pasaje.reports.proof.Proof;
import dev.pasaje.reports.view.View;
import dev.pasaje.reports.view.ViewBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How many rows a second a release report of the usual columns is read with, proved, and kept as
/// Parquet, on one thread; and whether it and a settlement report of the same operations are proved
/// against each other, and shown, within the memory of the process. `ParserBench [rows]`
final class ParserBench {
  private ParserBench() {}

  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 5_000_000;
    Path directory = Files.createTempDirectory("parser-bench-");
    try {
      Path file = directory.resolve("bench.csv");
      write(file, rows);
      Path settled = directory.resolve("settled.csv");
      writeSettled(settled, rows);
      System.out.printf("%,d rows, %,d MB%n", rows, Files.size(file) >> 20);
      // Once to warm up.
      Parsed _ = ReportParser.parse(file, _ -> {});
      measure("parse", rows, () -> ReportParser.parse(file, _ -> {}));
      measure("parse, settlement", rows, () -> ReportParser.parse(settled, _ -> {}));
      measure("prove", rows, () -> proved(List.of(file), rows));
      measure("prove both, X1 and X3", 2 * rows, () -> proved(List.of(file, settled), rows));
      measure("what is to come", rows, () -> shown(settled));
      try (Engine engine = Engine.duckDb(directory.resolve("spill"), 1L << 30)) {
        measure(
            "parse and keep as Parquet",
            rows,
            () ->
                new Archive(directory.resolve("archive"))
                    .keep(file, Origin.unknown("bench"), engine, Instant.EPOCH, _ -> {}));
      }
    } finally {
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  private static void proved(List<Path> files, int operations) {
    Proof proof = Proof.of(files);
    boolean crossed = proof.checked().getOrDefault(Identity.X3, 0L) == operations;
    if (!proof.closes() || crossed != files.size() > 1) {
      throw new IllegalStateException("not proved: " + proof.broken() + proof.checked());
    }
  }

  private static void shown(Path settled) {
    ViewBuilder builder = new ViewBuilder(View.LIQUIDITY, "ARS", Instant.EPOCH, 1);
    var _ = ReportParser.parse(settled, builder::row);
    if (builder.table().rows().size() != 1) {
      throw new IllegalStateException("not one day: " + builder.table().rows());
    }
  }

  private static void measure(String what, int rows, Runnable work) {
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    System.out.printf("%-26s %,10d rows/s%n", what, rows * 1_000_000_000L / nanos);
  }

  private static void write(Path file, int rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "DATE,SOURCE_ID,EXTERNAL_REFERENCE,RECORD_TYPE,DESCRIPTION,NET_CREDIT_AMOUNT,"
              + "NET_DEBIT_AMOUNT,GROSS_AMOUNT,MP_FEE_AMOUNT,FINANCING_FEE_AMOUNT,"
              + "SHIPPING_FEE_AMOUNT,TAXES_AMOUNT,COUPON_AMOUNT,INSTALLMENTS,PAYMENT_METHOD\n");
      for (int i = 0; i < rows; i++) {
        out.write(
            "2026-09-01T10:%02d:%02d.000-03:00,".formatted(i / 60 % 60, i % 60)
                + (120_000_000_000L + i)
                + ",order-"
                + i
                + ",release,payment,95.90,0.00,100.00,-4.10,0.00,0.00,0.00,0.00,1,visa\n");
      }
    }
  }

  private static void writeSettled(Path file, int rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "SOURCE_ID,EXTERNAL_REFERENCE,TRANSACTION_TYPE,TRANSACTION_AMOUNT,FEE_AMOUNT,"
              + "MKP_FEE_AMOUNT,FINANCING_FEE_AMOUNT,SHIPPING_FEE_AMOUNT,TAXES_AMOUNT,"
              + "SETTLEMENT_NET_AMOUNT,SETTLEMENT_CURRENCY,SETTLEMENT_DATE,MONEY_RELEASE_DATE,"
              + "IS_RELEASED,PAYMENT_METHOD\n");
      for (int i = rows - 1; i >= 0; i--) {
        out.write(
            (120_000_000_000L + i)
                + ",order-"
                + i
                + ",SETTLEMENT,100.00,-4.10,-4.10,0.00,0.00,0.00,95.90,ARS,"
                + "2026-09-01T10:%02d:%02d.000-03:00,".formatted(i / 60 % 60, i % 60)
                + "2026-09-20T10:00:00.000-03:00,false,visa\n");
      }
    }
  }
}
