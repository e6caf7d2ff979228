// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Site;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All that is known about one purchase when its quality is judged: records read from the API, the
/// request that was captured, what was measured on the site, what the merchant declared.
///
/// Read from a bare payment or order, or from an envelope; `docs/schemas/
/// quality-evidence.schema.json`. Immutable; what was not given stays unknown.
public final class QualityEvidence {
  private static final Map<String, String> ENVELOPE_KEYS =
      Map.of(
          "payment", "payment",
          "preference", "preference",
          "merchantOrder", "merchantOrder",
          "merchant_order", "merchantOrder",
          "order", "order",
          "request", "request",
          "site", "site",
          "webhooks", "webhooks",
          "declared", "declared");

  /// Keys an envelope may carry for editors and versions; they say nothing about the purchase.
  private static final Set<String> SILENT_KEYS = Set.of("$schema", "schemaVersion");

  /// Another name for the declaration of a rule, as written in settings files (design 5).
  private static final Map<String, String> DECLARED_ALSO =
      Map.of(
          "refunds-by-api", "refunds-api",
          "cancellations-by-api", "cancellation-api",
          "chargebacks-by-api", "chargebacks-api");

  private static final List<Site> SITES = List.of(Site.values());

  private final Map<String, Tree> parts;
  private final Map<String, String> headers;
  private final SiteFacts site;
  private final Map<String, Boolean> declared;

  private QualityEvidence(
      Map<String, Tree> parts,
      Map<String, String> headers,
      SiteFacts site,
      Map<String, Boolean> declared) {
    this.parts = Map.copyOf(parts);
    this.headers = headers;
    this.site = site;
    this.declared = Map.copyOf(declared);
  }

  /// Reads a document.
  ///
  /// @param name what to call it in a complaint: the file, `standard input`, a line of a file
  /// @throws PasajeException when it is neither a payment, nor an order, nor an envelope of them
  public static QualityEvidence of(String name, JsonNode document) {
    Tree tree = new Tree(document);
    if (!tree.given()) {
      throw bad("quality.not-evidence", name);
    }
    if (tree.text("id").isPresent()) {
      return bare(name, tree);
    }
    return envelope(name, tree);
  }

  /// Evidence of one payment alone.
  public static QualityEvidence ofPayment(JsonNode payment) {
    return of("payment", payment);
  }

  /// Evidence of records as the API sent them, by their keys in an envelope.
  static QualityEvidence ofRecords(Map<String, JsonNode> records) {
    Map<String, Tree> parts = new TreeMap<>();
    records.forEach((key, record) -> parts.put(key, new Tree(record)));
    return new QualityEvidence(parts, Map.of(), SiteFacts.NONE, Map.of());
  }

  private static QualityEvidence bare(String name, Tree tree) {
    String id = tree.text("id").orElseThrow();
    // An order's id starts with ORD; fixtures of 2024 show the bare ULID (domain/api.md 7.3).
    boolean order = id.startsWith("ORD") || tree.at("transactions.payments").node().isArray();
    boolean payment = digits(id) && !tree.at("preference_id").node().isString();
    if (!order && !payment) {
      throw bad("quality.not-evidence", name);
    }
    return new QualityEvidence(
        Map.of(order ? "order" : "payment", tree), Map.of(), SiteFacts.NONE, Map.of());
  }

  private static boolean digits(String id) {
    return id.length() <= 20 && id.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static QualityEvidence envelope(String name, Tree tree) {
    Map<String, Tree> parts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.node().properties()) {
      if (SILENT_KEYS.contains(entry.getKey())) {
        continue;
      }
      String key = ENVELOPE_KEYS.get(entry.getKey());
      if (key == null) {
        // With nothing recognised it is no envelope at all; with something, one key is a typo.
        throw tree.node().propertyNames().stream().anyMatch(ENVELOPE_KEYS::containsKey)
            ? bad("quality.unknown-key", name, Map.of("key", shortened(entry.getKey())))
            : bad("quality.not-evidence", name);
      }
      Tree part = new Tree(entry.getValue());
      if (part.given()) {
        parts.put(key, part);
      } else if (!part.node().isNull()) {
        throw bad("quality.not-an-object", name, Map.of("key", key));
      }
    }
    if (!parts.containsKey("payment")
        && !parts.containsKey("order")
        && !parts.containsKey("preference")) {
      throw bad("quality.no-subject", name);
    }
    String subject =
        parts.containsKey("payment")
            ? "payment"
            : parts.containsKey("order") ? "order" : "preference";
    if (parts.getOrDefault(subject, Tree.NONE).text("id").isEmpty()) {
      throw bad("quality.no-id", name, Map.of("key", subject));
    }
    return new QualityEvidence(
        parts,
        headers(parts.getOrDefault("request", Tree.NONE).at("headers")),
        SiteFacts.of(parts.getOrDefault("site", Tree.NONE)),
        declared(parts.getOrDefault("declared", Tree.NONE)));
  }

