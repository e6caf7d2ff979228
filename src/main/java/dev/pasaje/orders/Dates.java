// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/// Dates in resources, in all the forms they come in; domain/api.md 1.
final class Dates {
  private Dates() {}

  /// 1970 when there is none or it cannot be read.
  static Instant of(JsonNode node) {
    String text = node.asString("").replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    try {
      return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException odd) {
      return Instant.EPOCH;
    }
  }
}
