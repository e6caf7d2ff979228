// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import dev.pasaje.sandbox.http.Handler;
import dev.pasaje.sandbox.http.Interceptor;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Transmission;

/// Lets every request but the emulator's own control calls meet the weather.
public final class BadWeather implements Interceptor {
  private final Weather weather;

  public BadWeather(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Reply around(Request request, Handler next) {
    if (request.path().startsWith("/_sandbox")) {
      return next.handle(request);
    }
    RequestWeather met = weather.nextRequest();
    Reply reply =
        switch (met.fault()) {
          case RequestFault.None _ -> next.handle(request);
          case RequestFault.TooManyRequests limited -> tooMany(limited.retryAfterSeconds());
          case RequestFault.ServerError error -> serverError(error.status());
          case RequestFault.Reset _ -> Reply.empty(500).sent(Transmission.RESET);
          case RequestFault.Truncated _ -> truncated(next.handle(request));
          case RequestFault.Slow slow -> {
            Reply whole = next.handle(request);
            yield whole.sent(whole.transmission().pausing(slow.pause()));
          }
        };
    return met.latency().isPositive()
        ? reply.sent(reply.transmission().delayedBy(met.latency()))
        : reply;
  }

  private static Reply tooMany(long seconds) {
    return Reply.json(
            429,
            Json.object()
                .put("status", 429)
                .put("error", "too_many_requests")
                .put("message", "too many requests"))
        .withHeader("Retry-After", Long.toString(seconds));
  }

  /// A page of the balancer in front, as live 5xx answers are: HTML, not the API's envelope.
  private static Reply serverError(int status) {
    String words =
        switch (status) {
          case 502 -> "Bad Gateway";
          case 503 -> "Service Unavailable";
          default -> "Internal Server Error";
        };
    return Reply.html(
        status,
        "<html><head><title>%d %s</title></head><body><h1>%d %s</h1></body></html>"
            .formatted(status, words, status, words));
  }

  private static Reply truncated(Reply whole) {
    return whole.sent(whole.transmission().cutAfter(whole.body().length / 2));
  }
}
