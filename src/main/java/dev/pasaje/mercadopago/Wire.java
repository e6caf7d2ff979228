// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// Sends requests and asks again where that is safe: always for reads, and for writes because each
/// carries one `X-Idempotency-Key` over all its attempts.
final class Wire {
  private final Transport transport;
  private final Pacing.Turnstile turnstile;
  private final Random jitter = new Random();

  Wire(Transport transport, Pacing.Turnstile turnstile) {
    this.transport = transport;
    this.turnstile = turnstile;
  }

  Call<JsonNode> send(HttpRequest request) {
    turnstile.places().acquireUninterruptibly();
    try {
      return patiently(request);
    } finally {
      turnstile.places().release();
    }
  }

  /// One attempt, whatever comes of it.
  Exchange once(HttpRequest request) {
    turnstile.places().acquireUninterruptibly();
    try {
      return transport.send(request);
    } finally {
      turnstile.places().release();
    }
  }

  /// Into a file, asking again as for any read.
  Exchange save(HttpRequest request, Path into, long most, Duration limit) {
    Duration wait = turnstile.pacing().firstWait();
    for (int attempt = 1; ; attempt++) {
      Exchange exchange = transport.save(request, into, most, limit);
      Optional<Duration> again = again(exchange, wait);
      if (attempt >= turnstile.pacing().attempts()
          || again.isEmpty()
          || again.get().compareTo(turnstile.pacing().longestWait()) > 0) {
        return exchange;
      }
      turnstile.sleeper().sleep(again.get());
      wait = wait.multipliedBy(2);
    }
  }

  private Call<JsonNode> patiently(HttpRequest request) {
    Duration wait = turnstile.pacing().firstWait();
    for (int attempt = 1; ; attempt++) {
      Exchange exchange = transport.send(request);
      Optional<Duration> again = again(exchange, wait);
      boolean last =
          attempt >= turnstile.pacing().attempts()
              || again.isEmpty()
              || again.get().compareTo(turnstile.pacing().longestWait()) > 0;
      if (last) {
        return ended(exchange, request);
      }
      turnstile.sleeper().sleep(again.get());
      wait = wait.multipliedBy(2);
    }
  }

  /// How long to wait before asking again; empty when that would not help.
  private Optional<Duration> again(Exchange exchange, Duration wait) {
    Duration spread = wait.plusMillis(jitter.nextLong(Math.max(1, wait.toMillis() / 2)));
    return switch (exchange) {
      case Exchange.Answer answer when answer.status() == 429 || answer.status() >= 500 ->
          Optional.of(answer.header("retry-after").flatMap(this::retryAfter).orElse(spread));
      case Exchange.Answer _ -> Optional.empty();
      case Exchange.NoAnswer(Exchange.Reason reason, _) ->
          switch (reason) {
            case BROKEN, REFUSED, NO_ROUTE -> Optional.of(spread);
            // A second wait as long as the limit helps nobody; the rest will not change.
            case TIMEOUT, UNKNOWN_HOST, TLS, TOO_LARGE -> Optional.empty();
          };
    };
  }

  /// Seconds or an HTTP date (RFC 9110, 10.2.3).
  private Optional<Duration> retryAfter(String value) {
    try {
      if (value.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
      }
      ZonedDateTime at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(turnstile.clock().instant(), at.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private Call<JsonNode> ended(Exchange exchange, HttpRequest request) {
    return switch (exchange) {
      case Exchange.NoAnswer(Exchange.Reason reason, String detail) ->
          new Call.Unreachable<>(reason, detail);
      case Exchange.Answer answer when answer.status() >= 200 && answer.status() < 300 -> {
        JsonNode body = Json.lenient(answer.body());
        yield body.isMissingNode()
            ? new Call.Unreachable<>(Exchange.Reason.BROKEN, "the answer is not JSON")
            : new Call.Ok<>(body, answer.header("x-request-id"));
      }
      case Exchange.Answer answer ->
          new Call.Refused<>(
              ApiError.of(
                  answer,
                  request
                      .headers()
                      .firstValue("authorization")
                      .map(value -> value.substring("Bearer ".length())),
                  answer.header("retry-after").flatMap(this::retryAfter)));
    };
  }
}
