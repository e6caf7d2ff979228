// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes the requests of one run: query, headers and body as Mercado Pago sends them
/// (domain/notifications.md 1, 3.4), plus the header by which Pasaje names itself.
final class Deliveries {
  private static final String SIMULATOR = "restclient-node/4.15.3";
  private static final String NEWER_SIMULATOR = "restclient-node/5.1.10";
  private static final String JSON = "application/json";
  private static final int LARGE = 64 << 10;
  private static final int HUGE = 256 << 10;

  /// The oldest first delivery on record was signed so long before it came (5.2).
  private static final Duration STALE = Duration.ofMinutes(186);

  /// Signs the attack with a wrong signature: no application has it, so it is no secret.
  private static final WebhookSigner STRANGER =
      new WebhookSigner(Secret.of("nobody signs with this"));

  private final URI url;
  private final String run;
  private final String userAgent;
  private final InstantSource clock;
  private int sent;

  Deliveries(URI url, String run, String userAgent, InstantSource clock) {
    this.url = url;
    this.run = run;
    this.userAgent = userAgent;
    this.clock = clock;
  }

  private enum Stamp {
    SECONDS,
    MILLISECONDS,
    LOWER_CASE,
    WITHOUT_REQUEST_ID,
    STALE,
    WRONG,
    NONE,
    /// IPN carries the header, but no known secret verifies it (5.3).
    UNVERIFIABLE
  }

  private enum Order {
    SORTED,
    REVERSED,
    APPENDED
  }

  /// One Webhook before it is signed.
  private record Draft(String type, Optional<String> dataId, String body, String agent) {
    static Draft live(String type, String dataId, String body) {
      return new Draft(type, Optional.of(dataId), body, "MercadoPago WebHook v1.0 " + type);
    }

    static Draft withoutId(String type, String body) {
      return new Draft(type, Optional.empty(), body, "MercadoPago WebHook v1.0 " + type);
    }

    static Draft payment(String body) {
      return live("payment", Bodies.PAYMENT, body);
    }
  }

