// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every shape of domain/notifications.md 2 and 3, and what it speaks of.
class NoticeTest {

  private record Shape(
      String name, Arrivals arrival, Channel channel, String topic, String resource, String in) {}

  @TestFactory
  Stream<DynamicTest> every_shape_is_understood() {
    return Stream.of(
            new Shape(
                "payment",
                Arrivals.payment("999999999"),
                Channel.WEBHOOK,
                "payment",
                "payment 999999999",
                "query-data-id"),
            new Shape(
                "payment, parameters merged into those of the address",
                Arrivals.payment("1").query("data.id=1&source_news=webhooks&type=payment"),
                Channel.WEBHOOK,
                "payment",
                "payment 1",
                "query-data-id"),
            new Shape(
                "dots made underscores by a proxy",
                Arrivals.payment("2").query("type=payment&data_id=2"),
                Channel.WEBHOOK,
                "payment",
                "payment 2",
                "query-data-id"),
            new Shape(
                "dots made brackets by a gateway, percent-encoded",
                Arrivals.payment("3").query("type=payment&data%5Bid%5D=3"),
                Channel.WEBHOOK,
                "payment",
                "payment 3",
                "query-data-id"),
            new Shape(
                "no query at all",
                Arrivals.payment("4").query(""),
                Channel.WEBHOOK,
                "payment",
                "payment 4",
                "body-data-id"),
            new Shape(
                "IPN of a payment",
                Arrivals.ipn("payment", "5", "5"),
                Channel.IPN,
                "payment",
                "payment 5",
                "body-resource"),
            new Shape(
                "IPN of a merchant order, by address",
                Arrivals.ipn(
                    "merchant_order",
                    "20000000001",
                    "https://api.mercadolibre.com/merchant_orders/20000000001"),
                Channel.IPN,
                "merchant_order",
                "merchant-order 20000000001",
                "body-resource"),
            new Shape(
                "IPN's test, a look with a query only",
                Arrivals.ipn("payment", "123456", "").body("").method("GET"),
                Channel.IPN,
                "payment",
                "payment 123456",
                "query-id"),
            new Shape(
                "IPN without its user agent",
                Arrivals.ipn("payment", "6", "6").without("user-agent"),
                Channel.IPN,
                "payment",
                "payment 6",
                "body-resource"),
            new Shape(
                "merchant order without data.id",
                new Arrivals()
                    .query("type=topic_merchant_order_wh")
                    .body(
                        """
                        {"action":"update","application_id":"1","data":{"currency_id":"",
                         "marketplace":"NONE","status":"closed"},
                         "date_created":"2024-10-06T17:42:13.510-04:00","id":"23603350837",
                         "live_mode":false,"status":"closed","type":"topic_merchant_order_wh",
                         "user_id":2012037660,"version":1}\
                        """),
                Channel.WEBHOOK,
                "topic_merchant_order_wh",
                "merchant-order 23603350837",
                "body-id"),
            new Shape(
                "chargeback: several actions, an id beyond 2^53",
                new Arrivals()
                    .body(
                        """
                        {"actions":["changed_case_status"],"api_version":"v1",
                         "application_id":9007201037432480,"data":{"checkout":"PRO",
                         "date_updated":"0001-01-01T00:00:00Z","id":217000061307271001,
                         "payment_id":81034165129,"site_id":"MLA"},"id":114544942708,
                         "live_mode":true,"type":"topic_chargebacks_wh","user_id":425424311}\
                        """),
                Channel.WEBHOOK,
                "topic_chargebacks_wh",
                "chargeback 217000061307271001",
                "body-data-id"),
            new Shape(
                "fraud alert, a date nobody can read",
                new Arrivals()
                    .body(
                        """
                        {"action":"Created","api_version":"v1","data":{"description":"desc",
                         "merchant_order":249940988000,"payment_id":58980959081,"site_id":"MLA"},
                         "date_created":"2022-07-23T23:03:5704:00","id":"58980959081",
                         "live_mode":true,"type":"stop_delivery_op_wh","user_id":224403329}\
                        """),
                Channel.WEBHOOK,
                "stop_delivery_op_wh",
                "fraud-alert 58980959081",
                "body-data"),
            new Shape(
                "order of the Orders API",
                Arrivals.webhook("order", "ORD01JV3AW3NF"),
                Channel.WEBHOOK,
                "order",
                "order ORD01JV3AW3NF",
                "query-data-id"),
            new Shape(
                "subscription",
                new Arrivals()
                    .body(
                        """
                        {"action":"updated","application_id":"7","data":{"id":"2c93808"},
                         "date":"2021-11-01T02:02:02Z","entity":"preapproval","id":"9",
                         "type":"subscription_preapproval","version":8}\
                        """),
                Channel.WEBHOOK,
                "subscription_preapproval",
                "preapproval 2c93808",
                "body-data-id"),
            new Shape(
                "renewed card",
                new Arrivals()
                    .body(
                        """
                        {"action":"card.updated","type":"automatic-payments","data":{
                         "customer_id":"88-abc","new_card_id":50000102202,
                         "old_card_id":50000006036},"id":"x"}\
                        """),
                Channel.WEBHOOK,
                "automatic-payments",
                "card 88-abc/50000102202",
                "body-data"),
            new Shape(
                "intent of Point, without an envelope",
                new Arrivals()
                    .body(
                        """
                        {"amount":100,"caller_id":1,"client_id":2,
                         "created_at":"2021-11-29 17:10:37","id":"abcdef123-1",
                         "payment":{"id":123456789,"state":"approved","type":"credit_card"},
                         "state":"FINISHED"}\
                        """),
                Channel.WEBHOOK,
                "point_integration_wh",
                "point-intent abcdef123-1",
                "body-id"),
            new Shape(
                "delivery",
                new Arrivals()
                    .body(
                        """
                        {"_id":"a","topic":"delivery","resource":"/shipments/12345",
                         "user_id":1793791954,"attempts":1,"actions":[]}\
                        """),
                Channel.WEBHOOK,
                "delivery",
                "shipment 12345",
                "body-resource"),
            new Shape(
                "account linked",
                new Arrivals()
                    .body(
                        """
                        {"action":"application.authorized","data":{"id":"123456789"},
                         "type":"mp-connect","user_id":123456789}\
                        """),
                Channel.WEBHOOK,
                "mp-connect",
                "connection 123456789",
                "body-data-id"),
            new Shape(
                "claim",
                new Arrivals()
                    .body("{\"type\":\"claim\",\"action\":\"Created\",\"data\":{\"id\":5}}"),
                Channel.WEBHOOK,
                "claim",
                "claim 5",
                "body-data-id"),
            new Shape(
                "unknown topic",
                Arrivals.webhook("moon_phase", "1"),
                Channel.WEBHOOK,
                "moon_phase",
                "",
                "nowhere"),
            new Shape(
                "an id that would lead elsewhere",
                Arrivals.webhook("payment", "..%2F..%2Fusers%2Fme"),
                Channel.WEBHOOK,
                "payment",
                "",
                "nowhere"),
            new Shape(
                "garbage",
                new Arrivals().body("\u0000{{{[[\"").query("&&=&%zz=%%&+"),
                Channel.UNKNOWN,
                "",
                "",
                "nowhere"))
        .map(shape ->
            DynamicTest.dynamicTest(
                shape.name(),
                () -> {
                  Notice notice = Notice.of(shape.arrival().arrive());
                  assertThat(notice.channel()).isEqualTo(shape.channel());
                  assertThat(notice.topic()).isEqualTo(shape.topic());
                  assertThat(notice.resource().map(Object::toString).orElse(""))
                      .isEqualTo(shape.resource());
                  assertThat(notice.foundIn().id()).isEqualTo(shape.in());
                }));
  }

