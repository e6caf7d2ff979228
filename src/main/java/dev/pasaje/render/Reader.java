// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Score;
import dev.pasaje.check.Severity;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.RequirementReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Puts findings and scores into words.
final class Reader {
  private final Words words;

  Reader(Words words) {
    this.words = words;
  }

  Reading.Section section(RequirementReport report) {
    Optional<QualityReport> quality = report.quality();
    return section(
        words.requirement(report.requirement()),
        Mark.of(report.verdict()),
        words.verdict(report.verdict().id()),
        quality,
        findings(report));
  }

  /// The only section of a quality report; it needs no name.
  Reading.Section section(QualityReport report) {
    return section(
        "",
        Mark.of(report.verdict()),
        words.verdict(report.verdict().id()),
        Optional.of(report),
        report.findings());
  }

  /// The findings of a requirement; those of the quality report when they are only there.
  static List<Finding> findings(RequirementReport report) {
    return report.findings().isEmpty()
        ? report.quality().map(QualityReport::findings).orElse(List.of())
        : report.findings();
  }

  private Reading.Section section(
      String name,
      Mark mark,
      String verdict,
      Optional<QualityReport> quality,
      List<Finding> findings) {
    List<Reading.Item> failed = items(findings, Finding::failed);
    List<Reading.Item> unknown = items(findings, finding -> finding.unknown() && weighty(finding));
    Optional<Reading.Gauge> gauge = quality.map(report -> gauge(report.score()));
    return new Reading.Section(
        name,
        mark,
        verdict,
        digest(gauge, findings),
        gauge,
        quality.map(this::bars).orElse(List.of()),
        failed,
        unknown,
        groups(
            findings,
            finding ->
                finding.outcome() instanceof Outcome.Unknown(var reason, _) && !weighty(finding)
                    ? Optional.of(words.reason(reason))
                    : Optional.empty()),
        items(findings, Finding::passed),
        groups(
            findings,
            finding ->
                finding.outcome() instanceof Outcome.NotApplicable(var reason, _)
                    ? Optional.of(words.reason(reason))
                    : Optional.empty()));
  }

  /// Whether not knowing it can change the verdict.
  private static boolean weighty(Finding finding) {
    return finding.info().severity() != Severity.BEST_PRACTICE;
  }

  private String digest(Optional<Reading.Gauge> gauge, List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    gauge.ifPresent(score -> parts.add(words.say("score.short", Map.of("score", score.figure()))));
    int failed = (int) findings.stream().filter(Finding::failed).count();
    if (failed > 0) {
      parts.add(words.count("digest.failed", failed));
    }
    int unknown = (int) findings.stream().filter(f -> f.unknown() && weighty(f)).count();
    if (unknown > 0) {
      parts.add(words.count("digest.unknown", unknown));
    }
    if (parts.isEmpty()) {
      int passed = (int) findings.stream().filter(Finding::passed).count();
      parts.add(words.count("digest.passed", passed));
    }
    return String.join(", ", parts);
  }

  private Reading.Gauge gauge(Score score) {
    String key = score.floor() == score.ceiling() ? "score.exact" : "score.between";
    return new Reading.Gauge(
        score.floor(),
        score.ceiling(),
        score.threshold(),
        words.say(
            key,
            Map.of(
                "floor",
                Integer.toString(score.floor()),
                "ceiling",
                Integer.toString(score.ceiling()),
                "threshold",
                Integer.toString(score.threshold()))),
        words.say("score.minimum", Map.of("threshold", Integer.toString(score.threshold()))));
  }

  private List<Reading.Bar> bars(QualityReport report) {
    List<Reading.Bar> bars = new ArrayList<>();
    report
        .byAspect()
        .forEach((aspect, score) -> bars.add(new Reading.Bar(words.aspect(aspect), gauge(score))));
    return bars;
  }

  private List<Reading.Item> items(List<Finding> findings, Predicate<Finding> which) {
    return findings.stream().filter(which).map(this::item).toList();
  }

  private List<Reading.Group> groups(
      List<Finding> findings, Function<Finding, Optional<String>> reason) {
    Map<String, List<Reading.Item>> byReason = new LinkedHashMap<>();
    for (Finding finding : findings) {
      reason
          .apply(finding)
          .ifPresent(
              words -> byReason.computeIfAbsent(words, _ -> new ArrayList<>()).add(item(finding)));
    }
    return byReason.entrySet().stream()
        .map(group -> new Reading.Group(group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  private Reading.Item item(Finding finding) {
    CheckInfo info = finding.info();
    Outcome outcome = finding.outcome();
    List<Evidence> evidence = outcome.evidence();
    return new Reading.Item(
        mark(finding),
        info.id(),
        info.severity().id(),
        Clean.of(words.title(info)),
        tags(finding),
        Optional.ofNullable(info.officialName()).map(Clean::of),
        Clean.of(words.problem(info, evidence)),
        Clean.of(words.why(info)),
        Clean.of(words.remedy(info, evidence)),
        outcome instanceof Outcome.Unknown(var reason, _)
            ? Optional.of(words.reason(reason))
            : Optional.empty(),
        evidence.stream().map(this::fact).toList(),
        evidence.stream()
            .anyMatch(fact -> fact.kind() == Evidence.Kind.DECLARATION && fact.found() != null),
        Clean.of(info.source()));
  }

  private static Mark mark(Finding finding) {
    return switch (finding.outcome()) {
      case Outcome.Failed _ -> finding.info().severity().mandatory() ? Mark.BAD : Mark.MINOR;
      case Outcome.Unknown _ -> Mark.UNSURE;
      case Outcome.Passed _ -> Mark.GOOD;
      case Outcome.NotApplicable _ -> Mark.NONE;
    };
  }

  private List<String> tags(Finding finding) {
    List<String> tags = new ArrayList<>();
    tags.add(words.severity(finding.info().severity()));
    if (finding.weight() > 0) {
      tags.add(words.count("points", finding.weight()));
    }
    if (finding.info().aspect() != null) {
      tags.add(words.aspect(finding.info().aspect()));
    }
    return List.copyOf(tags);
  }

  private Reading.Fact fact(Evidence evidence) {
    return new Reading.Fact(
        words.kind(evidence.kind()),
        Clean.of(evidence.where()),
        Optional.ofNullable(evidence.found()).map(Clean::of),
        Optional.ofNullable(evidence.expected()).map(Clean::of));
  }
}
