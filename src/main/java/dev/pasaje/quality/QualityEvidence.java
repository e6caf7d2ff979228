// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.capture.CapturedRequests;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Answer;
import dev.pasaje.integration.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All that is known about one purchase when its quality is judged: records read from the API, the
/// request that was captured, what was measured on the site, what the merchant declared.
///
/// Read from a bare payment or order, or from an envelope; `docs/schemas/
/// quality-evidence.schema.json`. Immutable; what was not given stays unknown.
public final class QualityEvidence {
  private static final List<Site> SITES = List.of(Site.values());

  private final Map<String, Tree> parts;
  private final List<Captured> requests;
  private final SiteFacts site;
  private final Map<String, Declared> declared;

  private QualityEvidence(
      Map<String, Tree> parts,
      List<Captured> requests,
      SiteFacts site,
      Map<String, Declared> declared) {
    this.parts = Map.copyOf(parts);
    this.requests = List.copyOf(requests);
    this.site = site;
    this.declared = Map.copyOf(declared);
  }

  /// Reads a document.
  ///
  /// @param name what to call it in a complaint: the file, `standard input`, a line of a file
  /// @throws PasajeException when it is neither a record that can be judged, nor an envelope of one
  public static QualityEvidence of(String name, JsonNode document) {
    return of(EvidenceReader.parts(name, document));
  }

  private static QualityEvidence of(Map<String, Tree> parts) {
    if (parts.size() == 1) {
      // A bare record: nothing was declared, seen on the way or measured.
      return new QualityEvidence(parts, List.of(), SiteFacts.NONE, Map.of());
    }
    Map<String, Declared> answers = new TreeMap<>();
    for (var entry : parts.getOrDefault("declared", Tree.NONE).node().properties()) {
      Declared.of(new Tree(entry.getValue()))
          .ifPresent(answer -> answers.put(Declared.key(entry.getKey()), answer));
    }
    return new QualityEvidence(
        parts,
        captured(parts.getOrDefault("requests", Tree.NONE)),
        SiteFacts.of(parts.getOrDefault("site", Tree.NONE)),
        answers);
  }

  private static List<Captured> captured(Tree requests) {
    return requests.elements().stream().map(Captured::of).toList();
  }

  /// Evidence of one payment alone.
  public static QualityEvidence ofPayment(JsonNode payment) {
    return of("payment", payment);
  }

  /// Evidence of records as the API sent them, by their keys in an envelope.
  static QualityEvidence ofRecords(Map<String, JsonNode> records) {
    Map<String, Tree> parts = new TreeMap<>();
    records.forEach((key, record) -> parts.put(key, new Tree(record)));
    return of(parts);
  }

  private QualityEvidence with(String key, JsonNode part) {
    Map<String, Tree> more = new TreeMap<>(parts);
    more.put(key, new Tree(part));
    return new QualityEvidence(
        more, key.equals("requests") ? captured(new Tree(part)) : requests, site, declared);
  }

