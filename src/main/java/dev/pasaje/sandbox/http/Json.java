// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON mapper of the emulator, with exact numbers, and lenient readers of request bodies:
/// a reader answers empty when the member is absent, null or of another type.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// Amounts beyond this many digits are no money; it also keeps `1e999999999` from being written
  /// out digit by digit.
  private static final int MOST_DIGITS = 30;

  private Json() {}

  /// @throws JacksonException when the bytes are not one JSON value in UTF-8
  public static JsonNode parse(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// The node at a path of member names; a missing node when there is none.
  public static JsonNode at(JsonNode node, String... path) {
    JsonNode here = node;
    for (String name : path) {
      here = here.path(name);
    }
    return here;
  }

  public static boolean present(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return !found.isMissingNode() && !found.isNull();
  }

  public static Optional<String> text(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isString() ? Optional.of(found.stringValue()) : Optional.empty();
  }

  /// Text, or a number or boolean written as text: what lenient fields such as ids accept.
  public static Optional<String> anyText(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isValueNode() && !found.isNull() && !found.isMissingNode()
        ? Optional.of(found.asString())
        : Optional.empty();
  }

  public static Optional<BigDecimal> number(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    if (!found.isNumber()) {
      return Optional.empty();
    }
    if (found.isDouble() || found.isFloat()) {
      return Optional.of(BigDecimal.valueOf(found.doubleValue()));
    }
    BigDecimal value = found.decimalValue();
    return (long) value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS
        ? Optional.of(value)
        : Optional.empty();
  }

  public static Optional<Boolean> flag(JsonNode node, String... path) {
    JsonNode found = at(node, path);
    return found.isBoolean() ? Optional.of(found.booleanValue()) : Optional.empty();
  }

  /// An amount as the API writes it: no trailing zeros, never an exponent.
  public static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  public static @Nullable String textOrNull(JsonNode node, String... path) {
    return text(node, path).orElse(null);
  }
}
