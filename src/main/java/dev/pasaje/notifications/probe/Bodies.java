// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.time.Instant;

/// Bodies of notifications as documented; domain/notifications.md 2, 3.2, 3.3. Every id in them is
/// the simulator's or a sample of the documentation, so that a re-read finds nothing.
final class Bodies {
  static final String SIMULATED = "123456";
  static final String PAYMENT = "999999999";
  static final String ORDER = "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3";
  static final String MERCHANT_ORDER = "20000000001";
  static final String SUBSCRIPTION = "2c938084726fca480172750000000000";
  static final String CHARGEBACK = "217000061307271000";
  static final String POINT = "abcdef123-0000-0000-0000-000000000000";

  private static final String SIMULATED_AT = "2021-11-01T02:02:02Z";

  private Bodies() {}

  static String simulator() {
    return payment("\"123456\"", "\"123456\"", SIMULATED_AT, "false", "");
  }

  static String payment() {
    return payment("12345", "\"" + PAYMENT + "\"", "2015-03-25T10:04:58.396-04:00", "true", "");
  }

  /// An id that a parser of floating-point numbers changes: 2^53 + 1.
  static String numericId() {
    return payment("12345", "9007199254740993", SIMULATED_AT, "true", "");
  }

  /// The date of a sample in the documentation.
  static String malformedDate() {
    return payment("12345", "\"" + PAYMENT + "\"", "2022-07-23T23:03:5704:00", "true", "");
  }

  static String unknownFields() {
    return payment(
        "12345",
        "\"" + PAYMENT + "\"",
        SIMULATED_AT,
        "true",
        ",\"x_new_field\":{\"nested\":[1,null,\"ñ\"]},\"x_flag\":null");
  }

  /// A payment's body of exactly so many bytes.
  static String ofLength(int bytes) {
    String head =
        payment("12345", "\"" + PAYMENT + "\"", SIMULATED_AT, "true", ",\"padding\":\"@\"");
    return head.replace("@", "a".repeat(bytes - head.length() + 1));
  }

  static String withoutData() {
    return "{\"id\":12345,\"live_mode\":true,\"type\":\"payment\",\"action\":\"payment.updated\"}";
  }

  static String unknownTopic() {
    return "{\"id\":12345,\"live_mode\":true,\"type\":\"x_pasaje_unknown\","
        + "\"action\":\"x_pasaje.updated\",\"api_version\":\"v1\",\"data\":{\"id\":\"123456\"}}";
  }

  private static String payment(
      String id, String dataId, String date, String liveMode, String more) {
    return "{\"id\":"
        + id
        + ",\"live_mode\":"
        + liveMode
        + ",\"type\":\"payment\",\"date_created\":\""
        + date
        + "\",\"user_id\":44444,\"api_version\":\"v1\",\"action\":\"payment.updated\""
        + ",\"data\":{\"id\":"
        + dataId
        + "}"
        + more
        + "}";
  }

  static String order() {
    return "{\"action\":\"order.processed\",\"api_version\":\"v1\",\"application_id\":\"123456\","
        + "\"data\":{\"external_reference\":\"ER_123456\",\"id\":\""
        + ORDER
        + "\",\"status\":\"processed\",\"status_detail\":\"accredited\",\"total_amount\":\"30.00\","
        + "\"type\":\"online\",\"version\":2},\"date_created\":\"2025-05-12T22:46:59.635090485Z\","
        + "\"live_mode\":false,\"type\":\"order\",\"user_id\":\"44444\"}";
  }

  /// The topic whose resource is the envelope's own id.
  static String merchantOrder() {
    return "{\"action\":\"update\",\"application_id\":\"123456\",\"data\":{\"currency_id\":\"\","
        + "\"marketplace\":\"NONE\",\"status\":\"closed\"},"
        + "\"date_created\":\"2024-10-06T17:42:13.510-04:00\",\"id\":\""
        + MERCHANT_ORDER
        + "\",\"live_mode\":false,\"status\":\"closed\",\"type\":\"topic_merchant_order_wh\","
        + "\"user_id\":44444,\"version\":1}";
  }

  static String chargeback() {
    return "{\"actions\":[\"changed_case_status\"],\"api_version\":\"v1\","
        + "\"application_id\":9007201037432480,\"data\":{\"checkout\":\"PRO\","
        + "\"date_updated\":\"0001-01-01T00:00:00Z\",\"id\":"
        + CHARGEBACK
        + ",\"payment_id\":81034165129,\"site_id\":\"MLA\",\"transaction_intent_id\":\"\"},"
        + "\"date_created\":\"2024-07-02T22:03:24-04:00\",\"id\":114544942708,"
        + "\"live_mode\":true,\"type\":\"topic_chargebacks_wh\",\"user_id\":44444,"
        + "\"version\":1720427447}";
  }

  static String fraudAlert() {
    return "{\"action\":\"Created\",\"api_version\":\"v1\",\"data\":{\"description\":\"desc\","
        + "\"merchant_order\":249940988000,\"payment_id\":58980959081,\"site_id\":\"MLA\"},"
        + "\"date_created\":\"2022-07-23T23:03:57-04:00\",\"id\":\"58980959081\","
        + "\"live_mode\":true,\"type\":\"stop_delivery_op_wh\",\"user_id\":44444,\"version\":1}";
  }

