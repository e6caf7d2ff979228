// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.pasaje.integration.Product;
import dev.pasaje.json.JsonLines;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityScoring;
import dev.pasaje.quality.bulk.Scorer;
import dev.pasaje.quality.bulk.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// How fast stored payments are scored, against only parsing the same bytes with Jackson in the
/// same run; and the memory of scoring files of 10 000 to 1 000 000 payments. `java -Xmx512m …
/// QualityBench [largest]`
final class QualityBench {
  /// In one process, turn and turn about, so that both see the same machine.
  private static final int ROUNDS = 21;

  /// Until the compiler has done its work, even where other programs run.
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /// Lines that are made at once.
  private static final int PORTION = 1_000;

  private static final int IN_MEMORY = 30_000;

  private QualityBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("memory")) {
      memory(Integer.parseInt(args[1]));
      return;
    }
    int largest = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    byte[] lines = BenchPayments.lines(BenchPayments.kinds(), IN_MEMORY);
    for (Product product :
        List.of(Product.CHECKOUT_API, Product.CHECKOUT_PRO, Product.CHECKOUT_API_ORDERS)) {
      speed(product, lines);
    }
    for (int count = 10_000; count <= largest; count *= 10) {
      // A process each, so that the most it ever used is of this size alone.
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-classpath",
              System.getProperty("java.class.path"),
              QualityBench.class.getName(),
              "memory",
              Integer.toString(count))
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  private static void speed(Product product, byte[] lines) throws IOException {
    List<Long> parsing = new ArrayList<>();
    List<Long> scoring = new ArrayList<>();
    List<BigDecimal> ratios = new ArrayList<>();
    long warm = System.nanoTime() + WARM_UP.toNanos();
    while (ratios.size() < ROUNDS) {
      long parsed = nanos(() -> parse(lines));
      long scored = nanos(() -> score(product, new ByteArrayInputStream(lines)));
      if (System.nanoTime() > warm) {
        parsing.add(parsed);
        scoring.add(scored);
        ratios.add(
            BigDecimal.valueOf(parsed).divide(BigDecimal.valueOf(scored), 2, RoundingMode.HALF_UP));
      }
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT,
        "quality %s: %d rules, %,d bytes a payment; parsing %,.0f/s, scoring %,.0f/s; scoring /"
            + " parsing in %d rounds %s to %s, median %s%n",
        product.id(),
        scorer(product).scoring().rules().size(),
        lines.length / IN_MEMORY,
        IN_MEMORY * 1e9 / median(parsing),
        IN_MEMORY * 1e9 / median(scoring),
        ROUNDS,
        ratios.getFirst(),
        ratios.getLast(),
        ratios.get(ROUNDS / 2));
  }

  /// Some work.
  private interface Work {
    void run() throws IOException;
  }

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// Of the processor, collecting garbage included: what other programs take does not count.
  private static long nanos(Work work) throws IOException {
    long begin = MACHINE.getProcessCpuTime();
    work.run();
    return MACHINE.getProcessCpuTime() - begin;
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2);
  }

  private static final ObjectReader PLAIN =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private static void parse(byte[] lines) {
    long ids = 0;
    try (MappingIterator<JsonNode> documents = PLAIN.readValues(lines)) {
      while (documents.hasNext()) {
        ids += documents.next().path("id").asLong();
      }
    }
    if (ids == 0) {
      throw new IllegalStateException("nothing was parsed");
    }
  }

  private static Scorer scorer(Product product) {
    return new Scorer(
        QualityScoring.of(product, Optional.empty(), QualityOptions.STANDARD),
        Optional.empty(),
        Map.of(),
        UnaryOperator.identity());
  }

  private static Tally score(Product product, InputStream in) throws IOException {
    Scorer scorer = scorer(product);
    Tally tally = new Tally(scorer.scoring());
    JsonLines.read(
        in,
        JsonLines.Place.BEGIN,
        QualityScoring.wanted(),
        new JsonLines.Taker() {
          @Override
          public void document(long line, JsonNode document) {
            switch (scorer.score("bench", document)) {
              case Scorer.Result.Done(var score) -> tally.add(score);
              case Scorer.Result.Foreign _ -> tally.leftOut(1, 0, 0);
              case Scorer.Result.NotEvidence(var why) -> throw why;
            }
          }

          @Override
          public void unreadable(long line, String why) {
            throw new IllegalStateException(line + ": " + why);
          }
        });
    return tally;
  }

  private static void memory(int count) throws IOException {
    Path file = Files.createTempFile("quality-bench-", ".jsonl");
    try {
      List<String> kinds = BenchPayments.kinds();
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int i = 0; i < count; i += PORTION) {
          out.write(BenchPayments.lines(kinds, PORTION));
        }
      }
      long begin = System.nanoTime();
      Tally tally;
      try (InputStream in = Files.newInputStream(file)) {
        tally = score(Product.CHECKOUT_API, in);
      }
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "quality memory: %,d payments, %,d MB of file, %.1f s, %,d/s; heap after a collection"
              + " %.1f MB of %d MB, most ever resident %s%n",
          tally.payments(),
          Files.size(file) >> 20,
          millis / 1e3,
          count * 1000L / millis,
          (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
          runtime.maxMemory() >> 20,
          mostResident());
    } finally {
      Files.delete(file);
    }
  }

  /// `VmHWM`, where there is a Linux to say it.
  private static String mostResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readString(status, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("?")
            .replaceAll("\\s+", " ")
        : "?";
  }
}
