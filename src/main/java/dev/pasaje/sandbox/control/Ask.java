// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of a control call: known members only, each of the type it must have. Nonsense is
/// refused with what was found and what is accepted.
record Ask(ObjectNode body) {
  static Ask of(Request request, String... known) {
    ObjectNode body = request.object();
    List<String> unknown = new ArrayList<>(body.propertyNames());
    unknown.removeAll(Arrays.asList(known));
    if (!unknown.isEmpty()) {
      throw refuse("unknown " + unknown + ", accepted: " + Arrays.toString(known));
    }
    return new Ask(body);
  }

  static ApiError refuse(String why) {
    return ApiError.service(400, "bad_control_call", why, List.of());
  }

  boolean has(String name) {
    return Json.present(body, name);
  }

  Optional<String> text(String name) {
    JsonNode found = body.path(name);
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    return Json.anyText(body, name)
        .or(() -> {
          throw refuse(name + " is not text");
        });
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  String required(String name) {
    return text(name).orElseThrow(() -> refuse(name + " is missing"));
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    return Json.flag(body, name).orElseThrow(() -> refuse(name + " is neither true nor false"));
  }

  Optional<Long> whole(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return text(name)
        .flatMap(Request::parseLong)
        .or(() -> {
          throw refuse(name + " is not a whole number");
        });
  }

  Optional<List<String>> texts(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    if (!body.path(name).isArray()) {
      throw refuse(name + " is not a list");
    }
    for (JsonNode one : body.path(name)) {
      if (!one.isString()) {
        throw refuse(name + " holds something that is not text");
      }
      values.add(one.stringValue());
    }
    return Optional.of(values);
  }
}
