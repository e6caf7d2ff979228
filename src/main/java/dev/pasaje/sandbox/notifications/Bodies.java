// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The bodies of both channels, member by member in the order of the published samples.
final class Bodies {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ZoneOffset MINUS_FOUR = ZoneOffset.ofHours(-4);
  private static final DateTimeFormatter SECONDS = form("uuuu-MM-dd'T'HH:mm:ss'Z'", ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      form("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", ZoneOffset.UTC);
  private static final DateTimeFormatter NANOS =
      form("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", ZoneOffset.UTC);
  private static final DateTimeFormatter OFFSET = form("uuuu-MM-dd'T'HH:mm:ssxxx", MINUS_FOUR);
  private static final DateTimeFormatter OFFSET_MILLIS =
      form("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", MINUS_FOUR);

  private Bodies() {}

  /// The event envelope.
  ///
  /// @param id of this attempt; it changes with every redelivery (measured)
  static Map<String, Object> webhook(Happening h, long id, Instant changed, int attempt) {
    return switch (h.topic()) {
      case PAYMENT -> payment(h, id, changed);
      case MERCHANT_ORDER -> merchantOrder(h, changed);
      case ORDER -> order(h, changed);
      case SUBSCRIPTION -> subscription(h, "preapproval", id, changed);
      case SUBSCRIPTION_PLAN -> subscription(h, "preapproval_plan", id, changed);
      case AUTHORIZED_PAYMENT -> subscription(h, "authorized_payment", id, changed);
      case CONNECT -> connect(h, id, changed);
      case CHARGEBACK -> chargeback(h, id, changed);
      case FRAUD -> fraud(h, changed);
      case CARD -> card(h, id, changed);
      case POINT -> new LinkedHashMap<>(h.detail());
      case DELIVERY -> delivery(h, changed, attempt);
      case CLAIM, WALLET_CONNECT -> payment(h, id, changed);
    };
  }

  /// A resource and a topic and nothing else; the resource is a bare id for a payment and an
  /// address on the other company's host for a merchant order.
  static Map<String, Object> ipn(Happening h) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "resource",
        h.topic() == Topic.MERCHANT_ORDER
            ? "https://api.mercadolibre.com/merchant_orders/" + h.resourceId()
            : h.resourceId());
    body.put("topic", h.topic().ipn().orElseThrow());
    return body;
  }

  static String text(Map<String, Object> body) {
    return JSON.writeValueAsString(body);
  }

  private static Map<String, Object> payment(Happening h, long id, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("api_version", "v1");
    Map<String, Object> data = data(h);
    data.putAll(h.detail());
    body.put("data", data);
    body.put("date_created", SECONDS.format(changed));
    body.put("id", id);
    // true for payments of test users too (measured); only the simulator says false
    body.put("live_mode", true);
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    return body;
  }

  private static Map<String, Object> merchantOrder(Happening h, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("application_id", h.applicationId());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("currency_id", "");
    data.put("marketplace", "NONE");
    data.putAll(h.detail());
    body.put("data", data);
    body.put("date_created", OFFSET_MILLIS.format(changed));
    // the order itself, as text: this topic has no data.id
    body.put("id", h.resourceId());
    body.put("live_mode", false);
    body.put("status", data.getOrDefault("status", "opened"));
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    body.put("version", h.version());
    return body;
  }

  private static Map<String, Object> order(Happening h, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("api_version", "v1");
    body.put("application_id", h.applicationId());
    Map<String, Object> data = new LinkedHashMap<>(h.detail());
    data.put("id", h.resourceId());
    data.put("version", h.version());
    body.put("data", new java.util.TreeMap<>(data));
    body.put("date_created", NANOS.format(changed));
    body.put("live_mode", !h.test());
    body.put("type", h.topic().type());
    body.put("user_id", h.userId());
    return body;
  }

  private static Map<String, Object> subscription(
      Happening h, String entity, long id, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("application_id", h.applicationId());
    body.put("data", data(h));
    body.put("date", SECONDS.format(changed));
    body.put("entity", entity);
    body.put("id", Long.toString(id));
    body.put("type", h.topic().type());
    body.put("version", h.version());
    return body;
  }

  private static Map<String, Object> connect(Happening h, long id, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("api_version", "v1");
    body.put("data", data(h));
    body.put("date_created", MILLIS.format(changed));
    body.put("id", id);
    body.put("live_mode", true);
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    return body;
  }

  private static Map<String, Object> chargeback(Happening h, long id, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    // an array, and no `action`
    body.put("actions", java.util.List.of(h.action()));
    body.put("api_version", "v1");
    body.put("application_id", number(h.applicationId()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("checkout", "PRO");
    data.put("date_updated", "0001-01-01T00:00:00Z");
    data.put("id", number(h.resourceId()));
    data.putAll(h.detail());
    body.put("data", data);
    body.put("date_created", OFFSET.format(changed));
    body.put("id", id);
    body.put("live_mode", true);
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    body.put("version", changed.getEpochSecond() + h.version());
    return body;
  }

  private static Map<String, Object> fraud(Happening h, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("api_version", "v1");
    body.put("data", new LinkedHashMap<>(h.detail()));
    body.put("date_created", OFFSET.format(changed));
    body.put("id", h.resourceId());
    body.put("live_mode", true);
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    body.put("version", h.version());
    return body;
  }

  private static Map<String, Object> card(Happening h, long id, Instant changed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", h.action());
    body.put("api_version", "v1");
    body.put("application_id", h.applicationId());
    body.put("data", new LinkedHashMap<>(h.detail()));
    body.put("date_created", SECONDS.format(changed));
    body.put("id", String.format("%032x", id));
    body.put("live_mode", true);
    body.put("type", h.topic().type());
    body.put("user_id", userId(h));
    body.put("version", h.version());
    return body;
  }

  private static Map<String, Object> delivery(Happening h, Instant changed, int attempt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_id", h.resourceId() + "-" + h.version());
    body.put("topic", "delivery");
    body.put("resource", "/shipments/" + h.resourceId());
    body.put("user_id", userId(h));
    body.put("application_id", h.applicationId());
    body.put("sent", MILLIS.format(changed));
    body.put("attempts", attempt);
    body.put("received", MILLIS.format(changed));
    body.put("actions", java.util.List.of());
    return body;
  }

  private static Map<String, Object> data(Happening h) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", h.resourceId());
    return data;
  }

  private static Object userId(Happening h) {
    return number(h.userId());
  }

  /// A number when it is one: ids of 18 digits must not pass through floating point.
  private static Object number(String id) {
    return id.matches("[1-9]\\d{0,17}") ? (Object) Long.valueOf(id) : id;
  }

  private static DateTimeFormatter form(String pattern, ZoneOffset zone) {
    return DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT).withZone(zone);
  }
}
