// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.quality.QualityEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Captured requests, joined to the payment, order or preference that each created by the id in its
/// answer. What a request asked and not created is not kept in memory.
public final class CapturedRequests implements UnaryOperator<QualityEvidence> {
  private static final List<String> RECORDS = List.of("preference", "order", "payment");

  private final Map<String, JsonNode> creations;

  private CapturedRequests(Map<String, JsonNode> creations) {
    this.creations = creations;
  }

  /// Reads what `quality capture` wrote: a JSON object a line. A last line that is torn, because the
  /// process that wrote it was killed, is no error.
  ///
  /// @throws PasajeException when the file cannot be read or another line is no captured request
  public static CapturedRequests read(Path file) {
    Map<String, JsonNode> creations = new HashMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      PaymentLines.read(in, new Lines(file, creations));
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          Files.exists(file) ? "document.unreadable" : "document.missing",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
    return new CapturedRequests(creations);
  }

  private static final class Lines implements PaymentLines.Taker {
    private final Path file;
    private final Map<String, JsonNode> creations;
    private long bad;

    Lines(Path file, Map<String, JsonNode> creations) {
      this.file = file;
      this.creations = creations;
    }

    @Override
    public void document(long line, JsonNode document) {
      complete();
      if (!document.path("method").isString() || !document.path("path").isString()) {
        throw wrong(line);
      }
      int status = document.path("status").asInt(0);
      String id = document.path("responseBody").path("id").asString("");
      String kind = created(document.path("method").stringValue(), document.path("path").stringValue());
      if (!kind.isEmpty() && !id.isEmpty() && status >= 200 && status < 300) {
        ObjectNode kept = (ObjectNode) document.deepCopy();
        kept.remove("responseBody");
        kept.remove("responseHeaders");
        // An idempotent repetition answers with the same id; the request that came first counts.
        creations.putIfAbsent(kind + " " + id, kept);
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

  /// What a request creates; domain/api.md 2, 6.1, 7.
  private static String created(String method, String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return !method.equals("POST")
        ? ""
        : switch (plain) {
          case "/v1/payments" -> "payment";
          case "/checkout/preferences" -> "preference";
          case "/v1/orders" -> "order";
          default -> "";
        };
  }

  /// How many records it knows the creation of.
  public int size() {
    return creations.size();
  }

  @Override
  public QualityEvidence apply(QualityEvidence evidence) {
    for (String record : RECORDS) {
      JsonNode creation = evidence.id(record).map(id -> creations.get(record + " " + id)).orElse(null);
      if (creation != null) {
        return evidence.withCreation(creation);
      }
    }
    return evidence;
  }
}