  /// The same evidence with requests recorded on their way to the API.
  ///
  /// @param lines `{at, method, path, query, requestHeaders, requestBody, status, responseHeaders,
  ///   responseBody}` each; what concerns another purchase may be among them
  public QualityEvidence withRequests(List<JsonNode> lines) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    part("requests").elements().forEach(line -> list.add(line.node()));
    lines.forEach(list::add);
    return with("requests", list);
  }

  /// The same evidence with what was recorded about any of its records.
  public QualityEvidence withRequests(CapturedRequests recorded) {
    List<JsonNode> about = new ArrayList<>();
    for (String record : EvidenceReader.SUBJECTS) {
      id(record).ifPresent(id -> about.addAll(recorded.about(id)));
    }
    return about.isEmpty() ? this : withRequests(about);
  }

  /// The same evidence with what the own receiver took in.
  public QualityEvidence withNotifications(List<SeenNotification> seen) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    part("notifications").elements().forEach(line -> list.add(line.node()));
    seen.forEach(one -> list.add(one.json()));
    return with("notifications", list);
  }

  /// The same evidence with other payments of a time, among which this one is judged. Only what
  /// such a judgement needs of them is kept.
  public QualityEvidence withHistory(List<JsonNode> payments) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    payments.forEach(payment -> list.add(History.kept(payment)));
    return with("history", list);
  }

  /// The same evidence with what another one has beside its records, where this one has nothing.
  public QualityEvidence beside(QualityEvidence other) {
    Map<String, Tree> more = new TreeMap<>(parts);
    for (String key : List.of("notifications", "history", "reports")) {
      if (other.parts.containsKey(key)) {
        more.putIfAbsent(key, other.part(key));
      }
    }
    return more.size() == parts.size() ? this : new QualityEvidence(more, requests, site, declared);
  }

  /// The same evidence with the disputes about it, as the API shows them.
  public QualityEvidence withChargebacks(List<JsonNode> disputes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    disputes.forEach(list::add);
    return with("chargebacks", list);
  }

  /// The same evidence with when reports were last downloaded, by kind: `released-money`,
  /// `all-transactions`.
  public QualityEvidence withReports(Map<String, Instant> latest, Instant asOf) {
    ObjectNode reports = JsonNodeFactory.instance.objectNode().put("asOf", asOf.toString());
    ArrayNode imported = reports.putArray("imported");
    latest.forEach((kind, at) -> imported.addObject().put("kind", kind).put("at", at.toString()));
    return with("reports", reports);
  }

  /// Whether nothing is known under a key of an envelope.
  public boolean lacks(String key) {
    return !parts.containsKey(key);
  }

  /// Whether a dispute is about the payment that is judged; domain/api.md 4, whose sources differ
  /// in how it is named.
  public boolean concerns(JsonNode dispute) {
    Optional<String> own = id("payment");
    Tree tree = new Tree(dispute);
    return own.isPresent()
        && (tree.text("payment_id").equals(own)
            || tree.list("payments").stream().anyMatch(one -> one.text().equals(own)));
  }

  /// The same evidence with what was measured on the site.
  public QualityEvidence with(SiteFacts facts) {
    return new QualityEvidence(parts, requests, facts, declared);
  }

  /// The id of one of its records, such as `payment`; empty when it does not have that.
  public Optional<String> id(String record) {
    return part(record).text("id");
  }

  /// The same evidence with the merchant's answers, by rule id; they win over earlier ones.
  public QualityEvidence withDeclared(Map<String, Answer> answers) {
    Map<String, Declared> all = new TreeMap<>(declared);
    answers.forEach((written, answer) -> {
      String key = Declared.key(written);
      // The same answer keeps its date when it is given without one.
      Declared known = all.get(key);
      if (known == null || known.answer() != answer.yes() || answer.on().isPresent()) {
        all.put(key, new Declared(answer.yes(), answer.on().map(LocalDate::toString)));
      }
    });
    return new QualityEvidence(parts, requests, site, all);
  }

  /// The records it holds, as an envelope that [#of] reads again.
  public JsonNode records() {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(parts).forEach((key, part) -> envelope.set(key, part.node()));
    return envelope;
  }

  /// What is judged: the payment, else the order, the preference, the subscription, ….
  public QualityReport.Subject subject() {
    for (String type : EvidenceReader.SUBJECTS) {
      Tree record = part(type);
      if (record.given()) {
        return new QualityReport.Subject(type, record.text("id").orElse(""));
      }
    }
    throw new IllegalStateException("evidence without a subject");
  }

  /// The country, where a record says it; a payment says it by its currency, since no two sites
  /// share one (domain/sites.md 1.1).
  public Optional<Site> siteId() {
    return part("merchantOrder")
        .text("site_id")
        .flatMap(Site::of)
        .or(() -> part("preference").text("site_id").flatMap(Site::of))
        .or(() -> part("order").text("site_id").flatMap(Site::of))
        .or(() -> byCurrency(part("payment").text("currency_id")))
        .or(() -> byCurrency(part("order").text("currency")))
        .or(() -> byCurrency(part("preapproval").text("auto_recurring.currency_id")))
        .or(() -> byCountry(part("order").text("country_code")));
  }

  private static Optional<Site> byCurrency(Optional<String> currency) {
    if (currency.isPresent()) {
      for (Site site : SITES) {
        if (site.currency().equalsIgnoreCase(currency.get())) {
          return Optional.of(site);
        }
      }
    }
    return Optional.empty();
  }

  /// Two letters and three letters are both seen (domain/api.md 7.3).
  private static Optional<Site> byCountry(Optional<String> country) {
    return country.flatMap(code ->
        switch (code.toUpperCase(Locale.ROOT)) {
          case "AR", "ARG" -> Optional.of(Site.MLA);
          case "BR", "BRA" -> Optional.of(Site.MLB);
          case "MX", "MEX" -> Optional.of(Site.MLM);
          case "CL", "CHL" -> Optional.of(Site.MLC);
          case "CO", "COL" -> Optional.of(Site.MCO);
          case "PE", "PER" -> Optional.of(Site.MPE);
          case "UY", "URY" -> Optional.of(Site.MLU);
          default -> Optional.empty();
        });
  }

  Tree part(String key) {
    return parts.getOrDefault(key, Tree.NONE);
  }

  /// All requests that were recorded, whatever they are about.
  List<Captured> requests() {
    return requests;
  }

  /// A recorded request that the API accepted.
  ///
  /// @param path a pattern for the whole path
  Optional<Captured> called(String method, String path) {
    return requests.stream()
        .filter(one -> one.method().equals(method) && one.answeredWell())
        .filter(one -> one.path().matches(path))
        .findFirst();
  }

  /// Whether it is one record and nothing else, so that nothing was seen beside it.
  boolean bare() {
    return parts.size() == 1 && site.equals(SiteFacts.NONE);
  }

  SiteFacts site() {
    return site;
  }

  Optional<Declared> declared(String key) {
    return Optional.ofNullable(declared.get(key));
  }
}
