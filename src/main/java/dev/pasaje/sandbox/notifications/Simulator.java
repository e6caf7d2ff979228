// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The panel's "Send test": one fixed notification, sent now and never again, and what came of it.
///
/// The id `123456` and the date are the same in every simulation, so a receiver that remembers ids
/// swallows all but the first. `ts` is in milliseconds here. Source: devsite-docs, Checkout Pro
/// notifications, the raw request.
public final class Simulator {
  private final Panel panel;
  private final Wire wire;
  private final InstantSource clock;
  private final SplittableRandom random;

  public Simulator(Panel panel, Wire wire, InstantSource clock, long seed) {
    this.panel = panel;
    this.wire = wire;
    this.clock = clock;
    random = new SplittableRandom(seed ^ 0x73696d756c617465L);
  }

  public Attempt webhook(String applicationId, String userId, Topic topic, String url, String id) {
    WebhookSettings settings = panel.webhooks(applicationId);
    Instant now = clock.instant();
    Signing signing = new Signing(Signing.TimestampUnit.MILLISECONDS, settings.signing().idCase());
    Map<String, String> headers = headers();
    String requestId = String.valueOf(headers.get("X-Request-Id"));
    headers.put("X-Signature", new Signer(settings.secret(), signing).header(id, requestId, now));
    String query = Addresses.withQuery(url, List.of("data.id=" + id, "type=" + topic.type()));
    return send(
        new Outgoing(query, headers, Bodies.text(body(topic, applicationId, userId, id))), now);
  }

  public Attempt ipn(Topic topic, String url) {
    Instant now = clock.instant();
    String name =
        topic
            .ipn()
            .orElseThrow(() ->
                new IllegalArgumentException("topic " + topic.wire() + " is not sent by IPN"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resource", "123456");
    body.put("topic", name);
    String query = Addresses.withQuery(url, List.of("id=123456", "topic=" + name));
    return send(new Outgoing(query, headers(), Bodies.text(body)), now);
  }

  private Attempt send(Outgoing request, Instant now) {
    return new Attempt(
        1, now, request, wire.send(request, CourierSettings.OBSERVED.answerWithin()));
  }

  private static Map<String, Object> body(
      Topic topic, String applicationId, String userId, String id) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", action(topic));
    body.put("api_version", "v1");
    if (topic == Topic.ORDER) {
      body.put("application_id", applicationId);
    }
    body.put("data", new LinkedHashMap<>(Map.of("id", id)));
    body.put("date_created", "2021-11-01T02:02:02Z");
    body.put("id", "123456");
    body.put("live_mode", false);
    body.put("type", topic.type());
    body.put("user_id", userId.matches("\\d{1,18}") ? (Object) Long.valueOf(userId) : userId);
    return body;
  }

  private static String action(Topic topic) {
    return switch (topic) {
      case PAYMENT -> "payment.updated";
      case ORDER -> "order.action_required";
      case CONNECT -> "application.authorized";
      case CHARGEBACK -> "changed_case_status";
      case CARD -> "card.updated";
      case FRAUD -> "Created";
      case DELIVERY -> "delivery.updated";
      case POINT -> "state_FINISHED";
      case MERCHANT_ORDER,
          SUBSCRIPTION,
          SUBSCRIPTION_PLAN,
          AUTHORIZED_PAYMENT,
          CLAIM,
          WALLET_CONNECT ->
          "updated";
    };
  }

  private synchronized Map<String, String> headers() {
    String trace = Composer.hex(random, 2);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "*");
    headers.put("Content-Type", "application/json");
    headers.put("Traceparent", "00-" + trace + "-" + Composer.hex(random, 1) + "-00");
    headers.put("User-Agent", "restclient-node/4.15.3");
    headers.put("X-Request-Id", Composer.uuid(random));
    headers.put("X-Rest-Pool-Name", "/services/webhooks.js");
    headers.put("X-Retry", "0");
    headers.put("X-Socket-Timeout", "22000");
    return headers;
  }
}
