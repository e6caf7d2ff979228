// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Severity;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.render.Sheet.Ink;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import dev.pasaje.tls.Grade;
import dev.pasaje.tls.TlsFacts;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was measured of hosts, the grade of each address, and the findings that are not met.
public final class TlsReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TlsFacts facts;
  private final List<Finding> findings;
  private final Words words;
  private final Texts texts;
  private final Sheet sheet;

  private TlsReport(TlsFacts facts, List<Finding> findings, Style style) {
    this.facts = facts;
    this.findings = findings;
    this.words = new Words(style.language());
    this.texts = Texts.of("tls-report", style.language());
    this.sheet = new Sheet(style);
  }

  /// For a terminal: the verdict in the first line.
  public static String text(TlsFacts facts, List<Finding> findings, Style style) {
    return new TlsReport(facts, findings, style).text();
  }

  /// For scripts: the facts as they are, the grades, all findings.
  public static String json(TlsFacts facts, List<Finding> findings, Language language) {
    ObjectNode document = JSON.createObjectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("verdict", Verdict.of(findings).id());
    document.set("facts", JSON.valueToTree(facts));
    ArrayNode grades = document.putArray("grades");
    for (Host host : facts.hosts()) {
      for (Endpoint endpoint : host.endpoints()) {
        if (endpoint.failure().isEmpty()) {
          grades
              .addObject()
              .put("host", host.name())
              .put("port", host.port())
              .put("address", endpoint.address())
              .put("letter", Grade.of(host, endpoint, facts.at()).letter().sign())
              .set("grade", JSON.valueToTree(Grade.of(host, endpoint, facts.at())));
        }
      }
    }
    document.set("findings", new JsonReport(new Words(language)).findings(findings));
    return JsonReport.pretty(document);
  }

  private String text() {
    Verdict verdict = Verdict.of(findings);
    Mark mark = Mark.of(verdict);
    sheet.say(0, sheet.mark(mark) + " ", texts.get("headline." + verdict.id()), Ink.strong(mark));
    facts.hosts().forEach(this::host);
    findings.stream()
        .filter(finding -> finding.failed() || finding.unknown())
        .sorted(Finding.WORST_FIRST)
        .forEach(this::finding);
    return sheet.toString();
  }

  private void host(Host host) {
    host.unresolved()
        .ifPresent(failure -> {
          sheet.gap();
          sheet.say(0, "", host.name() + ":" + host.port(), Ink.STRONG);
          line("failure", failure.detail());
        });
    for (Endpoint endpoint : host.endpoints()) {
      sheet.gap();
      sheet.say(
          0,
          "",
          Clean.of(host.name() + ":" + host.port() + " · " + endpoint.address()),
          Ink.STRONG);
      endpoint.failure().ifPresent(failure -> line("failure", failure.detail()));
      if (endpoint.failure().isEmpty()) {
        endpoint(host, endpoint);
      }
    }
    sheet.gap();
    Stream.concat(host.plain().stream(), host.secure().stream())
        .forEach(journey -> line("redirects", journey(journey)));
    host.secure().stream()
        .flatMap(journey -> journey.hops().stream())
        .flatMap(hop -> hop.hsts().stream())
        .distinct()
        .forEach(value -> line("hsts", value));
  }

  private void endpoint(Host host, Endpoint endpoint) {
    Grade grade = Grade.of(host, endpoint, facts.at());
    line(
        "grade",
        texts.get(
            "grade.sum",
            Map.of(
                "letter",
                grade.letter().sign(),
                "score",
                Integer.toString(grade.score()),
                "protocol",
                Integer.toString(grade.protocol()),
                "key",
                Integer.toString(grade.keyExchange()),
                "cipher",
                Integer.toString(grade.cipher()))));
    grade.caps().forEach(cap -> line("cap", cap.at().sign() + ": " + cap.reason()));
    grade.warnings().forEach(warning -> line("warning", warning));
    line("untested", texts.get("untested"));
    line(
        "versions",
        endpoint.offers().entrySet().stream()
            .filter(offer -> offer.getValue() != Answer.NO)
            .sorted(Map.Entry.comparingByKey())
            .map(offer ->
                offer.getKey().label() + (offer.getValue() == Answer.UNKNOWN ? " (?)" : ""))
            .collect(Collectors.joining(", ")));
    endpoint.suites().stream()
        .collect(Collectors.groupingBy(TlsFacts.Suite::protocol))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            line(
                "suites",
                entry.getKey().label()
                    + " "
                    + entry.getValue().stream()
                        .map(TlsFacts.Suite::name)
                        .collect(Collectors.joining(" "))));
    line(
        "groups",
        endpoint.groups().stream().map(TlsFacts.Group::name).collect(Collectors.joining(" ")));
    endpoint.chains().stream().flatMap(chain -> chain.sent().stream()).forEach(this::certificate);
  }

  private void certificate(Certificate certificate) {
    line(
        "certificate",
        texts.get(
            "certificate.sum",
            Map.of(
                "subject",
                certificate.subject(),
                "issuer",
                certificate.issuer(),
                "days",
                Long.toString(Duration.between(facts.at(), certificate.notAfter()).toDays()),
                "key",
                certificate.keyAlgorithm() + " " + certificate.keyBits(),
                "signature",
                certificate.signatureAlgorithm())));
  }

  private static String journey(Journey journey) {
    return Stream.concat(
            journey.hops().stream().map(TlsReport::hop),
            journey.failure().map(TlsFacts.Failure::detail).stream())
        .collect(Collectors.joining(" → "));
  }

  private static String hop(Hop hop) {
    return hop.address() + " " + hop.status();
  }

  private void finding(Finding finding) {
    boolean grave = finding.info().severity().mandatory();
    Mark mark = finding.unknown() ? Mark.UNSURE : grave ? Mark.BAD : Mark.MINOR;
    if (finding.unknown() && finding.info().severity() == Severity.BEST_PRACTICE) {
      return;
    }
    sheet.gap();
    sheet.say(
        0,
        sheet.mark(mark) + " ",
        Clean.of(words.title(finding.info()))
            + " ("
            + words.severity(finding.info().severity())
            + ", "
            + finding.info().id()
            + ")",
        Ink.strong(mark));
    if (finding.unknown()) {
      finding
          .outcome()
          .evidence()
          .forEach(one -> sheet.say(2, "", Clean.of(one.where() + ": " + one.found()), Ink.PLAIN));
      return;
    }
    sheet.say(
        2, "", Clean.of(words.problem(finding.info(), finding.outcome().evidence())), Ink.PLAIN);
    sheet.say(
        2, "", Clean.of(words.remedy(finding.info(), finding.outcome().evidence())), Ink.SOFT);
  }

  private void line(String label, String text) {
    if (!text.isBlank()) {
      sheet.say(2, texts.get("label." + label) + "  ", Ink.SOFT, Clean.of(text), Ink.PLAIN);
    }
  }
}
