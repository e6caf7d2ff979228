// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.Comparison.Point;
import java.util.List;
import java.util.stream.Collectors;

/// docs/tls-comparison.md.
final class ComparisonPage {
  private ComparisonPage() {}

  static String of(List<Comparison> all, Testssl testssl) {
    var page = new StringBuilder();
    page.append(
        """
        # Pasaje and testssl.sh on the same servers

        `make compare-testssl` writes this page: it starts the lab of the tests, TLS servers on
        loopback with one fault each, has Pasaje and testssl.sh measure them, and compares every
        answer that testssl.sh has: the protocols offered, weak suites, forward secrecy, trust,
        name, validity, signature, key, order of the chain, transparency, HSTS, and the grade when
        its version gives one (3.2 and later; Debian's 3.0 does not). A disagreement for which no
        reason is written down makes the target fail.

        The command is `testssl` on the `PATH` (`apt-get install testssl.sh`) or the one that the
        variable `TESTSSL` names, such as `TESTSSL=…/testssl.sh make compare-testssl`.

        """);
    page.append("Measured with testssl.sh ")
        .append(testssl.version())
        .append(
            " and Pasaje of the same commit as this page; profile Mozilla 6.0 intermediate.\n\n");
    page.append(
        "| Server | Pasaje: checks that fail | Grade | testssl.sh grade | Compared | Agree |\n");
    page.append("|---|---|---|---|---|---|\n");
    all.forEach(one -> page.append(row(one)));
    page.append(reasons(all));
    return page.toString();
  }

  private static String row(Comparison one) {
    List<Point> differing = one.points().stream().filter(point -> !point.agree()).toList();
    String failed =
        one.ours().failed().stream()
            // Every server of the lab fails this one: no post-quantum group.
            .filter(id -> !id.equals("mozilla-modern-not-met"))
            .collect(Collectors.joining(", "));
    String theirGrade =
        one.points().stream()
            .filter(point -> point.topic().equals("grade"))
            .map(Point::theirs)
            .findFirst()
            .orElse("–");
    String agree =
        differing.isEmpty()
            ? "yes"
            : differing.stream()
                .map(
                    point -> point.topic() + ": " + point.ours() + ", testssl.sh " + point.theirs())
                .collect(Collectors.joining("; "));
    return "| %s | %s | %s | %s | %d | %s |\n"
        .formatted(
            one.ours().asked().name(),
            failed.isEmpty() ? "none" : failed,
            one.ours().grade().orElse("–"),
            theirGrade,
            one.points().size(),
            agree);
  }

  private static String reasons(List<Comparison> all) {
    String lines =
        all.stream()
            .flatMap(one ->
                one.points().stream()
                    .filter(point -> !point.agree())
                    .map(point ->
                        "- %s, %s: %s\n"
                            .formatted(
                                one.ours().asked().name(),
                                point.topic(),
                                CompareTestssl.reason(one, point).orElse("no reason is known"))))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "\n## Why they differ\n\n" + lines;
  }
}
