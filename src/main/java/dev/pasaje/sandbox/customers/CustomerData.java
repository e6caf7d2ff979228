// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.customers;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Dates;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a caller may say about a customer, checked.
final class CustomerData {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
  private static final int LONGEST = 255;

  private CustomerData() {}

  static ObjectNode read(Request request) {
    JsonNode body = request.json();
    if (!(body instanceof ObjectNode object)) {
      throw CustomerErrors.BODY.refusal();
    }
    text(object, "email", CustomerErrors.EMAIL);
    if (Json.text(object, "email").filter(email -> !EMAIL.matcher(email).matches()).isPresent()) {
      throw CustomerErrors.EMAIL.refusal();
    }
    text(object, "first_name", CustomerErrors.FIRST_NAME);
    text(object, "last_name", CustomerErrors.LAST_NAME);
    text(object, "description", CustomerErrors.DESCRIPTION);
    phone(object.path("phone"));
    identification(object.path("identification"));
    address(object.path("address"));
    object(object.path("metadata"), CustomerErrors.METADATA);
    text(object, "date_registered", CustomerErrors.DATE_REGISTERED);
    if (Json.text(object, "date_registered")
        .filter(date -> Dates.parse(date).isEmpty())
        .isPresent()) {
      throw CustomerErrors.DATE_REGISTERED.refusal();
    }
    return object;
  }

  static void address(JsonNode address) {
    object(address, CustomerErrors.NOT_AN_OBJECT);
    text(address, "zip_code", CustomerErrors.ZIP_CODE);
    text(address, "street_name", CustomerErrors.STREET_NAME);
  }

  static void identification(JsonNode identification) {
    object(identification, CustomerErrors.NOT_AN_OBJECT);
    text(identification, "type", CustomerErrors.DOCUMENT_TYPE);
    textOrNumber(identification, "number", CustomerErrors.DOCUMENT_NUMBER);
  }

  private static void phone(JsonNode phone) {
    object(phone, CustomerErrors.NOT_AN_OBJECT);
    textOrNumber(phone, "area_code", CustomerErrors.AREA_CODE);
    textOrNumber(phone, "number", CustomerErrors.PHONE_NUMBER);
  }

  private static void object(JsonNode node, CustomerErrors otherwise) {
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw otherwise.refusal();
    }
  }

  static void text(JsonNode node, String name, CustomerErrors otherwise) {
    if (Json.present(node, name) && !node.path(name).isString()) {
      throw otherwise.refusal();
    }
    if (Json.text(node, name).filter(value -> value.length() > LONGEST).isPresent()) {
      throw CustomerErrors.TOO_LONG.refusal();
    }
  }

  private static void textOrNumber(JsonNode node, String name, CustomerErrors otherwise) {
    if (Json.present(node, name)
        && !node.path(name).isString()
        && !node.path(name).isIntegralNumber()) {
      throw otherwise.refusal();
    }
  }

  /// `phone` and `identification` are never null themselves (N-E2E).
  static ObjectNode phoneOf(JsonNode sent) {
    return Json.object()
        .put("area_code", Json.anyText(sent, "area_code").orElse(""))
        .put("number", Json.anyText(sent, "number").orElse(""));
  }

  static ObjectNode identificationOf(JsonNode sent) {
    return Json.object().put("type", orNull(sent, "type")).put("number", orNull(sent, "number"));
  }

  static @Nullable String orNull(JsonNode node, String name) {
    return Json.anyText(node, name).orElse(null);
  }
}