  @Test
  void what_others_write_into_a_topic_is_fit_for_a_column() {
    Notice notice =
        Notice.of(new Arrivals().query("type=%00a%0Ab" + "x".repeat(500) + "&data.id=1").arrive());

    assertThat(notice.topic()).startsWith("?a?bxxx").hasSize(64);
  }

  @Test
  void no_request_whatever_makes_it_fail() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      "\"",
      ":",
      ",",
      "data",
      "id",
      "type",
      "payment",
      "\\u0000",
      "1e999999999",
      "-0",
      "9".repeat(400),
      "null",
      "\ud800",
      "&",
      "=",
      "%",
      "%2",
      "%ff",
      "+",
      "resource",
      "/",
      "?"
    };
    for (int i = 0; i < 50_000; i++) {
      StringBuilder body = new StringBuilder();
      StringBuilder query = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        body.append(parts[random.nextInt(parts.length)]);
        query.append(parts[random.nextInt(parts.length)]);
      }
      Arrival arrival = new Arrivals().query(query.toString()).body(body.toString()).arrive();
      try {
        Notice notice = Notice.of(arrival);
        assertThat(notice.topic()).hasSizeLessThanOrEqualTo(64);
      } catch (RuntimeException failed) {
        throw new AssertionError("seed " + seed + ": " + query + " " + body, failed);
      }
    }
  }
}
