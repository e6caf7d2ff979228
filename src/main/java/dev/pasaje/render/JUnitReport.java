// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Score;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.text.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reports for build servers: JUnit's XML as Ant writes it, a suite for each requirement of each
/// integration, a case for each check.
///
/// What failed is a failure; something mandatory that is unknown is an error, so that it never
/// looks green; everything else that was not judged, and what somebody waived, is skipped with its
/// reason.
public final class JUnitReport {
  // The schema's date has no zone and no fraction; it is UTC.
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// How a build server counts a case.
  private enum Result {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED;

    static Result of(Finding finding) {
      if (Reader.waived(finding)) {
        return SKIPPED;
      }
      return switch (finding.outcome()) {
        case Outcome.Passed _ -> PASSED;
        case Outcome.Failed _ -> FAILURE;
        case Outcome.Unknown _ -> finding.info().severity().mandatory() ? ERROR : SKIPPED;
        case Outcome.NotApplicable _ -> SKIPPED;
      };
    }
  }

  private final Words words;
  private final Reader reader;
  private final Instant at;
  private final Xml xml = new Xml();
  private int suites;

  JUnitReport(Words words, Instant at) {
    this.words = words;
    this.reader = new Reader(words);
    this.at = at;
  }

  public static String of(ReadinessReport report, Language language) {
    return new JUnitReport(new Words(language), report.at()).document(report);
  }

  /// @param at when it was judged
  public static String of(List<QualityReport> reports, Instant at, Language language) {
    return new JUnitReport(new Words(language), at).document(reports);
  }

  String document(ReadinessReport report) {
    xml.open("testsuites", Map.of());
    for (IntegrationReport integration : report.integrations()) {
      for (RequirementReport requirement : integration.requirements()) {
        suite(
            Clean.of(integration.id()),
            requirement.requirement(),
            requirement.verdict().id(),
            requirement.quality(),
            Reader.findings(requirement));
      }
    }
    return xml.end();
  }

  private String document(List<QualityReport> reports) {
    xml.open("testsuites", Map.of());
    for (QualityReport report : reports) {
      suite(
          words.subject(report.subject()),
          Requirement.QUALITY,
          report.verdict().id(),
          Optional.of(report),
          report.findings());
    }
    return xml.end();
  }

  private void suite(
      String subject,
      Requirement requirement,
      String verdict,
      Optional<QualityReport> quality,
      List<Finding> findings) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", subject + " · " + words.requirement(requirement));
    attributes.put("package", "pasaje");
    attributes.put("id", Integer.toString(suites++));
    attributes.put("timestamp", SECOND.format(at));
    attributes.put("hostname", "localhost");
    attributes.put("tests", Integer.toString(findings.size()));
    attributes.put("failures", count(findings, Result.FAILURE));
    attributes.put("errors", count(findings, Result.ERROR));
    attributes.put("skipped", count(findings, Result.SKIPPED));
    attributes.put("time", "0");
    xml.open("testsuite", attributes);
    xml.open("properties", Map.of());
    property("verdict", verdict);
    quality.ifPresent(report -> score("score", report.score()));
    quality
        .flatMap(QualityReport::scoreWithWaivers)
        .ifPresent(score -> score("score-with-waivers", score));
    xml.close();
    String group = subject + "." + requirement.id();
    findings.forEach(finding -> testCase(group, finding));
    xml.leaf("system-out", Map.of(), "");
    xml.leaf("system-err", Map.of(), "");
    xml.close();
  }

  private void score(String name, Score score) {
    property(name + ".floor", Integer.toString(score.floor()));
    property(name + ".ceiling", Integer.toString(score.ceiling()));
    property(name + ".threshold", Integer.toString(score.threshold()));
  }

  private void property(String name, String value) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", name);
    attributes.put("value", value);
    xml.leaf("property", attributes, "");
  }

  private static String count(List<Finding> findings, Result result) {
    return Long.toString(findings.stream().filter(one -> Result.of(one) == result).count());
  }

  private void testCase(String group, Finding finding) {
    CheckInfo info = finding.info();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", info.id() + ": " + Clean.of(words.title(info)));
    attributes.put("classname", group);
    attributes.put("time", "0");
    switch (Result.of(finding)) {
      case PASSED -> xml.leaf("testcase", attributes, "");
      case FAILURE -> {
        xml.open("testcase", attributes);
        xml.leaf(
            "failure",
            told(Clean.of(words.problem(info, finding.outcome().evidence())), info.severity().id()),
            body(finding));
        xml.close();
      }
      case ERROR -> {
        xml.open("testcase", attributes);
        xml.leaf("error", told(unseen(finding), finding.outcome().id()), body(finding));
        xml.close();
      }
      case SKIPPED -> {
        xml.open("testcase", attributes);
        xml.leaf("skipped", Map.of("message", unseen(finding)), "");
        xml.close();
      }
    }
  }

  private static Map<String, String> told(String message, String type) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("message", message);
    attributes.put("type", type);
    return attributes;
  }

  /// Why there is neither a pass nor a failure.
  private String unseen(Finding finding) {
    if (Reader.waived(finding)) {
      return words.say("label.waiver") + ": " + finding.waiver().map(reader::waiver).orElse("");
    }
    return switch (finding.outcome()) {
      case Outcome.Unknown(var reason, _) -> words.reason(reason);
      case Outcome.NotApplicable(var reason, _) -> words.reason(reason);
      case Outcome.Passed _, Outcome.Failed _ -> "";
    };
  }

  private String body(Finding finding) {
    CheckInfo info = finding.info();
    String evidence =
        finding.outcome().evidence().stream()
            .map(fact -> line("label.evidence", words.fact(fact)))
            .collect(Collectors.joining());
    return evidence
        + line("label.why", words.why(info))
        + line("label.remedy", words.remedy(info, finding.outcome().evidence()))
        + line("label.details", "pasaje explain " + info.id());
  }

  private String line(String label, String text) {
    return words.say(label) + ": " + Clean.of(text) + "\n";
  }
}
