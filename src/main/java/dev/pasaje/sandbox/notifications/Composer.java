// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import dev.pasaje.sandbox.weather.Mangling;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes one attempt of a delivery. Each attempt has a new body id, a new `x-request-id` and a new
/// `ts` (measured on 16 redeliveries); the resource and its version stay.
final class Composer {
  /// Seen as a broken sample in devsite-docs `notification-additional-info`.
  private static final String MALFORMED = "2022-07-23T23:03:5704:00";

  private Composer() {}

  static Outgoing compose(
      Delivery delivery,
      int attempt,
      Instant at,
      WebhookSettings settings,
      SplittableRandom random) {
    String requestId = uuid(random);
    return switch (delivery.channel()) {
      case WEBHOOK -> webhook(delivery, attempt, at, settings, requestId, random);
      case IPN -> ipn(delivery, at, requestId, random);
    };
  }

  private static Outgoing webhook(
      Delivery delivery,
      int attempt,
      Instant at,
      WebhookSettings settings,
      String requestId,
      SplittableRandom random) {
    Happening h = delivery.happening();
    Mangling mangling = delivery.weather().mangling();
    long id = 100_000_000_000L + random.nextLong(900_000_000_000L);
    Map<String, Object> body = Bodies.webhook(h, id, delivery.happened(), attempt);
    mangle(body, mangling);

    @Nullable String dataId = h.topic().namesDataId() ? h.resourceId() : null;
    if (mangling == Mangling.WITHOUT_DATA_ID_IN_QUERY) {
      dataId = null;
    } else if (mangling == Mangling.UPPER_CASE_ID && dataId != null) {
      dataId = dataId.toUpperCase(Locale.ROOT);
    }
    List<String> query =
        dataId == null
            ? List.of("type=" + h.topic().type())
            : List.of("data.id=" + dataId, "type=" + h.topic().type());
    String secret = settings.secret();
    if (delivery.forged() || delivery.weather().wrongSecret()) {
      secret = Signer.hmac(secret, delivery.forged() ? "impostor" : "another secret");
    }
    @Nullable String signedRequest = mangling == Mangling.WITHOUT_REQUEST_ID ? null : requestId;
    String signature = new Signer(secret, settings.signing()).header(dataId, signedRequest, at);
    Map<String, String> headers =
        headers("MercadoPago WebHook v1.0 " + h.topic().type(), signedRequest, random);
    if (mangling != Mangling.WITHOUT_SIGNATURE) {
      headers.put("X-Signature", signature);
    }
    return new Outgoing(Addresses.withQuery(delivery.url(), query), headers, Bodies.text(body));
  }

  /// The signature of an IPN is there and verifies with no secret: 0 of 12 with 22 manifests.
  private static Outgoing ipn(
      Delivery delivery, Instant at, String requestId, SplittableRandom random) {
    Happening h = delivery.happening();
    Mangling mangling = delivery.weather().mangling();
    String topic = h.topic().ipn().orElseThrow();
    List<String> query = List.of("id=" + h.resourceId(), "topic=" + topic);
    Map<String, String> headers =
        headers(
            "MercadoPago Feed v2.0 " + topic,
            mangling == Mangling.WITHOUT_REQUEST_ID ? null : requestId,
            random);
    if (mangling != Mangling.WITHOUT_SIGNATURE) {
      headers.put(
          "X-Signature",
          new Signer(hex(random, 4), Signing.LIVE).header(h.resourceId(), requestId, at));
    }
    return new Outgoing(
        Addresses.withQuery(delivery.url(), query), headers, Bodies.text(Bodies.ipn(h)));
  }

  private static Map<String, String> headers(
      String agent, @Nullable String requestId, SplittableRandom random) {
    String trace = hex(random, 2);
    String span = hex(random, 1);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "*");
    headers.put("Content-Type", "application/json");
    headers.put("Traceparent", "00-" + trace + "-" + span + "-00");
    headers.put("User-Agent", agent);
    headers.put("X-B3-ParentSpanId", hex(random, 1));
    headers.put("X-B3-Sampled", "0");
    headers.put("X-B3-SpanId", span);
    headers.put("X-B3-TraceId", trace);
    if (requestId != null) {
      headers.put("X-Request-Id", requestId);
    }
    headers.put("X-Rest-Pool-Name", "pool_postExternal");
    headers.put("X-Socket-Timeout", "22000");
    return headers;
  }

  private static void mangle(Map<String, Object> body, Mangling mangling) {
    switch (mangling) {
      case WITHOUT_DATA_IN_BODY -> body.remove("data");
      case MALFORMED_DATE ->
          body.replaceAll((name, value) ->
              name.equals("date_created") || name.equals("date") ? MALFORMED : value);
      case NUMBERS_AS_STRINGS ->
          body.replaceAll((_, value) -> value instanceof Number ? value.toString() : value);
      case NOTHING,
          WITHOUT_REQUEST_ID,
          WITHOUT_SIGNATURE,
          WITHOUT_DATA_ID_IN_QUERY,
          UPPER_CASE_ID -> {
        // not in the body
      }
    }
  }

  static String uuid(SplittableRandom random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  static String hex(SplittableRandom random, int longs) {
    var text = new StringBuilder();
    for (int i = 0; i < longs; i++) {
      text.append(String.format("%016x", random.nextLong()));
    }
    return text.toString();
  }
}
