// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import dev.pasaje.http.Exchange;
import dev.pasaje.secret.Redactor;
import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// What the API said no with, whichever of its envelopes it used (domain/api.md 1.5).
///
/// @param status HTTP status
/// @param code the first code found: of a cause, of the gateway, of the Orders API; may be empty
/// @param message in the API's own words, redacted; empty when the body was not JSON
/// @param causes every `code: description` given
/// @param requestId `x-request-id`, which Mercado Pago's support asks for
/// @param retryAfter how long to wait before asking again, when it says so
public record ApiError(
    int status,
    String code,
    String message,
    List<String> causes,
    Optional<String> requestId,
    Optional<Duration> retryAfter) {

  public ApiError {
    code = Redactor.redact(code);
    message = Redactor.redact(message);
    causes = causes.stream().map(Redactor::redact).toList();
  }

  /// One that says nothing of when to ask again.
  public ApiError(
      int status, String code, String message, List<String> causes, Optional<String> requestId) {
    this(status, code, message, causes, requestId, Optional.empty());
  }

  /// @param sent the token that was sent: of whatever shape, it is not repeated if the body does
  static ApiError of(Exchange.Answer answer, Optional<String> sent, Optional<Duration> retryAfter) {
    JsonNode body = Json.lenient(answer.body());
    UnaryOperator<String> safe =
        text -> sent.map(token -> text.replace(token, Secret.REDACTED)).orElse(text);
    List<String> codes = new ArrayList<>();
    List<String> causes = new ArrayList<>();
    // The causes may be missing, empty, a list or a single object; Orders calls them errors.
    for (String name : List.of("cause", "errors")) {
      JsonNode list = body.path(name);
      Iterable<JsonNode> items = list.isObject() ? List.of(list) : list;
      for (JsonNode item : items) {
        String code = item.path("code").asString("");
        String text =
            item.isObject()
                ? item.path("description").asString(item.path("message").asString(""))
                : item.asString("");
        if (!code.isEmpty()) {
          codes.add(safe.apply(code));
        }
        if (!code.isEmpty() || !text.isEmpty()) {
          causes.add(safe.apply(code.isEmpty() ? text : code + ": " + text));
        }
      }
    }
    String own = body.path("code").asString(body.path("error").asString(""));
    return new ApiError(
        answer.status(),
        codes.isEmpty() ? safe.apply(own) : codes.getFirst(),
        safe.apply(body.path("message").asString(causes.isEmpty() ? "" : causes.getFirst())),
        causes,
        answer.header("x-request-id"),
        retryAfter);
  }

  /// The class of trouble with credentials, if that is what it is; domain/credentials.md 5.2.
  public CredentialTrouble trouble() {
    return CredentialTrouble.of(this);
  }
}