  static String subscription() {
    return "{\"action\":\"updated\",\"application_id\":\"123456\",\"data\":{\"id\":\""
        + SUBSCRIPTION
        + "\"},\"date\":\"2021-11-01T02:02:02Z\",\"entity\":\"preapproval\",\"id\":\"123456\","
        + "\"type\":\"subscription_preapproval\",\"version\":8}";
  }

  /// A payment intent itself, without an envelope.
  static String pointIntent() {
    return "{\"amount\":100,\"caller_id\":44444,\"client_id\":123456,"
        + "\"created_at\":\"2021-11-29 17:10:37\",\"id\":\""
        + POINT
        + "\",\"payment\":{\"id\":123456789,\"state\":\"approved\",\"type\":\"credit_card\"},"
        + "\"state\":\"FINISHED\",\"additional_info\":{\"external_reference\":\"ER_123456\"}}";
  }

  static String ipnPayment() {
    return ipn("payment", PAYMENT);
  }

  static String ipnMerchantOrder() {
    return ipn("merchant_order", MERCHANT_ORDER);
  }

  /// Names a merchant order by an address, and everything else by its bare id (2).
  static String ipn(String topic, String id) {
    String resource =
        topic.equals("merchant_order") ? "https://api.mercadolibre.com/merchant_orders/" + id : id;
    return "{\"resource\":\"" + resource + "\",\"topic\":\"" + topic + "\"}";
  }

  /// The body of any topic about any resource; the samples above, with that resource in them.
  static String about(Simulation.Wish wish, Instant now) {
    String id = wish.id();
    String topic = wish.topic();
    String usual =
        switch (topic) {
          case "topic_merchant_order_wh" -> merchantOrder().replace(MERCHANT_ORDER, id);
          case "stop_delivery_op_wh" -> fraudAlert().replace("58980959081", id);
          case "topic_chargebacks_wh" -> chargeback().replace(CHARGEBACK, number(id));
          case "order", "orders" -> order().replace(ORDER, id);
          case "subscription_preapproval",
              "subscription_preapproval_plan",
              "subscription_authorized_payment" ->
              subscription()
                  .replace(SUBSCRIPTION, id)
                  .replace("subscription_preapproval", topic)
                  .replace(
                      "\"entity\":\"preapproval\"",
                      "\"entity\":\"" + topic.substring("subscription_".length()) + "\"");
          case "point_integration_wh" -> pointIntent().replace(POINT, id);
          case "topic_card_id_wh", "automatic-payments" -> card(id, now);
          case "delivery" -> shipment(id, now);
          default -> {
            String action =
                topic.equals("mp-connect") ? "application.authorized" : topic + ".updated";
            boolean simulated = wish.manner() == Simulation.Manner.SIMULATOR;
            yield payment(
                    simulated ? "\"" + SIMULATED + "\"" : "12345",
                    "\"" + id + "\"",
                    simulated ? SIMULATED_AT : now.toString(),
                    simulated ? "false" : "true",
                    "")
                .replace("\"type\":\"payment\"", "\"type\":\"" + topic + "\"")
                .replace("payment.updated", action);
          }
        };
    return wish.action().map(action -> acting(usual, action)).orElse(usual);
  }

  private static String acting(String body, String action) {
    return body.replaceFirst(
        "\"(action)\":\"[^\"]*\"|\"(actions)\":\\[\"[^\"]*\"]",
        body.contains("\"actions\":[\"")
            ? "\"actions\":[\"" + action + "\"]"
            : "\"action\":\"" + action + "\"");
  }

  private static String number(String id) {
    return id.matches("[1-9][0-9]*") ? id : "\"" + id + "\"";
  }

  /// @param id `CUSTOMER/CARD`
  private static String card(String id, Instant now) {
    int slash = id.indexOf('/');
    String customer = slash < 0 ? id : id.substring(0, slash);
    String card = slash < 0 ? id : id.substring(slash + 1);
    return "{\"action\":\"card.updated\",\"api_version\":\"v1\",\"application_id\":\"123456\","
        + "\"data\":{\"customer_id\":\""
        + customer
        + "\",\"new_card_id\":"
        + number(card)
        + ",\"old_card_id\":50000006036},\"date_created\":\""
        + now
        + "\",\"id\":\"0123456789abcdef0123456789abcdef\",\"live_mode\":true,"
        + "\"type\":\"automatic-payments\",\"user_id\":44444,\"version\":1}";
  }

  private static String shipment(String id, Instant now) {
    return "{\"_id\":\"0123456789abcdef\",\"topic\":\"delivery\",\"resource\":\"/shipments/"
        + id
        + "\",\"user_id\":44444,\"application_id\":\"123456\",\"sent\":\""
        + now
        + "\",\"attempts\":1,\"received\":\""
        + now
        + "\",\"actions\":[]}";
  }
}
