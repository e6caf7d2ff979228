// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Score;
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
import java.util.function.Predicate;

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
    List<Row> rows = Row.of(report);
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
        details(rows),
        parts,
        report.notMeasured().stream().map(words::requirement).toList(),
        new Steps(words).of(rows, Mark.of(report.verdict()), !report.notMeasured().isEmpty()),
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
    List<Row> rows = Row.of(worstFirst);
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
        worstFirst.size() == 1 ? details(worstFirst.getFirst(), rows) : verdicts(worstFirst),
        worstFirst.stream().map(this::part).toList(),
        List.of(),
        new Steps(words).of(rows, mark, false),
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
    return new Reading.Part(
        words.subject(report.subject()),
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
    Score score = report.scoreWithWaivers().orElse(report.score());
    return words.say(
        report.verdict() == QualityReport.Verdict.UNDETERMINED
            ? "headline.quality-undetermined"
            : "headline." + report.verdict().id(),
        Map.of("score", figure(score), "threshold", Integer.toString(score.threshold())));
  }

  private static String figure(Score score) {
    return score.floor() == score.ceiling()
        ? Integer.toString(score.floor())
        : score.floor() + "–" + score.ceiling();
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

  private String details(QualityReport report, List<Row> rows) {
    String details = details(rows);
    if (report.scoreWithWaivers().isEmpty()) {
      return details;
    }
    return (details.isEmpty() ? "" : details + ", ")
        + words.say("detail.without-waivers", Map.of("score", figure(report.score())));
  }

  /// What the verdict rests on: mandatory items that failed, could not be checked, or are waived.
  private String details(List<Row> rows) {
    List<Finding> mandatory =
        rows.stream()
            .map(Row::finding)
            .filter(finding -> finding.info().severity().mandatory())
            .toList();
    List<String> details = new ArrayList<>();
    count(details, "detail.failed", mandatory, f -> f.failed() && !Reader.waived(f));
    count(details, "detail.unknown", mandatory, f -> f.unknown() && !Reader.waived(f));
    count(details, "detail.waived", mandatory, Reader::waived);
    return String.join(", ", details);
  }

  private void count(
      List<String> details, String key, List<Finding> findings, Predicate<Finding> which) {
    int count = (int) findings.stream().filter(which).count();
    if (count > 0) {
      details.add(words.count(key, count));
    }
  }
}
