// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Score;
import dev.pasaje.check.Waiver;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.secret.Redactor;
import dev.pasaje.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reports for scripts: the shapes published in docs/schemas, keys in a fixed order, the same bytes
/// each time. What is absent is null, never left out.
public final class JsonReport {
  /// Grows when a key is removed or changes its meaning; a new key does not change it.
  public static final int SCHEMA_VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  private final Words words;

  JsonReport(Words words) {
    this.words = words;
  }

  /// One indented document, ended by a line feed.
  public static String of(ReadinessReport report, Language language) {
    return new JsonReport(new Words(language)).readiness(report);
  }

  /// One indented document, ended by a line feed.
  public static String of(QualityReport report, Language language) {
    return new JsonReport(new Words(language)).quality(report);
  }

  /// JSON Lines: one object a line, in the order given.
  public static String lines(List<QualityReport> reports, Language language) {
    return new JsonReport(new Words(language)).lines(reports);
  }

  /// JSON Lines: one finding a line, each with its integration and requirement; the shape of
  /// docs/schemas/readiness-finding.schema.json.
  public static String lines(ReadinessReport report, Language language) {
    return new JsonReport(new Words(language)).lines(report);
  }

  String lines(ReadinessReport report) {
    return Row.of(report).stream()
        .map(row -> JSON.writeValueAsString(line(row)) + "\n")
        .collect(Collectors.joining());
  }

  private ObjectNode line(Row row) {
    ObjectNode node = NODES.objectNode();
    node.put("schemaVersion", SCHEMA_VERSION);
    node.put("integration", safe(row.subject()));
    node.put("requirement", row.requirement().id());
    node.setAll(finding(row.finding()));
    return node;
  }

  String readiness(ReadinessReport report) {
    ObjectNode document = NODES.objectNode();
    document.put("schemaVersion", SCHEMA_VERSION);
    document.put("verdict", report.verdict().id());
    ArrayNode integrations = document.putArray("integrations");
    report.integrations().forEach(integration -> integrations.add(integration(integration)));
    return pretty(document);
  }

  String quality(QualityReport report) {
    return pretty(document(report));
  }

  String lines(List<QualityReport> reports) {
    return reports.stream()
        .map(report -> JSON.writeValueAsString(document(report)) + "\n")
        .collect(Collectors.joining());
  }

  static String pretty(ObjectNode document) {
    return PRETTY.writeValueAsString(document) + "\n";
  }

  private ObjectNode document(QualityReport report) {
    ObjectNode document = NODES.objectNode();
    document.put("schemaVersion", SCHEMA_VERSION);
    ObjectNode subject = document.putObject("subject");
    subject.put("type", safe(report.subject().type()));
    subject.put("id", safe(report.subject().id()));
    document.put("product", report.product().id());
    document.put("site", report.site().map(Enum::name).orElse(null));
    document.set("score", score(Optional.of(report.score())));
    document.set("scoreWithWaivers", score(report.scoreWithWaivers()));
    document.put("verdict", report.verdict().id());
    document.set("findings", findings(report.findings()));
    return document;
  }

  private static JsonNode score(Optional<Score> points) {
    if (points.isEmpty()) {
      return NODES.nullNode();
    }
    Score given = points.get();
    ObjectNode score = NODES.objectNode();
    score.put("value", given.value());
    score.put("floor", given.floor());
    score.put("ceiling", given.ceiling());
    score.put("threshold", given.threshold());
    return score;
  }

  private ObjectNode integration(IntegrationReport report) {
    ObjectNode node = NODES.objectNode();
    node.put("id", safe(report.id()));
    node.put("verdict", report.verdict().id());
    ArrayNode requirements = node.putArray("requirements");
    for (RequirementReport requirement : report.requirements()) {
      ObjectNode entry = requirements.addObject();
      entry.put("id", requirement.requirement().id());
      entry.put("verdict", requirement.verdict().id());
      entry.set("score", score(requirement.quality().map(QualityReport::score)));
      entry.set(
          "scoreWithWaivers",
          score(requirement.quality().flatMap(QualityReport::scoreWithWaivers)));
      entry.set("findings", findings(Reader.findings(requirement)));
    }
    return node;
  }

  ArrayNode findings(List<Finding> findings) {
    ArrayNode array = NODES.arrayNode();
    findings.forEach(finding -> array.add(finding(finding)));
    return array;
  }

  private ObjectNode finding(Finding finding) {
    CheckInfo info = finding.info();
    List<Evidence> evidence = finding.outcome().evidence();
    ObjectNode node = NODES.objectNode();
    node.put("id", info.id());
    node.put("officialName", info.officialName());
    node.put("aspect", info.aspect() == null ? null : info.aspect().id());
    node.put("severity", info.severity().id());
    node.put("outcome", finding.outcome().id());
    node.put("reason", reason(finding.outcome()));
    node.put("weight", finding.weight());
    ArrayNode facts = node.putArray("evidence");
    for (Evidence fact : evidence) {
      ObjectNode entry = facts.addObject();
      entry.put("kind", fact.kind().id());
      entry.put("where", safe(fact.where()));
      entry.put("found", safe(fact.found()));
      entry.put("expected", safe(fact.expected()));
    }
    node.put("title", safe(words.title(info)));
    node.put("remedy", safe(words.remedy(info, evidence)));
    node.set("waiver", finding.waiver().<JsonNode>map(JsonReport::waiver).orElse(NODES.nullNode()));
    return node;
  }

  private static JsonNode waiver(Waiver waiver) {
    ObjectNode node = NODES.objectNode();
    node.put("reason", waiver.reason().id());
    node.put("note", safe(waiver.note()));
    node.put("by", safe(waiver.by()));
    node.put("until", waiver.until().toString());
    return node;
  }

  /// Why it is unknown or does not apply; null for what passed or failed.
  static @Nullable String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unknown(var reason, _) -> reason.id();
      case Outcome.NotApplicable(var reason, _) -> reason.id();
      case Outcome.Passed _, Outcome.Failed _ -> null;
    };
  }

  private static @Nullable String safe(@Nullable String text) {
    return text == null ? null : Redactor.redact(text);
  }
}