  /// Header names do not depend on case (RFC 9110 5.1).
  private static Map<String, String> headers(Tree headers) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, JsonNode> entry : headers.node().properties()) {
      Tree value = new Tree(entry.getValue());
      // Captures write a header that may repeat as a list.
      Tree one =
          value.node().isArray() ? new Tree(value.node().path(value.node().size() - 1)) : value;
      one.text().ifPresent(text -> byName.put(entry.getKey(), text));
    }
    return byName;
  }

  private static Map<String, Boolean> declared(Tree declared) {
    Map<String, Boolean> answers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : declared.node().properties()) {
      Tree value = new Tree(entry.getValue());
      Optional<String> text = value.node().isObject() ? value.text("answer") : value.text();
      text.flatMap(QualityEvidence::yesOrNo)
          .ifPresent(answer -> answers.put(declaredKey(entry.getKey()), answer));
    }
    return answers;
  }

  private static String declaredKey(String key) {
    String kebab = key.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return DECLARED_ALSO.getOrDefault(kebab, kebab);
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "sí", "si", "sim" -> Optional.of(true);
      case "false", "no", "não", "nao" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// The same evidence with what was measured on the site.
  public QualityEvidence with(SiteFacts facts) {
    return new QualityEvidence(parts, headers, facts, declared);
  }

  /// The same evidence with the request that created the record, as it was captured; a request that
  /// the evidence has already stays.
  ///
  /// @param captured `{requestHeaders, requestBody, …}` as `quality capture` writes it
  public QualityEvidence withCreation(JsonNode captured) {
    if (parts.containsKey("request")) {
      return this;
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("headers", captured.path("requestHeaders"));
    request.set("body", captured.path("requestBody"));
    Map<String, Tree> all = new TreeMap<>(parts);
    all.put("request", new Tree(request));
    return new QualityEvidence(
        all, headers(new Tree(captured.path("requestHeaders"))), site, declared);
  }

  /// The id of one of its records, such as `payment`; empty when it does not have that.
  public Optional<String> id(String record) {
    return part(record).text("id");
  }

  /// The same evidence with the merchant's answers, by rule id; they win over earlier ones.
  public QualityEvidence withDeclared(Map<String, Boolean> answers) {
    Map<String, Boolean> all = new TreeMap<>(declared);
    answers.forEach((key, answer) -> all.put(declaredKey(key), answer));
    return new QualityEvidence(parts, headers, site, all);
  }

  /// The records it holds, as an envelope that [#of] reads again.
  public JsonNode records() {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(parts).forEach((key, part) -> envelope.set(key, part.node()));
    return envelope;
  }

  /// What is judged: the payment, else the order, else the preference.
  public QualityReport.Subject subject() {
    String type =
        parts.containsKey("payment")
            ? "payment"
            : parts.containsKey("order") ? "order" : "preference";
    return new QualityReport.Subject(type, part(type).text("id").orElseThrow());
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

  Tree requestBody() {
    return part("request").at("body");
  }

  /// Whether the headers of the request were captured.
  boolean headersGiven() {
    return part("request").at("headers").given();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  SiteFacts site() {
    return site;
  }

  Optional<Boolean> declared(String key) {
    return Optional.ofNullable(declared.get(key));
  }

  private static String shortened(String key) {
    return key.length() <= 60 ? key : key.substring(0, 59) + "…";
  }

  private static PasajeException bad(String code, String name) {
    return bad(code, name, Map.of());
  }

  private static PasajeException bad(String code, String name, Map<String, String> more) {
    Map<String, String> arguments = new TreeMap<>(more);
    arguments.put("name", name);
    if (code.equals("quality.unknown-key")) {
      arguments.put("accepted", envelopeKeys(ENVELOPE_KEYS.values()));
    }
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }

  private static String envelopeKeys(Collection<String> keys) {
    return keys.stream().distinct().sorted().collect(Collectors.joining(", "));
  }
}