  /// The request of an attack, signed afresh when there is a signer.
  synchronized Request of(Attack attack, Optional<WebhookSigner> signer) {
    return switch (attack) {
      case HEAD -> visit("HEAD", url.getRawQuery());
      case GET -> visit("GET", url.getRawQuery());
      case IPN_GET ->
          visit("GET", query(List.of("id=" + Bodies.SIMULATED, "topic=payment"), Order.APPENDED));
      case IPN_PAYMENT -> ipn("payment", Bodies.PAYMENT, Bodies.ipnPayment());
      case IPN_MERCHANT_ORDER ->
          ipn("merchant_order", Bodies.MERCHANT_ORDER, Bodies.ipnMerchantOrder());
      case SIMULATOR -> simulator(SIMULATOR, signer);
      case NEWER_SIMULATOR -> simulator(NEWER_SIMULATOR, signer);
      case WEBHOOK, DUPLICATE, REDELIVERY, PARALLEL_DUPLICATES ->
          webhook(Draft.payment(Bodies.payment()), Stamp.SECONDS, signer);
      case SIGNED_IN_MILLISECONDS ->
          webhook(Draft.payment(Bodies.payment()), Stamp.MILLISECONDS, signer);
      case SIGNED_WITHOUT_REQUEST_ID ->
          webhook(Draft.payment(Bodies.payment()), Stamp.WITHOUT_REQUEST_ID, signer);
      case STALE_SIGNATURE -> webhook(Draft.payment(Bodies.payment()), Stamp.STALE, signer);
      case WRONG_SIGNATURE -> webhook(Draft.payment(Bodies.payment()), Stamp.WRONG, signer);
      case MISSING_SIGNATURE -> webhook(Draft.payment(Bodies.payment()), Stamp.NONE, signer);
      case ORDER_SIGNED_AS_SENT ->
          webhook(Draft.live("order", Bodies.ORDER, Bodies.order()), Stamp.SECONDS, signer);
      case ORDER_SIGNED_IN_LOWER_CASE ->
          webhook(Draft.live("order", Bodies.ORDER, Bodies.order()), Stamp.LOWER_CASE, signer);
      case MERCHANT_ORDER_WITHOUT_DATA_ID ->
          webhook(
              Draft.withoutId("topic_merchant_order_wh", Bodies.merchantOrder()),
              Stamp.SECONDS,
              signer);
      case FRAUD_ALERT ->
          webhook(
              Draft.withoutId("stop_delivery_op_wh", Bodies.fraudAlert()), Stamp.SECONDS, signer);
      case POINT_INTENT ->
          webhook(
              Draft.withoutId("point_integration_wh", Bodies.pointIntent()), Stamp.SECONDS, signer);
      case CHARGEBACK ->
          webhook(
              Draft.live("topic_chargebacks_wh", Bodies.CHARGEBACK, Bodies.chargeback()),
              Stamp.SECONDS,
              signer);
      case SUBSCRIPTION ->
          webhook(
              Draft.live("subscription_preapproval", Bodies.SUBSCRIPTION, Bodies.subscription()),
              Stamp.SECONDS,
              signer);
      case UNKNOWN_TOPIC ->
          webhook(
              Draft.live("x_pasaje_unknown", Bodies.SIMULATED, Bodies.unknownTopic()),
              Stamp.SECONDS,
              signer);
      case UNKNOWN_FIELDS -> webhook(Draft.payment(Bodies.unknownFields()), Stamp.SECONDS, signer);
      case NUMERIC_ID ->
          webhook(
              Draft.live("payment", "9007199254740993", Bodies.numericId()), Stamp.SECONDS, signer);
      case MALFORMED_DATE -> webhook(Draft.payment(Bodies.malformedDate()), Stamp.SECONDS, signer);
      case BODY_WITHOUT_DATA -> webhook(Draft.payment(Bodies.withoutData()), Stamp.SECONDS, signer);
      case EMPTY_BODY -> webhook(Draft.payment(""), Stamp.SECONDS, signer);
      case MALFORMED_JSON ->
          webhook(Draft.payment("{\"id\":12345,\"data\":{\"id\":"), Stamp.SECONDS, signer);
      case LARGE_BODY -> webhook(Draft.payment(Bodies.ofLength(LARGE)), Stamp.SECONDS, signer);
      case HUGE_BODY -> webhook(Draft.payment(Bodies.ofLength(HUGE)), Stamp.SECONDS, signer);
      case FORM_ENCODED ->
          webhook(
              Draft.payment("id=" + Bodies.PAYMENT + "&topic=payment"),
              Stamp.SECONDS,
              signer,
              Order.SORTED,
              List.of(),
              "application/x-www-form-urlencoded",
              Request.Pace.AT_ONCE);
      case QUERY_REVERSED ->
          webhook(
              Draft.payment(Bodies.payment()),
              Stamp.SECONDS,
              signer,
              Order.REVERSED,
              List.of(),
              JSON,
              Request.Pace.AT_ONCE);
      case FURTHER_PARAMETERS ->
          webhook(
              Draft.payment(Bodies.payment()),
              Stamp.SECONDS,
              signer,
              Order.SORTED,
              List.of("client=pasaje", "source_news=webhooks"),
              JSON,
              Request.Pace.AT_ONCE);
      case SLOW_BODY ->
          webhook(
              Draft.payment(Bodies.payment()),
              Stamp.SECONDS,
              signer,
              Order.SORTED,
              List.of(),
              JSON,
              Request.Pace.DRIPPING);
    };
  }

  /// A notification about anything. Where the topic's own resource is not `data.id`, the query has
  /// none (3.2).
  synchronized Request of(Simulation.Wish wish, Optional<WebhookSigner> signer) {
    if (wish.manner() == Simulation.Manner.IPN) {
      return ipn(wish.topic(), wish.id(), Bodies.ipn(wish.topic(), wish.id()));
    }
    boolean named =
        switch (wish.topic()) {
          case "topic_merchant_order_wh",
              "stop_delivery_op_wh",
              "point_integration_wh",
              "topic_card_id_wh",
              "automatic-payments",
              "delivery" ->
              false;
          default -> true;
        };
    String agent =
        wish.manner() == Simulation.Manner.SIMULATOR
            ? SIMULATOR
            : "MercadoPago WebHook v1.0 " + wish.topic();
    Stamp stamp =
        signer.isEmpty()
            ? Stamp.NONE
            : wish.unit() == Simulation.Unit.MILLISECONDS ? Stamp.MILLISECONDS : Stamp.SECONDS;
    return webhook(
        new Draft(
            wish.topic(),
            named ? Optional.of(wish.id()) : Optional.empty(),
            Bodies.about(wish, clock.instant()),
            agent),
        stamp,
        signer);
  }

