// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Severity;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reports for code scanning: SARIF 2.1.0. A rule for every check that was looked at, a result for
/// what failed and for what is mandatory and unknown.
///
/// Results stand in the settings file, because GitHub shows none without a place in the repository.
public final class SarifReport {
  static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /// What a report says of the run besides its findings.
  ///
  /// @param release Pasaje's version
  /// @param settings the settings file as the repository names it, with `/`
  /// @param known the keys `integration/check` of a baseline; empty without one
  public record Run(String release, String settings, Optional<Set<String>> known) {
    public static final String SETTINGS = "pasaje.yaml";

    public static Run of(String release) {
      return new Run(release, SETTINGS, Optional.empty());
    }

    public Run reading(String file) {
      return new Run(release, file, known);
    }

    public Run against(Set<String> keys) {
      return new Run(release, settings, Optional.of(Set.copyOf(keys)));
    }
  }

  private final Words words;
  private final Reader reader;
  private final Run run;

  SarifReport(Words words, Run run) {
    this.words = words;
    this.reader = new Reader(words);
    this.run = run;
  }

  public static String of(ReadinessReport report, Language language, Run run) {
    return new SarifReport(new Words(language), run).document(report);
  }

  String document(ReadinessReport report) {
    List<Row> rows = Row.of(report);
    Map<String, CheckInfo> rules = new TreeMap<>();
    rows.forEach(row -> rules.putIfAbsent(row.finding().info().id(), row.finding().info()));
    List<String> ids = List.copyOf(rules.keySet());

    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("$schema", SCHEMA);
    document.put("version", "2.1.0");
    ObjectNode node = document.putArray("runs").addObject();
    ObjectNode driver = node.putObject("tool").putObject("driver");
    driver.put("name", "Pasaje");
    driver.put("version", run.release());
    ArrayNode descriptors = driver.putArray("rules");
    rules.values().forEach(info -> rule(descriptors.addObject(), info));
    ObjectNode invocation = node.putArray("invocations").addObject();
    invocation.put("executionSuccessful", true);
    invocation.put("exitCode", report.verdict().exitCode());
    invocation.put("startTimeUtc", report.at().toString());
    node.put("language", words.language().code());
    node.put("columnKind", "utf16CodeUnits");
    ArrayNode results = node.putArray("results");
    rows.stream()
        .filter(row -> told(row.finding()))
        .forEach(row -> {
          ObjectNode result = results.addObject();
          result.put("ruleId", row.finding().info().id());
          result.put("ruleIndex", ids.indexOf(row.finding().info().id()));
          result(result, row);
        });
    ObjectNode properties = node.putObject("properties");
    properties.put("verdict", report.verdict().id());
    ArrayNode notMeasured = properties.putArray("notMeasured");
    report.notMeasured().forEach(requirement -> notMeasured.add(requirement.id()));
    return JsonReport.pretty(document);
  }

  private static boolean told(Finding finding) {
    return finding.failed() || (finding.unknown() && finding.info().severity().mandatory());
  }

  private void rule(ObjectNode rule, CheckInfo info) {
    String title = Clean.of(words.title(info));
    String problem = Clean.of(words.problem(info, List.of()));
    String why = Clean.of(words.why(info));
    String remedy = Clean.of(words.remedy(info, List.of()));
    rule.put("id", info.id());
    rule.putObject("shortDescription").put("text", title);
    rule.putObject("fullDescription").put("text", why);
    ObjectNode help = rule.putObject("help");
    help.put("text", String.join("\n\n", problem, why, remedy, "pasaje explain " + info.id()));
    help.put(
        "markdown",
        Markdown.escape(problem)
            + paragraph("label.why", Markdown.escape(why))
            + paragraph("label.remedy", Markdown.escape(remedy))
            + paragraph("label.source", Markdown.escape(Clean.of(info.source())))
            + paragraph("label.details", Markdown.code("pasaje explain " + info.id())));
    rule.putObject("defaultConfiguration").put("level", level(info.severity()));
    ObjectNode properties = rule.putObject("properties");
    properties.put("requirement", info.requirement().id());
    properties.put("severity", info.severity().id());
    properties.put("officialName", info.officialName());
    properties.put("source", info.source());
    ArrayNode tags = properties.putArray("tags");
    tags.add("pasaje");
    tags.add(info.requirement().id());
    if (info.aspect() != null) {
      tags.add(info.aspect().id());
    }
  }

