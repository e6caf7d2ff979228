// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.BadDocument;
import dev.pasaje.json.Documents;
import dev.pasaje.json.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What a shop really sent, from recorded requests: JSON lines of `{at, method, path, query,
/// requestHeaders, requestBody, status, responseHeaders, responseBody}`; a body may also be its
/// text. They are found by the id of the record that a request made or asked about, or by the
/// shop's own number. Answers are not kept in memory.
public final class CapturedRequests {
  /// A shop that asks for a payment every second is no reason to fill the memory.
  private static final int MOST_ABOUT_ONE = 20;

  /// Ids of payments, orders and preferences; domain/api.md 1.4.
  private static final Predicate<String> ID =
      Pattern.compile("[0-9]{6,20}|ORD[0-9A-Z]{10,40}|[0-9]+-[0-9a-f-]{36}|[0-9a-f]{32}")
          .asMatchPredicate();

  /// What makes a record; domain/api.md 2, 6.1, 7.
  private static final Set<String> MAKING =
      Set.of("/v1/payments", "/checkout/preferences", "/v1/orders", "/preapproval");

  private final Map<String, List<JsonNode>> byId = new HashMap<>();
  private final Map<String, List<JsonNode>> byReference = new HashMap<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long count;

  /// Takes what `quality capture` wrote. A last line that is torn, because the process that wrote
  /// it was killed, is no error.
  ///
  /// @throws PasajeException when the file cannot be read or another line is no recorded request
  public void read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      JsonLines.read(in, new Lines(file));
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          Files.exists(file) ? "document.unreadable" : "document.missing",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private final class Lines implements JsonLines.Taker {
    private final Path file;
    private long bad;

    Lines(Path file) {
      this.file = file;
    }

    @Override
    public void document(long line, JsonNode document) {
      complete();
      if (!add(document)) {
        throw wrong(line);
      }
    }

    @Override
    public void unreadable(long line, String why) {
      complete();
      bad = line;
    }

    /// Only the last line may be torn, so one that is followed by another is not.
    private void complete() {
      if (bad > 0) {
        throw wrong(bad);
      }
    }

    private PasajeException wrong(long line) {
      return new PasajeException(
          PasajeException.Kind.USAGE,
          "quality.requests",
          Map.of("file", file.toString(), "line", Long.toString(line)));
    }
  }

  /// Takes one line.
  ///
  /// @return false when it is no recorded request
  public boolean add(JsonNode document) {
    String path = document.path("path").asString("").replaceFirst("\\?.*$", "");
    if (!document.path("method").isString() || path.isEmpty()) {
      return false;
    }
    count++;
    ObjectNode line = (ObjectNode) document.deepCopy();
    line.set("requestBody", body(document.path("requestBody")));
    JsonNode answer = body(document.path("responseBody"));
    Set<String> ids = ids(answer);
    line.remove("responseHeaders");
    line.putObject("responseBody").put("id", ids.stream().findFirst().orElse(""));
    if (!makes(line)) {
      // `/v1/payments/1/refunds`: what was asked about a record, and how.
      Arrays.stream(path.split("/")).filter(ID).findFirst().ifPresent(id -> put(byId, id, line));
      return true;
    }
    if (line.path("status").asInt(0) >= 400) {
      codes(answer).forEach(code -> errors.merge(code, 1L, Long::sum));
    }
    ids.forEach(id -> put(byId, id, line));
    String reference = text(line.path("requestBody"), "external_reference");
    if (!reference.isEmpty()) {
      put(byReference, reference, line);
    }
    return true;
  }

  private static void put(Map<String, List<JsonNode>> index, String key, JsonNode line) {
    List<JsonNode> known = index.computeIfAbsent(key, _ -> new ArrayList<>());
    if (known.size() < MOST_ABOUT_ONE) {
      known.add(line);
    }
  }

  /// Whether a line is a request that makes a payment, preference, order or subscription.
  public static boolean makes(JsonNode line) {
    String path = line.path("path").asString("").replaceFirst("\\?.*$", "").replaceFirst("/+$", "");
    return line.path("method").asString("").equalsIgnoreCase("POST") && MAKING.contains(path);
  }

  /// The requests that made a record or were about it.
  public List<JsonNode> about(String id) {
    return id.isEmpty() ? List.of() : byId.getOrDefault(id, List.of());
  }

  /// The requests that made something under a number of the shop's own.
  public List<JsonNode> under(String reference) {
    return reference.isEmpty() ? List.of() : byReference.getOrDefault(reference, List.of());
  }

  /// How often a code was answered to a request that failed, such as 145 (domain/quality.md B2).
  public Map<String, Long> errors() {
    return errors;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /// How many records it knows requests about.
  public int size() {
    return byId.size();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("").strip();
  }

  private static Set<String> ids(JsonNode answer) {
    Set<String> ids = new LinkedHashSet<>();
    // An order that failed is under "data" of a 402 (domain/api.md 7.4).
    for (JsonNode body : List.of(answer, answer.path("data"))) {
      ids.add(text(body, "id"));
      for (JsonNode payment : body.path("transactions").path("payments")) {
        ids.add(text(payment, "id"));
      }
    }
    ids.remove("");
    return ids;
  }

  private static List<String> codes(JsonNode answer) {
    List<String> codes = new ArrayList<>();
    JsonNode cause = answer.path("cause");
    for (JsonNode one : cause.isObject() ? List.of(cause) : cause.values()) {
      codes.add(text(one, "code"));
    }
    codes.removeIf(String::isEmpty);
    return codes;
  }

  private static JsonNode body(JsonNode node) {
    if (!node.isString()) {
      return node;
    }
    try {
      return Documents.json("-", node.asString("").getBytes(StandardCharsets.UTF_8));
    } catch (BadDocument notJson) {
      return MissingNode.getInstance();
    }
  }
}