  private Request visit(String method, @org.jspecify.annotations.Nullable String query) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "identity");
    headers.put("Connection", "keep-alive");
    headers.put("User-Agent", userAgent);
    headers.put("X-Pasaje-Probe", run);
    return new Request(method, path(query), headers, "", Request.Pace.AT_ONCE);
  }

  private Request simulator(String agent, Optional<WebhookSigner> signer) {
    return webhook(
        new Draft("payment", Optional.of(Bodies.SIMULATED), Bodies.simulator(), agent),
        Stamp.MILLISECONDS,
        signer);
  }

  private Request webhook(Draft draft, Stamp stamp, Optional<WebhookSigner> signer) {
    return webhook(draft, stamp, signer, Order.SORTED, List.of(), JSON, Request.Pace.AT_ONCE);
  }

  private Request webhook(
      Draft draft,
      Stamp stamp,
      Optional<WebhookSigner> signer,
      Order order,
      List<String> further,
      String contentType,
      Request.Pace pace) {
    List<String> own = new ArrayList<>();
    draft.dataId().ifPresent(id -> own.add("data.id=" + id));
    own.add("type=" + draft.type());
    own.addAll(further);
    return post(
        query(own, order),
        draft.agent(),
        contentType,
        draft.body(),
        pace,
        id -> signature(stamp, draft.dataId(), id, signer));
  }

  private Request ipn(String topic, String id, String body) {
    return post(
        query(List.of("id=" + id, "topic=" + topic), Order.APPENDED),
        "MercadoPago Feed v2.0 " + topic,
        JSON,
        body,
        Request.Pace.AT_ONCE,
        request -> signature(Stamp.UNVERIFIABLE, Optional.of(id), request, Optional.empty()));
  }

  /// The two headers of a signature; either may be missing.
  private record Signature(Optional<String> requestId, Optional<String> header) {}

  private Signature signature(
      Stamp stamp, Optional<String> dataId, String requestId, Optional<WebhookSigner> signer) {
    Instant now = clock.instant();
    String seconds = Long.toString(now.getEpochSecond());
    Optional<String> id = Optional.of(requestId);
    return switch (stamp) {
      case NONE -> new Signature(id, Optional.empty());
      case UNVERIFIABLE, WRONG ->
          new Signature(id, Optional.of(STRANGER.header(dataId, id, seconds)));
      case SECONDS -> new Signature(id, signer.map(by -> by.header(dataId, id, seconds)));
      case MILLISECONDS ->
          new Signature(
              id, signer.map(by -> by.header(dataId, id, Long.toString(now.toEpochMilli()))));
      case STALE ->
          new Signature(
              id,
              signer.map(
                  by -> by.header(dataId, id, Long.toString(now.minus(STALE).getEpochSecond()))));
      case LOWER_CASE ->
          new Signature(
              id,
              signer.map(
                  by -> by.header(dataId.map(one -> one.toLowerCase(Locale.ROOT)), id, seconds)));
      case WITHOUT_REQUEST_ID ->
          new Signature(
              Optional.empty(), signer.map(by -> by.header(dataId, Optional.empty(), seconds)));
    };
  }

  private Request post(
      String query,
      String agent,
      String contentType,
      String body,
      Request.Pace pace,
      java.util.function.Function<String, Signature> sign) {
    sent++;
    // No randomness is needed: the run makes it unique, and a run can be repeated.
    String requestId =
        UUID.nameUUIDFromBytes((run + "/" + sent).getBytes(StandardCharsets.UTF_8)).toString();
    Signature signature = sign.apply(requestId);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "*/*");
    // Mercado Pago sends `*`; a compressed answer could not be read, and would prove nothing more.
    headers.put("Accept-Encoding", "identity");
    headers.put("Connection", "keep-alive");
    headers.put("Content-Type", contentType);
    headers.put("User-Agent", agent);
    signature.requestId().ifPresent(id -> headers.put("X-Request-Id", id));
    headers.put("X-Rest-Pool-Name", "/services/webhooks.js");
    if (agent.startsWith("restclient")) {
      headers.put("X-Retry", "0");
    }
    signature.header().ifPresent(header -> headers.put("X-Signature", header));
    headers.put("X-Socket-Timeout", "22000");
    headers.put("X-Pasaje-Probe", run);
    return new Request("POST", path(query), headers, body, pace);
  }

  /// Mercado Pago merges its parameters into those the address has: Webhooks in alphabetical order,
  /// IPN behind them (1).
  private String query(List<String> own, Order order) {
    List<String> all = new ArrayList<>();
    if (url.getRawQuery() != null && !url.getRawQuery().isEmpty()) {
      all.addAll(List.of(url.getRawQuery().split("&", -1)));
    }
    all.addAll(own);
    return switch (order) {
      case APPENDED -> String.join("&", all);
      case SORTED -> String.join("&", all.stream().sorted(byName()).toList());
      case REVERSED -> String.join("&", all.stream().sorted(byName().reversed()).toList());
    };
  }

  private static Comparator<String> byName() {
    return Comparator.comparing((String pair) -> pair.split("=", 2)[0]);
  }

  private String path(@org.jspecify.annotations.Nullable String query) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return query == null || query.isEmpty() ? path : path + "?" + query;
  }
}
