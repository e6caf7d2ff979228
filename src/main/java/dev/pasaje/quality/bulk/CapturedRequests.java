// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.quality.QualityEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Captured requests, joined to the payment, order or preference that each created by the id in its
/// answer, or that it asked about by the id in its path. Answers are not kept in memory.
public final class CapturedRequests implements UnaryOperator<QualityEvidence> {
  private static final List<String> RECORDS =
      List.of("payment", "preference", "order", "merchantOrder", "preapproval");

  /// A shop that asks for a payment every second is no reason to fill the memory.
  private static final int MOST_ABOUT_ONE = 20;

  /// Ids of payments, orders and preferences; domain/api.md 1.4.
  private static final Predicate<String> ID =
      Pattern.compile("[0-9]{6,20}|ORD[0-9A-Z]{10,40}|[0-9]+-[0-9a-f-]{36}|[0-9a-f]{32}")
          .asMatchPredicate();

  private final Map<String, List<JsonNode>> requests;

  private CapturedRequests(Map<String, List<JsonNode>> requests) {
    this.requests = requests;
  }

  /// Reads what `quality capture` wrote: a JSON object a line. A last line that is torn, because
  /// the process that wrote it was killed, is no error.
  ///
  /// @throws PasajeException when the file cannot be read or another line is no captured request
  public static CapturedRequests read(Path file) {
    Map<String, List<JsonNode>> requests = new HashMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      dev.pasaje.json.JsonLines.read(in, new Lines(file, requests));
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          Files.exists(file) ? "document.unreadable" : "document.missing",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
    return new CapturedRequests(requests);
  }

  private static final class Lines implements dev.pasaje.json.JsonLines.Taker {
    private final Path file;
    private final Map<String, List<JsonNode>> requests;
    private long bad;

    Lines(Path file, Map<String, List<JsonNode>> requests) {
      this.file = file;
      this.requests = requests;
    }

    @Override
    public void document(long line, JsonNode document) {
      complete();
      if (!document.path("method").isString() || !document.path("path").isString()) {
        throw wrong(line);
      }
      int status = document.path("status").asInt(0);
      String path = document.path("path").stringValue();
      String id = document.path("responseBody").path("id").asString("");
      String kind = created(document.path("method").stringValue(), path);
      ObjectNode kept = (ObjectNode) document.deepCopy();
      kept.remove("responseHeaders");
      kept.putObject("responseBody").put("id", id);
      if (!kind.isEmpty() && !id.isEmpty() && status >= 200 && status < 300) {
        add(id, kept);
      } else {
        // `/v1/payments/1/refunds`: what was asked about a record, and how.
        Arrays.stream(path.split("/")).filter(ID).findFirst().ifPresent(of -> add(of, kept));
      }
    }

    private void add(String id, ObjectNode line) {
      List<JsonNode> known = requests.computeIfAbsent(id, _ -> new ArrayList<>());
      if (known.size() < MOST_ABOUT_ONE) {
        known.add(line);
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
          case "/preapproval" -> "preapproval";
          default -> "";
        };
  }

  /// How many records it knows requests about.
  public int size() {
    return requests.size();
  }

  @Override
  public QualityEvidence apply(QualityEvidence evidence) {
    List<JsonNode> about = new ArrayList<>();
    for (String record : RECORDS) {
      evidence.id(record).ifPresent(id -> about.addAll(requests.getOrDefault(id, List.of())));
    }
    return about.isEmpty() ? evidence : evidence.withRequests(about);
  }
}
