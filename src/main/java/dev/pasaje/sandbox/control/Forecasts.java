// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.weather.Forecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Forecasts as JSON: in control calls and in `--weather FILE`.
public final class Forecasts {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();

  private Forecasts() {}

  static ObjectNode json(Forecast forecast) {
    return JSON.valueToTree(forecast);
  }

  /// A preset, single members, or both: members change what the preset or the present says.
  static Forecast read(Request request, Forecast present) {
    return read(request.object(), present);
  }

  /// A preset's name, or a JSON object as the control call takes it.
  public static Forecast parse(String text) {
    if (!text.strip().startsWith("{")) {
      return Forecast.preset(text.strip());
    }
    try {
      return read((ObjectNode) JSON.readTree(text), Forecast.CALM);
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException("weather is not JSON", malformed);
    }
  }

  private static Forecast read(ObjectNode wanted, Forecast present) {
    List<String> unknown = new ArrayList<>(wanted.propertyNames());
    unknown.removeAll(Forecast.names());
    unknown.remove("preset");
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown " + unknown + ", accepted: preset, " + String.join(", ", Forecast.names()));
    }
    Forecast base = present;
    JsonNode preset = wanted.path("preset");
    if (!preset.isMissingNode()) {
      base = Forecast.preset(preset.asString(""));
    }
    ObjectNode merged = json(base);
    for (Map.Entry<String, JsonNode> member : wanted.properties()) {
      if (!member.getKey().equals("preset")) {
        if (!member.getValue().isNumber()) {
          throw new IllegalArgumentException(member.getKey() + " is not a number");
        }
        merged.set(member.getKey(), member.getValue());
      }
    }
    try {
      return JSON.treeToValue(merged, Forecast.class);
    } catch (JacksonException bad) {
      Throwable cause = bad.getCause() == null ? bad : bad.getCause();
      throw new IllegalArgumentException(
          String.valueOf(cause.getMessage()).lines().findFirst().orElse("not a forecast"), bad);
    }
  }
}
