// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.leaks.Leak;
import dev.pasaje.leaks.LeakKind;
import dev.pasaje.leaks.LeakScan;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a scan for credentials found, for code scanning: SARIF 2.1.0. A rule for each kind, a
/// result for each value at its first place; further places are related ones. Public keys are open
/// to be looked at, the rest has failed.
public final class LeakSarif {
  private static final int MOST_RELATED = 100;

  private LeakSarif() {}

  public static String of(LeakScan.Report report, Language language, String release) {
    Texts texts = Texts.of("leaks", language);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("$schema", SarifReport.SCHEMA);
    document.put("version", "2.1.0");
    ObjectNode run = document.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Pasaje");
    driver.put("version", release);
    ArrayNode rules = driver.putArray("rules");
    for (LeakKind kind : LeakKind.values()) {
      rule(rules.addObject(), kind, texts);
    }
    ObjectNode invocation = run.putArray("invocations").addObject();
    invocation.put("executionSuccessful", report.exitCode() != 3);
    invocation.put("exitCode", report.exitCode());
    ArrayNode notices = invocation.putArray("toolExecutionNotifications");
    report
        .unread()
        .forEach(one ->
            notices
                .addObject()
                .put("level", one.why() == LeakScan.Why.TOO_LARGE ? "note" : "error")
                .putObject("message")
                .put("text", Clean.of(one.where())));
    run.put("language", language.code());
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    report.leaks().forEach(leak -> result(results.addObject(), leak, texts));
    return JsonReport.pretty(document);
  }

  private static void rule(ObjectNode rule, LeakKind kind, Texts texts) {
    rule.put("id", "leaked-" + kind.id());
    rule.putObject("shortDescription").put("text", texts.get("kind." + kind.id()));
    rule.putObject("help").put("text", texts.get("renew." + kind.id()));
    rule.putObject("defaultConfiguration").put("level", level(kind));
    ObjectNode properties = rule.putObject("properties");
    properties.put(
        "security-severity",
        switch (kind.severity()) {
          case SERIOUS -> "9.0";
          case MINOR -> "5.0";
          case NOTE -> "1.0";
        });
    properties.putArray("tags").add("pasaje").add("security").add("secret");
  }

  private static void result(ObjectNode result, Leak leak, Texts texts) {
    result.put("ruleId", "leaked-" + leak.kind().id());
    result.put("ruleIndex", List.of(LeakKind.values()).indexOf(leak.kind()));
    result.put("kind", "fail");
    result.put("level", level(leak.kind()));
    result
        .putObject("message")
        .put(
            "text",
            (texts.get("kind." + leak.kind().id())
                    + ", "
                    + leak.fingerprint()
                    + ". "
                    + LeakReport.known(leak, texts)
                    + " "
                    + LeakReport.place(leak.first(), texts))
                .replace("{", "{{")
                .replace("}", "}}")
                .replace("](", "] ("));
    location(result.putArray("locations").addObject(), leak.first());
    ArrayNode related = result.putArray("relatedLocations");
    leak.places().stream()
        .skip(1)
        .limit(MOST_RELATED)
        .forEach(place -> location(related.addObject(), place));
    ObjectNode fingerprints = result.putObject("partialFingerprints");
    fingerprints.put("pasaje/v1", leak.fingerprint());
    fingerprints.put("primaryLocationLineHash", leak.fingerprint());
    if (leak.first() instanceof Leak.Place.InHistory in) {
      result
          .putObject("properties")
          .put("commit", in.commit())
          .put("authored", in.authored().toString());
    }
  }

  private static void location(ObjectNode location, Leak.Place place) {
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(place.path()));
    ObjectNode region = physical.putObject("region");
    region.put("startLine", place.line());
    region.put("startColumn", place.column());
  }

  private static String level(LeakKind kind) {
    return switch (kind.severity()) {
      case SERIOUS -> "error";
      case MINOR -> "warning";
      case NOTE -> "note";
    };
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, Clean.of(path), null).toASCIIString();
    } catch (URISyntaxException odd) {
      return "unnamed";
    }
  }
}
