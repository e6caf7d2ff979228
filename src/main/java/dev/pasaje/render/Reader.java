// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Score;
import dev.pasaje.check.Severity;
import dev.pasaje.check.Waiver;
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
    List<Finding> open = findings.stream().filter(finding -> !waived(finding)).toList();
    Optional<Reading.Gauge> gauge = quality.map(report -> gauge(report.score()));
    return new Reading.Section(
        name,
        mark,
        verdict,
        digest(quality, findings),
        gauge,
        quality
            .flatMap(QualityReport::scoreWithWaivers)
            .map(score -> words.say("score.with-waivers", Map.of("score", gauge(score).figure()))),
        quality.map(this::bars).orElse(List.of()),
        items(open, Finding::failed),
        items(open, finding -> finding.unknown() && weighty(finding)),
        items(findings, Reader::waived),
        groups(
            open,
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

  /// Whether somebody answers for what would otherwise be open.
  static boolean waived(Finding finding) {
    return finding.waived() && (finding.failed() || finding.unknown());
  }

  /// Whether not knowing it can change the verdict.
  private static boolean weighty(Finding finding) {
    return finding.info().severity() != Severity.BEST_PRACTICE;
  }

  private String digest(Optional<QualityReport> quality, List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    quality.ifPresent(report -> parts.add(score(report)));
    List<Finding> open = findings.stream().filter(finding -> !waived(finding)).toList();
    int failed = (int) open.stream().filter(Finding::failed).count();
    if (failed > 0) {
      parts.add(words.count("digest.failed", failed));
    }
    int unknown = (int) open.stream().filter(f -> f.unknown() && weighty(f)).count();
    if (unknown > 0) {
      parts.add(words.count("digest.unknown", unknown));
    }
    if (parts.isEmpty()) {
      int passed = (int) findings.stream().filter(Finding::passed).count();
      parts.add(words.count("digest.passed", passed));
    }
    if (open.size() < findings.size()) {
      parts.add(words.count("digest.waived", findings.size() - open.size()));
    }
    return String.join(", ", parts);
  }

  private String score(QualityReport report) {
    String score = gauge(report.score()).figure();
    return report
        .scoreWithWaivers()
        .map(waived ->
            words.say(
                "score.short-waived", Map.of("score", score, "waived", gauge(waived).figure())))
        .orElse(words.say("score.short", Map.of("score", score)));
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
        Clean.of(info.source()),
        finding.waiver().filter(_ -> waived(finding)).map(this::waiver),
        urgency(finding));
  }

  /// `the risk is known and taken: “…”; Ana answers for it until 2026-12-31`.
  String waiver(Waiver waiver) {
    return words.say(
        waiver.note().isBlank() ? "waiver.without-note" : "waiver.with-note",
        Map.of(
            "reason", words.reason(waiver.reason()),
            "note", Clean.of(waiver.note()),
            "by", Clean.of(waiver.by()),
            "until", waiver.until().toString()));
  }

  /// What decides comes first: blockers, what is mandatory, then by points; what is waived after
  /// all that is open.
  private static int urgency(Finding finding) {
    int step =
        waived(finding)
            ? 6
            : switch (finding.outcome()) {
              case Outcome.Failed _ ->
                  switch (finding.info().severity()) {
                    case BLOCKER -> 0;
                    case REQUIRED -> 1;
                    case RECOMMENDED -> 3;
                    case BEST_PRACTICE -> 5;
                  };
              case Outcome.Unknown _ -> finding.info().severity().mandatory() ? 2 : 4;
              case Outcome.Passed _, Outcome.NotApplicable _ -> 7;
            };
    return step * 1000 - Math.min(999, finding.weight());
  }

  private static Mark mark(Finding finding) {
    if (waived(finding)) {
      return Mark.WAIVED;
    }
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
