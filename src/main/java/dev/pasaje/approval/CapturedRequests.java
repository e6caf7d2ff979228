// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.json.Documents;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What the shop really sent, from recorded requests: JSON lines of `{at, method, path, query,
/// requestHeaders, requestBody, status, responseHeaders, responseBody}`. A body is an object, or
/// its text; a header is a text or a list of them.
///
/// Only with these can "never sent" be told from "not in the record".
public final class CapturedRequests {
  private final Map<String, List<Sent>> byId = new HashMap<>();
  private final Map<String, List<Sent>> byReference = new HashMap<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long count;

  /// What one request carried.
  ///
  /// @param placed what a request of this kind has a place for
  record Sent(Set<Datum> data, Set<Datum> placed, Optional<Boolean> binary, String threeDs) {}

  /// Takes one line; requests that create no payment, preference or order are of no use here.
  ///
  /// @return false when it is no recorded request at all
  public boolean add(JsonNode line) {
    String path = AttemptReader.text(line, "path").replaceFirst("\\?.*$", "");
    if (!line.isObject() || path.isEmpty()) {
      return false;
    }
    JsonNode answer = body(line.path("responseBody"));
    Optional<Datum.Body> kind =
        AttemptReader.text(line, "method").equalsIgnoreCase("POST") ? kind(path) : Optional.empty();
    if (kind.isEmpty()) {
      return true;
    }
    count++;
    if (line.path("status").asInt(0) >= 400) {
      codes(answer).forEach(code -> errors.merge(code, 1L, Long::sum));
    }
    JsonNode request = body(line.path("requestBody"));
    Sent sent = sent(kind.get(), request, line.path("requestHeaders"));
    ids(answer).forEach(id -> byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(sent));
    String reference = AttemptReader.text(request, "external_reference").strip();
    if (!reference.isEmpty()) {
      byReference.computeIfAbsent(reference, _ -> new ArrayList<>()).add(sent);
    }
    return true;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /// How often a code was answered to a request that failed, such as 145 (domain/quality.md B2).
  Map<String, Long> errors() {
    return errors;
  }

  /// The requests an attempt came of: those answered with its id, else those with its reference.
  List<Sent> of(Attempt attempt) {
    for (String id : List.of(attempt.id(), attempt.orderId())) {
      List<Sent> own = byId.get(id);
      if (!id.isEmpty() && own != null) {
        return own;
      }
    }
    return attempt.reference().isEmpty()
        ? List.of()
        : byReference.getOrDefault(attempt.reference(), List.of());
  }

  private static Optional<Datum.Body> kind(String path) {
    return switch (path.replaceFirst("/+$", "")) {
      case "/v1/payments" -> Optional.of(Datum.Body.PAYMENT);
      case "/checkout/preferences" -> Optional.of(Datum.Body.PREFERENCE);
      case "/v1/orders" -> Optional.of(Datum.Body.ORDER);
      default -> Optional.empty();
    };
  }

  private static Sent sent(Datum.Body kind, JsonNode request, JsonNode headers) {
    Set<Datum> data = EnumSet.noneOf(Datum.class);
    Set<Datum> placed = EnumSet.of(Datum.DEVICE_ID);
    for (Datum datum : Datum.values()) {
      if (datum.hasPlace(kind)) {
        placed.add(datum);
      }
      if (datum.in(kind, request)) {
        data.add(datum);
      }
    }
    if (hasHeader(headers, "x-meli-session-id")) {
      data.add(Datum.DEVICE_ID);
    }
    String mode = AttemptReader.text(request, "three_d_secure_mode");
    JsonNode security = request.path("config").path("online").path("transaction_security");
    return new Sent(
        data,
        placed,
        request.path("binary_mode").isBoolean()
            ? Optional.of(request.path("binary_mode").asBoolean())
            : Optional.empty(),
        mode.isEmpty() ? AttemptReader.text(security, "validation") : mode);
  }

  private static boolean hasHeader(JsonNode headers, String name) {
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      JsonNode value = header.getValue();
      JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
      if (header.getKey().toLowerCase(Locale.ROOT).equals(name)
          && first.isString()
          && !first.asString("").isBlank()) {
        return true;
      }
    }
    return false;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    // An order that failed is under "data" of a 402 (domain/api.md 7.4).
    for (JsonNode body : List.of(answer, answer.path("data"))) {
      ids.add(AttemptReader.text(body, "id"));
      for (JsonNode payment : body.path("transactions").path("payments")) {
        ids.add(AttemptReader.text(payment, "id"));
      }
    }
    ids.removeIf(String::isEmpty);
    return ids;
  }

  private static List<String> codes(JsonNode answer) {
    List<String> codes = new ArrayList<>();
    JsonNode cause = answer.path("cause");
    for (JsonNode one : cause.isObject() ? List.of(cause) : cause.values()) {
      codes.add(AttemptReader.text(one, "code"));
    }
    codes.removeIf(String::isEmpty);
    return codes;
  }

  private static JsonNode body(JsonNode node) {
    if (!node.isString()) {
      return node;
    }
    try {
      return Documents.json(
          "-", node.asString("").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (dev.pasaje.json.BadDocument notJson) {
      return tools.jackson.databind.node.MissingNode.getInstance();
    }
  }
}
