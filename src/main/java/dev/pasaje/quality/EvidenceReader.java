// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.failure.PasajeException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads evidence from a document without trust; its form is in `docs/schemas/
/// quality-evidence.schema.json`.
final class EvidenceReader {
  private static final Map<String, String> ENVELOPE_KEYS =
      Map.ofEntries(
          Map.entry("payment", "payment"),
          Map.entry("preference", "preference"),
          Map.entry("merchantOrder", "merchantOrder"),
          Map.entry("merchant_order", "merchantOrder"),
          Map.entry("order", "order"),
          Map.entry("preapproval", "preapproval"),
          Map.entry("paymentIntent", "paymentIntent"),
          Map.entry("request", "request"),
          Map.entry("requests", "requests"),
          Map.entry("refunds", "refunds"),
          Map.entry("chargebacks", "chargebacks"),
          Map.entry("history", "history"),
          Map.entry("reports", "reports"),
          Map.entry("site", "site"),
          Map.entry("webhooks", "webhooks"),
          Map.entry("notifications", "notifications"),
          Map.entry("declared", "declared"));

  /// What can be judged, the first of them that is there.
  static final List<String> SUBJECTS =
      List.of("payment", "order", "preference", "preapproval", "merchantOrder", "paymentIntent");

  private static final Set<String> LISTS =
      Set.of("requests", "refunds", "chargebacks", "history", "notifications");

  /// Keys an envelope may carry for editors and versions; they say nothing about the purchase.
  private static final Set<String> SILENT_KEYS = Set.of("$schema", "schemaVersion");

  private EvidenceReader() {}

  static Map<String, Tree> parts(String name, JsonNode document) {
    Tree tree = new Tree(document);
    if (!tree.given()) {
      throw bad("quality.not-evidence", name);
    }
    return tree.text("id").isPresent() ? bare(name, tree) : envelope(name, tree);
  }

  private static Map<String, Tree> bare(String name, Tree tree) {
    String id = tree.text("id").orElseThrow();
    // An order's id starts with ORD; fixtures of 2024 show the bare ULID (domain/api.md 7.3).
    boolean order = id.startsWith("ORD") || tree.at("transactions.payments").node().isArray();
    boolean payment = digits(id) && !tree.at("preference_id").node().isString();
    boolean preapproval = tree.at("auto_recurring").given();
    if (!order && !payment && !preapproval) {
      throw bad("quality.not-evidence", name);
    }
    return Map.of(order ? "order" : preapproval ? "preapproval" : "payment", tree);
  }

  private static boolean digits(String id) {
    return id.length() <= 20 && id.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Map<String, Tree> envelope(String name, Tree tree) {
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
      if (LISTS.contains(key) ? part.node().isArray() : part.given()) {
        parts.put(key, part);
      } else if (!part.node().isNull()) {
        throw bad(
            LISTS.contains(key) ? "quality.not-a-list" : "quality.not-an-object",
            name,
            Map.of("key", key));
      }
    }
    String subject =
        SUBJECTS.stream()
            .filter(parts::containsKey)
            .findFirst()
            .orElseThrow(() -> bad("quality.no-subject", name));
    if (parts.getOrDefault(subject, Tree.NONE).text("id").isEmpty()) {
      throw bad("quality.no-id", name, Map.of("key", subject));
    }
    return parts;
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
