// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Calls an address of the merchant's, signed. Success is a 2xx and nothing else; a redirect is a
/// failure, since what is signed for one address must not reach another.
final class HttpCarrier implements Carrier {
  /// A receiver has nothing to tell; more than this is cut off and counts as a failure.
  private static final int MOST_ANSWER_BYTES = 1 << 20;

  /// A receiver cannot put itself to sleep for longer.
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private final URI url;
  private final WebhookSignature signature;
  private final InstantSource clock;
  private final Duration limit;
  private final Transport transport;

  HttpCarrier(Target.Http target, InstantSource clock, Duration limit) {
    this.url = target.url();
    this.signature = WebhookSignature.of(target.name(), target.secret());
    this.clock = clock;
    this.limit = limit;
    this.transport = Transport.with(limit, MOST_ANSWER_BYTES);
  }

  @Override
  public Attempt carry(Deliveries.Claim claim) {
    byte[] body = claim.body().getBytes(StandardCharsets.UTF_8);
    long atSeconds = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .header("user-agent", "Pasaje")
            .header("webhook-id", claim.eventId())
            .header("webhook-timestamp", String.valueOf(atSeconds))
            .header("webhook-signature", signature.sign(claim.eventId(), atSeconds, body))
            .POST(BodyPublishers.ofByteArray(body));
    if (claim.replays() > 0) {
      request.header("pasaje-replay", String.valueOf(claim.replays()));
    }
    return switch (transport.send(request.build(), limit)) {
      case Exchange.Answer answer -> judge(answer);
      case Exchange.NoAnswer _ when Thread.interrupted() -> new Attempt.Stopped();
      case Exchange.NoAnswer none ->
          new Attempt.Failed(0, none.reason().id(), Attempt.Blame.TARGET, Optional.empty());
    };
  }

  private Attempt judge(Exchange.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Attempt.Delivered(status);
    }
    if (status == 410) {
      return new Attempt.Gone(status);
    }
    boolean throttled = status == 429 || status == 502 || status == 503 || status == 504;
    return new Attempt.Failed(
        status,
        status >= 300 && status < 400 ? "redirect" : "http-" + status,
        throttled || status >= 500 ? Attempt.Blame.TARGET : Attempt.Blame.EVENT,
        throttled ? answer.header("retry-after").flatMap(this::notBefore) : Optional.empty());
  }

  /// Seconds or a date, RFC 9110 10.2.3; what is neither is passed over.
  private Optional<Instant> notBefore(String retryAfter) {
    Instant now = clock.instant();
    Instant latest = now.plus(LONGEST_WAIT);
    String text = retryAfter.strip();
    if (text.matches("[0-9]+")) {
      return Optional.of(
          text.length() > 6 ? latest : earlier(now.plusSeconds(Long.parseLong(text)), latest));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(earlier(date, latest));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public String fingerprint() {
    return Secret.of(url.toString()).fingerprint();
  }

  @Override
  public void close() {
    transport.close();
  }
}
