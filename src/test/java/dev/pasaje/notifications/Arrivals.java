// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Requests as Mercado Pago sends them, to lose one thing. They are signed here, apart from what
/// verifies them.
final class Arrivals {
  static final String SECRET = "your_secret_key_here";
  static final String REQUEST_ID = "bb56a2f1-6aae-46ac-982e-9dcd3581d08e";
  static final Instant AT = Instant.parse("2026-11-26T12:00:03Z");
  static final String TS = "1795694400";

  String address = "tienda";
  String method = "POST";
  String query = "";
  String body = "";
  final List<Arrival.Header> headers = new ArrayList<>();

  /// A Webhook of a payment, signed in the documented way.
  static Arrivals payment(String id) {
    Arrivals arrival = webhook("payment", id);
    arrival.body =
        """
        {"id":12345,"live_mode":true,"type":"payment","date_created":"2026-11-26T12:00:00Z",
         "user_id":44444,"api_version":"v1","action":"payment.created","data":{"id":"%s"}}\
        """
            .formatted(id);
    return arrival;
  }

  static Arrivals webhook(String topic, String id) {
    Arrivals arrival = new Arrivals();
    arrival.query = "data.id=" + id + "&type=" + topic;
    arrival.header("User-Agent", "MercadoPago WebHook v1.0 " + topic);
    arrival.header("x-request-id", REQUEST_ID);
    return arrival.signed("id:" + id + ";request-id:" + REQUEST_ID + ";ts:" + TS + ";", TS);
  }

  static Arrivals ipn(String topic, String id, String resource) {
    Arrivals arrival = new Arrivals();
    arrival.query = "id=" + id + "&topic=" + topic;
    arrival.body = "{\"resource\":\"" + resource + "\",\"topic\":\"" + topic + "\"}";
    arrival.header("User-Agent", "MercadoPago Feed v2.0 " + topic);
    return arrival.header("x-signature", "ts=" + TS + ",v1=" + "ab".repeat(32));
  }

  Arrivals header(String name, String value) {
    headers.add(new Arrival.Header(name, value));
    return this;
  }

  Arrivals without(String name) {
    headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    return this;
  }

  Arrivals signed(String manifest, String ts) {
    return signed(manifest, ts, SECRET);
  }

  Arrivals signed(String manifest, String ts, String secret) {
    without("x-signature");
    return header("x-signature", "ts=" + ts + ",v1=" + hmac(secret, manifest));
  }

  static String hmac(String secret, String manifest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(manifest.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Arrivals at(String to) {
    address = to;
    return this;
  }

  Arrivals query(String text) {
    query = text;
    return this;
  }

  Arrivals body(String text) {
    body = text;
    return this;
  }

  Arrivals method(String text) {
    method = text;
    return this;
  }

  Arrival arrive() {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean tooLarge = bytes.length > Arrival.MAX_BODY;
    return new Arrival(
        address,
        method,
        "/n/" + address + (query.isEmpty() ? "" : "?" + query),
        query,
        headers,
        tooLarge ? java.util.Arrays.copyOf(bytes, Arrival.MAX_BODY) : bytes,
        tooLarge,
        "127.0.0.1",
        AT);
  }
}
