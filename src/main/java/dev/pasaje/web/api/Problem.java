// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What can be wrong with a request, as problem details of RFC 9457.
enum Problem {
  UNAUTHENTICATED(401),
  NO_SUCH_ROUTE(404),
  METHOD(405),
  NO_SUCH_ORDER(404),
  NO_SUCH_INTEGRATION(404),
  NO_SUCH_DELIVERY(404),
  PATH(400),
  PARAMETER_UNKNOWN(400),
  PARAMETER(400),
  BODY(400),
  BODY_TOO_LARGE(413),
  FIELD_UNKNOWN(400),
  FIELD(400),
  NOT_HELD(409),
  INTERNAL(500);

  private final int status;

  Problem(int status) {
    this.status = status;
  }

  /// The end of its `type`, and its key in the bundle; stable, for programs.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int status() {
    return status;
  }

  Answer answer(Map<String, String> arguments, Language language) {
    Texts texts = Texts.of("api", language);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "urn:pasaje:problem:" + id())
        .put("title", texts.get(id() + ".title"))
        .put("status", status)
        .put("detail", texts.get(id() + ".detail", arguments));
    return Answer.of(status, body)
        .with("Content-Type", "application/problem+json")
        .with("Content-Language", language.code());
  }
}
