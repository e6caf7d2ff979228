// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.capture.CapturedRequests;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What one recorded request carried: only with it can "never sent" be told from "not in the
/// record".
///
/// @param placed what a request of this kind has a place for
record Sent(Set<Datum> data, Set<Datum> placed, Optional<Boolean> binary, String threeDs) {
  /// The requests an attempt came of: those answered with its id, else those with its reference.
  static List<Sent> of(CapturedRequests captured, Attempt attempt) {
    for (List<JsonNode> lines :
        List.of(
            captured.about(attempt.id()),
            captured.about(attempt.orderId()),
            captured.under(attempt.reference()))) {
      List<Sent> sent = lines.stream().flatMap(line -> of(line).stream()).toList();
      if (!sent.isEmpty()) {
        return sent;
      }
    }
    return List.of();
  }

  private static Optional<Sent> of(JsonNode line) {
    if (!CapturedRequests.makes(line)) {
      return Optional.empty();
    }
    String path = AttemptReader.text(line, "path").replaceFirst("/*(?:\\?.*)?$", "");
    return switch (path) {
      case "/v1/payments" -> Optional.of(of(Datum.Body.PAYMENT, line));
      case "/checkout/preferences" -> Optional.of(of(Datum.Body.PREFERENCE, line));
      case "/v1/orders" -> Optional.of(of(Datum.Body.ORDER, line));
      default -> Optional.empty();
    };
  }

  private static Sent of(Datum.Body kind, JsonNode line) {
    JsonNode request = line.path("requestBody");
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
    if (hasHeader(line.path("requestHeaders"), "x-meli-session-id")) {
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
}
