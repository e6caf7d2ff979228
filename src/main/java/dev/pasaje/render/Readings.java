// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Severity;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.ReadinessReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads whole reports: the headline, the parts worst first, what to do next.
final class Readings {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Words words;
  private final Reader reader;

  Readings(Words words) {
    this.words = words;
    this.reader = new Reader(words);
  }

  Reading of(ReadinessReport report) {
    List<Finding> findings =
        report.integrations().stream()
            .flatMap(integration -> integration.requirements().stream())
            .flatMap(requirement -> Reader.findings(requirement).stream())
            .toList();
    List<Reading.Part> parts =
        report.integrations().stream()
            .map(this::part)
            .sorted(Comparator.comparing(Reading.Part::mark))
            .toList();
    boolean scored = parts.stream().anyMatch(Readings::scored);
    return new Reading(
        words.language().code(),
        words.say("title.readiness"),
        Mark.of(report.verdict()),
        words.say("headline." + report.verdict().id()),
        details(findings),
        parts,
        report.notMeasured().stream().map(words::requirement).toList(),
        next(findings, Mark.of(report.verdict()), !report.notMeasured().isEmpty()),
        scored ? List.of(words.say("note.weights")) : List.of(),
        Optional.of(words.say("label.measured-at", Map.of("at", MINUTE.format(report.at())))));
  }

  Reading of(List<QualityReport> reports) {
    List<QualityReport> worstFirst =
        reports.stream()
            .sorted(
                Comparator.comparing((QualityReport report) -> Mark.of(report.verdict()))
                    .thenComparingInt(report -> report.score().value()))
            .toList();
    List<Finding> findings =
        worstFirst.stream().flatMap(report -> report.findings().stream()).toList();
    Mark mark =
        worstFirst.stream()
            .map(report -> Mark.of(report.verdict()))
            .min(Comparator.naturalOrder())
            .orElse(Mark.NONE);
    return new Reading(
        words.language().code(),
        words.say("title.quality"),
        mark,
        worstFirst.size() == 1
            ? qualityVerdict(worstFirst.getFirst())
            : words.count("headline.subjects", worstFirst.size()),
        worstFirst.size() == 1 ? details(findings) : verdicts(worstFirst),
        worstFirst.stream().map(this::part).toList(),
        List.of(),
        next(findings, mark, false),
        List.of(words.say("note.weights")),
        Optional.empty());
  }

  private Reading.Part part(IntegrationReport report) {
    return new Reading.Part(
        Clean.of(report.id()),
        words.product(report.product()) + ", " + words.site(report.site()),
        Mark.of(report.verdict()),
        words.verdict(report.verdict().id()),
        report.requirements().stream()
            .map(reader::section)
            .sorted(Comparator.comparing(Reading.Section::mark))
            .toList());
  }

  private Reading.Part part(QualityReport report) {
    String type = report.subject().type();
    String id = Clean.of(report.subject().id());
    String name =
        switch (type) {
          case "payment", "order" -> words.say("subject." + type, Map.of("id", id));
          default -> Clean.of(type) + " " + id;
        };
    return new Reading.Part(
        name,
        words.product(report.product())
            + report.site().map(site -> ", " + words.site(site)).orElse(""),
        Mark.of(report.verdict()),
        words.verdict(report.verdict().id()),
        List.of(reader.section(report)));
  }

  private static boolean scored(Reading.Part part) {
    return part.sections().stream().anyMatch(section -> section.gauge().isPresent());
  }

  private String qualityVerdict(QualityReport report) {
    String score =
        report.score().floor() == report.score().ceiling()
            ? Integer.toString(report.score().floor())
            : report.score().floor() + "–" + report.score().ceiling();
    return words.say(
        report.verdict() == QualityReport.Verdict.UNDETERMINED
            ? "headline.quality-undetermined"
            : "headline." + report.verdict().id(),
        Map.of("score", score, "threshold", Integer.toString(report.score().threshold())));
  }

  /// `2 below the minimum, 1 ideal`: worst first.
  private String verdicts(List<QualityReport> reports) {
    List<String> counts = new ArrayList<>();
    for (QualityReport.Verdict verdict : QualityReport.Verdict.values()) {
      long count = reports.stream().filter(report -> report.verdict() == verdict).count();
      if (count > 0) {
        counts.addFirst(count + " " + words.verdict(verdict.id()));
      }
    }
    return String.join(", ", counts);
  }

  /// What the verdict rests on: mandatory items that failed or could not be checked.
  private String details(List<Finding> findings) {
    List<String> details = new ArrayList<>();
    int failed = (int) mandatory(findings).filter(Finding::failed).count();
    int unknown = (int) mandatory(findings).filter(Finding::unknown).count();
    if (failed > 0) {
      details.add(words.count("detail.failed", failed));
    }
    if (unknown > 0) {
      details.add(words.count("detail.unknown", unknown));
    }
    return String.join(", ", details);
  }

  private static Stream<Finding> mandatory(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.info().severity().mandatory());
  }

  private List<String> next(List<Finding> findings, Mark mark, boolean someNotMeasured) {
    List<String> steps = new ArrayList<>();
    Optional<Finding> worst =
        findings.stream()
            .filter(finding -> finding.failed())
            .filter(finding -> finding.info().severity() != Severity.BEST_PRACTICE)
            .min(Finding.WORST_FIRST);
    worst.ifPresent(finding -> {
      steps.add(words.say("next.fix"));
      steps.add(words.say("next.explain", Map.of("id", finding.info().id())));
    });
    findings.stream()
        .filter(finding -> finding.info().severity() != Severity.BEST_PRACTICE)
        .map(Finding::outcome)
        .flatMap(outcome ->
            outcome instanceof Outcome.Unknown(var reason, _) ? Stream.of(reason) : Stream.empty())
        .distinct()
        .sorted()
        .forEach(reason -> steps.add(words.hint(reason)));
    if (someNotMeasured) {
      steps.add(words.say("next.not-measured"));
    }
    if (steps.isEmpty()) {
      steps.add(words.say(mark == Mark.GOOD ? "next.good" : "next.nothing"));
    }
    return List.copyOf(steps);
  }
}
