// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.leaks.AllowList;
import dev.pasaje.leaks.GitRepo;
import dev.pasaje.leaks.KnownSecrets;
import dev.pasaje.leaks.LeakScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// How fast `credentials scan` reads: a repository of text like source code, 60 files in 60
/// versions, packed by `git gc`, with one token in the middle of its history; the working files
/// alone, then with history. The figures go to docs/performance.md.
final class ScanBench {
  private static final int FILES = 60;
  private static final int VERSIONS = 60;
  private static final int LINES = 3_000;
  private static final int WORKING_COPIES = 8;
  private static final int ROUNDS = 5;
  private static final String[] WORDS = {
    "return",
    "const",
    "payment",
    "secret",
    "status",
    "response",
    "if",
    "TEST",
    "APP",
    "order",
    "this.client",
    "await",
    "=>",
    "{",
    "}",
    "(",
    ")",
    "==",
    "null",
    "// the",
    "String",
    "public",
    "service",
    "session",
    "checkout",
    "preference",
    "\"MercadoPago\"",
    "0x3f",
    "assert",
    "Total"
  };

  private ScanBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("pasaje-scan-bench");
    try {
      build(folder);
      for (int i = 0; i < ROUNDS; i++) {
        measure("files", folder, false);
        measure("files and history", folder, true);
      }
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }

  private static void measure(String what, Path folder, boolean history) {
    LeakScan scan =
        new LeakScan(
            KnownSecrets.NONE, AllowList.EMPTY, LeakScan.USUAL_BYTES, LeakScan.Progress.NONE);
    long start = System.nanoTime();
    LeakScan.Report report = scan.path(folder, history);
    long nanos = System.nanoTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%s: %d MB in %d ms, %d MB/s, %d texts, %d found%n",
        what,
        report.bytes() / 1_000_000,
        nanos / 1_000_000,
        report.bytes() * 1_000 / nanos,
        report.contents(),
        report.leaks().size());
  }

  private static void build(Path folder) throws IOException, InterruptedException {
    Random random = new Random(1);
    GitRepo repo = GitRepo.in(folder);
    String[][] texts = new String[FILES][LINES];
    for (String[] lines : texts) {
      for (int i = 0; i < LINES; i++) {
        lines[i] = line(random);
      }
    }
    for (int version = 0; version < VERSIONS; version++) {
      for (int file = 0; file < FILES; file++) {
        for (int change = 0; change < 20; change++) {
          texts[file][random.nextInt(LINES)] = line(random);
        }
        String leak = version == VERSIONS / 2 && file == 7 ? leak(random) : "";
        repo.write("src/file" + file + ".js", String.join("\n", texts[file]) + leak);
      }
      repo.commit("version " + version);
    }
    repo.git("gc", "-q");
    for (int copy = 0; copy < WORKING_COPIES; copy++) {
      for (int file = 0; file < FILES; file++) {
        repo.write("copy" + copy + "/file" + file, String.join("\n", texts[file]));
      }
    }
  }

  /// Drawn, so that no token stands in this source.
  private static String leak(Random random) {
    StringBuilder hex = new StringBuilder();
    random.ints(32, 0, 16).forEach(digit -> hex.append(Character.forDigit(digit, 16)));
    return "\nAPP_USR-"
        + (7_123_456_789_012_345L + random.nextInt())
        + "-091211-"
        + hex
        + "-77554433";
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder("  ");
    int words = 4 + random.nextInt(8);
    for (int i = 0; i < words; i++) {
      line.append(WORDS[random.nextInt(WORDS.length)]).append(' ').append(random.nextInt(1000));
    }
    return line.toString();
  }
}
