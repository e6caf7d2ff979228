// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a merchant says of something that no probe can see. In JSON it is `true`, or `{answer,
/// date}` when it has a date.
///
/// @param on when it was said; empty when nobody noted it
public record Answer(boolean yes, Optional<LocalDate> on) {
  public static Answer of(boolean yes) {
    return new Answer(yes, Optional.empty());
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Answer read(JsonNode json) {
    JsonNode answer = json.isObject() ? json.path("answer") : json;
    return new Answer(answer.asBoolean(false), date(json.path("date").asString("")));
  }

  @JsonValue
  JsonNode json() {
    return on.<JsonNode>map(day ->
            JsonNodeFactory.instance.objectNode().put("answer", yes).put("date", day.toString()))
        .orElseGet(() -> JsonNodeFactory.instance.booleanNode(yes));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
