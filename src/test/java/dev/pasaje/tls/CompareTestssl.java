// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.Comparison.Point;
import dev.pasaje.tls.lab.Lab;
import dev.pasaje.tls.lab.LabCase;
import dev.pasaje.tls.lab.LabCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Has testssl.sh measure the servers of the lab, compares, and writes docs/tls-comparison.md. Exit
/// code 1 for a disagreement without a reason, 3 when there is no testssl.sh. `java …
/// CompareTestssl [case…]`; with cases named, nothing is written.
final class CompareTestssl {
  private static final Duration LIMIT_OURS = Duration.ofSeconds(60);
  private static final Duration LIMIT_THEIRS = Duration.ofMinutes(15);
  private static final Path PAGE = Path.of("docs", "tls-comparison.md");

  /// Why the two may differ: `case: topic` or `*: topic` to reason.
  static final Map<String, String> REASONS =
      Map.of(
          "rc4: grade",
          "the guide caps RC4 with TLS 1.1 or newer at C; testssl.sh 3.3dev has that cap only where"
              + " it uses its openssl, and over its own sockets stops at B",
          "triple-des-old: grade",
          "the guide caps 64-bit blocks with TLS 1.1 at C; testssl.sh 3.3dev has that cap only with"
              + " --ssl-native",
          "dhe-1024: grade",
          "the guide counts ephemeral DH, and 1024 bits are a weak key, B; testssl.sh 3.3dev hands"
              + " its size on as DHE, a name its scale does not know",
          "anonymous: grade",
          "the guide gives an anonymous key exchange no points, which is F; testssl.sh 3.3dev calls"
              + " the suites critical and leaves them out of its rating");

  private CompareTestssl() {}

  public static void main(String[] args) throws Exception {
    Optional<Testssl> installed = Testssl.installed(System.getenv());
    if (installed.isEmpty()) {
      System.err.println("testssl.sh is not installed: apt-get install testssl.sh");
      System.exit(3);
    }
    Testssl testssl = installed.orElseThrow();
    System.err.println("testssl.sh " + testssl.version() + ", " + testssl.command());
    Set<String> named = Set.of(args);
    List<LabCase> cases =
        LabCases.ALL.stream()
            .filter(LabCase::speaksTls)
            .filter(one -> named.isEmpty() || named.contains(one.name()))
            .toList();
    Path folder = Files.createDirectories(Path.of("target", "testssl"));
    List<Comparison> all;
    try (Lab lab = Lab.start(folder, InstantSource.system().instant())) {
      all = compare(cases, lab, testssl, folder.toAbsolutePath());
    }
    if (named.isEmpty()) {
      Files.writeString(PAGE, ComparisonPage.of(all, testssl), StandardCharsets.UTF_8);
    }
    List<String> open = new ArrayList<>();
    for (Comparison one : all) {
      one.points().stream()
          .filter(point -> !point.agree() && reason(one, point).isEmpty())
          .forEach(point -> open.add(one.ours().asked().name() + ": " + point));
      if (one.points().isEmpty()) {
        open.add(one.ours().asked().name() + ": testssl.sh said nothing");
      }
    }
    open.forEach(System.err::println);
    long points = all.stream().mapToLong(one -> one.points().size()).sum();
    System.out.printf(
        "%d servers, %d answers compared, %d disagreements without a reason%n",
        all.size(), points, open.size());
    System.exit(open.isEmpty() ? 0 : 1);
  }

  static Optional<String> reason(Comparison comparison, Point point) {
    return Optional.ofNullable(REASONS.get(comparison.ours().asked().name() + ": " + point.topic()))
        .or(() -> Optional.ofNullable(REASONS.get("*: " + point.topic())));
  }

  private static List<Comparison> compare(
      List<LabCase> cases, Lab lab, Testssl testssl, Path folder)
      throws InterruptedException, ExecutionException {
    int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Comparison>> running =
          cases.stream()
              .map(one -> threads.submit(() -> compare(one, lab, testssl, folder)))
              .toList();
      List<Comparison> done = new ArrayList<>();
      for (Future<Comparison> one : running) {
        done.add(one.get());
      }
      return done;
    }
  }

  private static Comparison compare(LabCase one, Lab lab, Testssl testssl, Path folder)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Map<String, String> theirs =
        testssl.measure(
            one,
            lab.port(one),
            List.of(lab.rootFile().toAbsolutePath(), lab.ownRootFile().toAbsolutePath()),
            folder,
            LIMIT_THEIRS);
    Comparison comparison = Comparison.of(LabVerdict.of(one, lab, LIMIT_OURS), theirs);
    System.err.printf(
        "%s: %d s, %s%n",
        one.name(),
        Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
        comparison.points().stream()
            .filter(point -> !point.agree())
            .map(Point::toString)
            .collect(
                Collectors.joining(
                    "; ", comparison.points().size() + " compared, differing: [", "]")));
    return comparison;
  }
}
