// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.notifications.probe.Simulation.Manner;
import dev.pasaje.notifications.probe.Simulation.Outcome;
import dev.pasaje.notifications.probe.Simulation.Unit;
import dev.pasaje.notifications.probe.Simulation.Wish;
import dev.pasaje.outside.Addresses;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One notification about anything, against a strict receiver.
class SimulationTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Outcome send(URI url, Wish wish) {
    return new Simulation(Probing.outlook(true), Probing.HASTY, Addresses::of)
        .send(Probing.target(url), wish);
  }

  private static Wish live(String topic, String id) {
    return new Wish(topic, id, Optional.empty(), Manner.LIVE, Unit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "payment, 42, 42, /data/id, 42",
    "topic_merchant_order_wh, 77, , /id, 77",
    "order, ORD01ABC, ORD01ABC, /data/id, ORD01ABC",
    "subscription_preapproval, abc, abc, /data/id, abc",
    "subscription_authorized_payment, 5, 5, /entity, authorized_payment",
    "topic_claims_integration_wh, 8, 8, /type, topic_claims_integration_wh",
    "topic_chargebacks_wh, 217000061307271001, 217000061307271001, /data/id, 217000061307271001",
    "stop_delivery_op_wh, 9, , /data/payment_id, 9",
    "topic_card_id_wh, cus/12, , /data/new_card_id, 12",
    "point_integration_wh, ab-1, , /id, ab-1",
    "delivery, 12345, , /resource, /shipments/12345",
    "mp-connect, 3, 3, /action, application.authorized",
    "x_new_topic, 3, 3, /type, x_new_topic"
  })
  void every_topic_has_its_shape_and_a_right_signature(
      String topic, String id, @Nullable String inQuery, String place, String value) {
    try (Shop shop = new Shop(new GoodReceiver())) {
      Outcome.Sent sent = (Outcome.Sent) send(shop.at("/n"), live(topic, id));

      Shop.Incoming request = shop.received().getFirst();
      JsonNode body = JSON.readTree(request.body());
      assertThat(sent.accepted()).as("%s", sent).isTrue();
      assertThat(request.parameter("data.id")).isEqualTo(inQuery);
      assertThat(request.parameter("type")).isEqualTo(topic);
      assertThat(request.header("user-agent")).isEqualTo("MercadoPago WebHook v1.0 " + topic);
      assertThat(body.at(place).asString()).isEqualTo(value);
      assertThat(GoodReceiver.part(request, "ts=")).hasSize(10);
    }
  }

  @Test
  void the_simulator_and_ipn_have_their_own_manner() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      send(
          shop.at("/n"),
          new Wish("payment", "123456", Optional.empty(), Manner.SIMULATOR, Unit.MILLISECONDS));
      send(
          shop.at("/n"),
          new Wish("merchant_order", "7", Optional.empty(), Manner.IPN, Unit.SECONDS));
      List<Shop.Incoming> received = shop.received();

      assertThat(received.getFirst().header("user-agent")).startsWith("restclient-node");
      assertThat(GoodReceiver.part(received.getFirst(), "ts=")).hasSize(13);
      assertThat(JSON.readTree(received.getFirst().body()).path("live_mode").asBoolean(true))
          .isFalse();
      assertThat(received.get(1).query()).isEqualTo("id=7&topic=merchant_order");
      assertThat(received.get(1).body())
          .isEqualTo(
              "{\"resource\":\"https://api.mercadolibre.com/merchant_orders/7\","
                  + "\"topic\":\"merchant_order\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "payment, payment.created, /action",
    "order, order.refunded, /action",
    "topic_chargebacks_wh, other_case, /actions/0",
    "stop_delivery_op_wh, case_created, /action"
  })
  void an_action_takes_the_place_of_the_usual_one(String topic, String action, String place) {
    try (Shop shop = new Shop(new GoodReceiver())) {
      send(shop.at("/n"), new Wish(topic, "1", Optional.of(action), Manner.LIVE, Unit.SECONDS));

      JsonNode body = JSON.readTree(shop.received().getFirst().body());
      assertThat(body.at(place).asString()).isEqualTo(action);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 204, 301, 401, 404, 500})
  void anything_but_200_and_201_would_be_sent_again(int status) {
    try (Shop shop = new Shop((_, out) -> out.reply(status))) {
      Outcome.Sent sent = (Outcome.Sent) send(shop.at("/n"), live("payment", "1"));

      assertThat(sent.accepted()).isFalse();
      assertThat(sent.answer().status()).isEqualTo(status);
    }
  }

  @Test
  void half_a_second_is_all_that_a_delivery_gets() {
    assertThat(live("delivery", "1").limit()).hasMillis(500);
    assertThat(live("payment", "1").limit()).hasSeconds(22);
    try (Shop shop = new Shop((_, out) -> out.untilTheEnd())) {
      Outcome.Sent sent = (Outcome.Sent) send(shop.at("/n"), live("delivery", "1"));

      assertThat(sent.accepted()).isFalse();
      assertThat(sent.answer().result()).isEqualTo(ReceiverFacts.Result.TIMED_OUT);
    }
  }

  @Test
  void a_private_address_is_refused_unless_allowed_and_an_unknown_one_always() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      Simulation careful = new Simulation(Probing.outlook(false), Probing.HASTY, Addresses::of);

      assertThat(careful.send(Probing.target(shop.at("/n")), live("payment", "1")))
          .isEqualTo(
              new Outcome.Barred(shop.at("/n").getHost(), ReceiverFacts.Barrier.PRIVATE_ADDRESS));
      assertThat(shop.received()).isEmpty();
    }
    Simulation lost =
        new Simulation(
            Probing.outlook(true),
            Probing.HASTY,
            (host, _) -> {
              throw new java.net.UnknownHostException(host);
            });
    assertThat(lost.send(Probing.target(URI.create("https://x.example/n")), live("payment", "1")))
        .isEqualTo(new Outcome.Barred("x.example", ReceiverFacts.Barrier.NO_ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a&b", "../x", "á", "a/b/c"})
  void what_would_break_the_request_is_no_id(String id) {
    assertThat(Wish.isId(id)).isFalse();
    assertThatThrownBy(() -> live("payment", id)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Wish.isWord(id)).isFalse();
  }
}
