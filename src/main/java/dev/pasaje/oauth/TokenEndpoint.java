// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `POST /oauth/token`, parameters in the body and no others; domain/credentials.md 6. A call is
/// never repeated here: what a refresh token did once is done.
final class TokenEndpoint {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A call, and the look at the new token after it, end well within [Renewals#LEASE].
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /// What came of a call.
  sealed interface Answer {
    record Granted(TokenPair pair) implements Answer {}

    /// @param error such as `invalid_grant`, in Mercado Pago's words
    record Refused(String error) implements Answer {}

    /// @param arrived whether Mercado Pago may have acted on it all the same
    record Unclear(String why, boolean arrived) implements Answer {}
  }

  private final Transport transport;
  private final InstantSource clock;
  private final String agent;

  TokenEndpoint(Transport transport, InstantSource clock, String agent) {
    this.transport = transport;
    this.clock = clock;
    this.agent = agent;
  }

  Answer exchange(Application application, String code, Secret verifier, URI redirect) {
    ObjectNode body = body(application, "authorization_code");
    body.put("code", code);
    body.put("redirect_uri", redirect.toString());
    body.put("code_verifier", verifier.reveal());
    return call(application, body);
  }

  Answer refresh(Application application, Secret refreshToken) {
    ObjectNode body = body(application, "refresh_token");
    body.put("refresh_token", refreshToken.reveal());
    return call(application, body);
  }

  private static ObjectNode body(Application application, String grant) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("grant_type", grant);
    body.put("client_id", application.clientId());
    body.put("client_secret", application.clientSecret().reveal());
    return body;
  }

  private Answer call(Application application, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(application.api().resolve("/oauth/token"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", agent)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return switch (transport.send(request, LIMIT)) {
      case Exchange.NoAnswer none -> new Answer.Unclear(none.reason().id(), mayHaveArrived(none));
      case Exchange.Answer answer -> judged(answer);
    };
  }

  private Answer judged(Exchange.Answer answer) {
    if (answer.status() / 100 == 2) {
      return TokenPair.ofAnswer(answer.body(), clock.instant())
          .<Answer>map(Answer.Granted::new)
          .orElseGet(() -> new Answer.Unclear("unreadable-answer", true));
    }
    if (answer.status() == 429) {
      return new Answer.Unclear("rate-limited", false);
    }
    if (answer.status() >= 500 || answer.status() < 400) {
      return new Answer.Unclear("status-" + answer.status(), true);
    }
    return new Answer.Refused(error(answer.body()).orElse("status-" + answer.status()));
  }

  private static Optional<String> error(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      String error = node.path("error").asString(node.path("code").asString(""));
      return Optional.of(error).filter(text -> text.matches("[a-z_]{1,40}"));
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  private static boolean mayHaveArrived(Exchange.NoAnswer none) {
    return switch (none.reason()) {
      case UNKNOWN_HOST, REFUSED, NO_ROUTE, TLS -> false;
      case TIMEOUT, BROKEN, TOO_LARGE -> true;
    };
  }

  /// Whether Mercado Pago still takes an access token (`GET /users/me`); empty when it did not say.
  /// A 403 can mean a bad token, too (domain/credentials.md 5.1).
  Optional<Boolean> takes(Application application, Secret accessToken) {
    HttpRequest request =
        HttpRequest.newBuilder(application.api().resolve("/users/me"))
            .header("Authorization", "Bearer " + accessToken.reveal())
            .header("User-Agent", agent)
            .GET()
            .build();
    return transport.send(request, LIMIT) instanceof Exchange.Answer answer
        ? switch (answer.status()) {
          case 200 -> Optional.of(true);
          case 401, 403 -> Optional.of(false);
          default -> Optional.empty();
        }
        : Optional.empty();
  }
}
