// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.analytics.Engine;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.proof.Proof;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How many rows a second a release report of the usual columns is read with, proved, and kept as
/// Parquet, on one thread. `ParserBench [rows]`
final class ParserBench {
  private ParserBench() {}

  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
    Path directory = Files.createTempDirectory("parser-bench-");
    try {
      Path file = directory.resolve("bench.csv");
      write(file, rows);
      System.out.printf("%,d rows, %,d MB%n", rows, Files.size(file) >> 20);
      // Once to warm up.
      Parsed _ = ReportParser.parse(file, _ -> {});
      measure("parse", rows, () -> ReportParser.parse(file, _ -> {}));
      measure("prove", rows, () -> Proof.of(List.of(file)));
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
}