  private String paragraph(String label, String markdown) {
    return "\n\n**" + words.say(label) + "**: " + markdown;
  }

  private void result(ObjectNode result, Row row) {
    Finding finding = row.finding();
    CheckInfo info = finding.info();
    // SARIF 3.27.10: whatever is not a failure has the level none.
    result.put("kind", finding.failed() ? "fail" : "open");
    result.put("level", finding.failed() ? level(info.severity()) : "none");
    result.putObject("message").put("text", literal(message(finding)));
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(run.settings()));
    physical.putObject("region").put("startLine", 1);
    ObjectNode logical = location.putArray("logicalLocations").addObject();
    logical.put("name", Clean.of(row.subject()));
    logical.put("fullyQualifiedName", Clean.of(row.subject()) + "/" + row.requirement().id());
    String fingerprint = fingerprint(row);
    ObjectNode fingerprints = result.putObject("partialFingerprints");
    fingerprints.put("pasaje/v1", fingerprint);
    // The one name GitHub looks at.
    fingerprints.put("primaryLocationLineHash", fingerprint);
    ArrayNode suppressions = result.putArray("suppressions");
    finding
        .waiver()
        .ifPresent(waiver -> {
          ObjectNode suppression = suppressions.addObject();
          suppression.put("kind", "external");
          suppression.put("status", "accepted");
          suppression.put("justification", reader.waiver(waiver));
        });
    run.known()
        .ifPresent(
            known -> result.put("baselineState", known.contains(row.key()) ? "unchanged" : "new"));
    ObjectNode properties = result.putObject("properties");
    properties.put("integration", Clean.of(row.subject()));
    properties.put("requirement", row.requirement().id());
    properties.put("severity", info.severity().id());
    properties.put("outcome", finding.outcome().id());
    properties.put("reason", JsonReport.reason(finding.outcome()));
    properties.put("weight", finding.weight());
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case BLOCKER, REQUIRED -> "error";
      case RECOMMENDED -> "warning";
      case BEST_PRACTICE -> "note";
    };
  }

  private String message(Finding finding) {
    List<Evidence> evidence = finding.outcome().evidence();
    List<String> parts = new ArrayList<>();
    parts.add(
        finding.outcome() instanceof Outcome.Unknown(var reason, _)
            ? words.title(finding.info()) + ": " + words.reason(reason) + "."
            : words.problem(finding.info(), evidence));
    if (!evidence.isEmpty()) {
      parts.add(
          words.say("label.evidence")
              + ": "
              + evidence.stream().map(words::fact).collect(Collectors.joining("; "))
              + ".");
    }
    return Clean.of(String.join(" ", parts));
  }

  /// A message in which braces are no placeholders (SARIF 3.11.5) and brackets no links (3.11.6).
  private static String literal(String text) {
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (");
  }

  /// The same for the same thing found again: numbers of payments and of items come and go, so they
  /// are left out of the place.
  private static String fingerprint(Row row) {
    String where =
        row.finding().outcome().evidence().stream()
            .findFirst()
            .map(Evidence::where)
            .orElse("")
            .replaceAll("\\[\\d+]", "[]")
            .replaceAll("\\d{5,}", "#");
    return Sha256.hex(row.subject() + "\n" + row.finding().info().id() + "\n" + where);
  }

  private static String uri(String file) {
    try {
      return new URI(null, null, file, null).toASCIIString();
    } catch (URISyntaxException odd) {
      return Run.SETTINGS;
    }
  }
}
