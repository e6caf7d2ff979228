// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Score;
import dev.pasaje.check.Waiver;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Reports nobody would think of, the same ones for the same seed: long words, wide and turning
/// characters, terminal commands, markup, secrets.
final class RandomReports {
  static final String TOKEN =
      "APP_USR-1234567890123456-112416-0123456789abcdef0123456789abcdef-987654321";

  private static final List<String> SCRAPS =
      List.of(
          "payment.additional_info.items[0].category_id",
          "https://tienda.example/" + "camino-muy-largo/".repeat(12),
          "a".repeat(150),
          "注文番号".repeat(20),
          "日本語 の 文 と words",
          "😀👩‍👩‍👧‍👦🇧🇷 ok",
          "e\u0301".repeat(50),
          "\u001b[31mred\u001b[0m\u0007\r\n\tlines",
          "\u202eturned\u2066",
          "<script>alert('x')</script>",
          "\"quotes\" & <b> | `ticks` *stars* _under_ [link](http://x)",
          "</style></details><img src=x onerror=alert(1)>",
          "Bearer " + TOKEN,
          TOKEN,
          "?access_token=" + TOKEN + "&x=1",
          "# title",
          "```",
          "]]><x/>&amp;",
          "=HYPERLINK(\"http://x\",A1)",
          " +1-1",
          "@SUM(A1)",
          "{0} {{1}} [link](http://x) [here](0)",
          "\uffff\ufffe\ud800 \u2028\u0085",
          "x".repeat(3_000),
          "",
          " ");

  private final Random random;

  RandomReports(long seed) {
    this.random = new Random(seed);
  }

  ReadinessReport readiness() {
    List<IntegrationReport> integrations = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      integrations.add(integration());
    }
    return new ReadinessReport(
        Instant.ofEpochSecond(random.nextInt(2_000_000_000)),
        integrations,
        random.nextBoolean() ? List.of() : List.of(Requirement.TLS, Requirement.PIX));
  }

  /// As many integrations as asked for, all requirements in each.
  ReadinessReport readiness(int many) {
    List<IntegrationReport> integrations = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      integrations.add(integration());
    }
    return new ReadinessReport(Samples.AT, integrations, List.of(Requirement.TLS));
  }

  private IntegrationReport integration() {
    Map<Requirement, List<Finding>> findings = new EnumMap<>(Requirement.class);
    for (CheckInfo check : Readiness.catalog().all()) {
      if (random.nextInt(3) > 0) {
        findings.computeIfAbsent(check.requirement(), _ -> new ArrayList<>()).add(finding(check));
      }
    }
    List<RequirementReport> requirements = new ArrayList<>();
    findings.forEach((requirement, some) -> {
      Optional<QualityReport> quality =
          requirement == Requirement.QUALITY && random.nextBoolean()
              ? Optional.of(quality())
              : Optional.empty();
      RequirementReport plain = RequirementReport.of(requirement, some);
      requirements.add(
          new RequirementReport(requirement, plain.verdict(), quality, plain.findings()));
    });
    return new IntegrationReport(
        scrap(), pick(Site.values()), pick(Product.values()), requirements);
  }

  QualityReport quality() {
    List<Finding> findings = new ArrayList<>();
    for (CheckInfo check : Readiness.catalog().all()) {
      if (check.requirement() == Requirement.QUALITY && random.nextInt(4) > 0) {
        findings.add(finding(check));
      }
    }
    Score score =
        Score.of(findings, random.nextInt(101))
            .orElse(new Score(0, 0, 100, Score.DEFAULT_THRESHOLD));
    return new QualityReport(
        new QualityReport.Subject(pick("payment", "order", scrap()), scrap()),
        pick(Product.values()),
        random.nextBoolean() ? Optional.of(pick(Site.values())) : Optional.empty(),
        score,
        QualityReport.judge(score, findings),
        findings);
  }

  private Finding finding(CheckInfo check) {
    Finding finding =
        new Finding(check, check.severity().scored() ? random.nextInt(20) : 0, outcome());
    return random.nextInt(5) > 0
        ? finding
        : finding.with(
            new Waiver(
                check.id(),
                pick(Waiver.Reason.values()),
                scrap(),
                scrap(),
                LocalDate.ofEpochDay(random.nextInt(30_000))));
  }

  private Outcome outcome() {
    Evidence[] evidence = new Evidence[random.nextInt(4)];
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] = new Evidence(pick(Evidence.Kind.values()), scrap(), maybe(), maybe());
    }
    return switch (random.nextInt(4)) {
      case 0 -> Outcome.passed(evidence);
      case 1 -> Outcome.failed(evidence);
      case 2 -> Outcome.unknown(pick(Outcome.Ignorance.values()), evidence);
      default -> Outcome.notApplicable(pick(Outcome.Inapplicability.values()), evidence);
    };
  }

  private @Nullable String maybe() {
    return random.nextInt(3) == 0 ? null : scrap();
  }

  private String scrap() {
    String one = SCRAPS.get(random.nextInt(SCRAPS.size()));
    return random.nextBoolean() ? one : one + " " + SCRAPS.get(random.nextInt(SCRAPS.size()));
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
