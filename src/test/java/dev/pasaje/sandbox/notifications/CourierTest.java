// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.sandbox.weather.Weather;
import dev.pasaje.sandbox.world.Rules;
import dev.pasaje.sandbox.world.World;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CourierTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final String SECRET = "a1".repeat(32);

  private final World world = new World(1, Optional.of(START), InstantSource.system(), Rules.USUAL);
  private final Receiver receiver = new Receiver();
  private final Wire wire = new Wire(false);
  private final Panel panel = new Panel(_ -> SECRET);
  private final Courier courier = courier(CourierSettings.OBSERVED);

  @AfterEach
  void close() {
    wire.close();
    receiver.close();
  }

  private Courier courier(CourierSettings settings) {
    return new Courier(settings, world.clock(), new Weather(1, Forecast.CALM), panel, wire, 1);
  }

  private static Happening payment(long version, @Nullable String url) {
    return new Happening(
        Topic.PAYMENT,
        version == 1 ? "payment.created" : "payment.updated",
        "999999999",
        version,
        "44444",
        "1000",
        false,
        Map.of(),
        url);
  }

  private void advance(Duration by) {
    Instant target = world.now().plus(by);
    for (var due = courier.nextDue(); due.isPresent(); due = courier.nextDue()) {
      if (due.get().isAfter(target)) {
        break;
      }
      world.setTime(due.get());
      courier.pump();
    }
    world.setTime(target);
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  @Test
  void one_payment_is_told_on_both_channels_in_their_own_shapes() {
    assertThat(courier.announce(payment(1, receiver.url("/n")))).isEqualTo(2);
    advance(Duration.ofSeconds(3));
    Receiver.Arrival webhook =
        receiver.arrivals().stream()
            .filter(a -> a.query().contains("type="))
            .findFirst()
            .orElseThrow();
    Receiver.Arrival ipn =
        receiver.arrivals().stream()
            .filter(a -> a.query().contains("topic="))
            .findFirst()
            .orElseThrow();
    assertThat(webhook.method()).isEqualTo("POST");
    assertThat(webhook.query()).isEqualTo("data.id=999999999&type=payment");
    assertThat(webhook.header("user-agent")).isEqualTo("MercadoPago WebHook v1.0 payment");
    assertThat(webhook.header("x-socket-timeout")).isEqualTo("22000");
    assertThat(webhook.body())
        .matches(
            "\\{\"action\":\"payment.created\",\"api_version\":\"v1\",\"data\":\\{\"id\":\"999999999\"},"
                + "\"date_created\":\"2026-03-02T12:00:00Z\",\"id\":\\d{12},\"live_mode\":true,"
                + "\"type\":\"payment\",\"user_id\":44444}");
    long ts = world.clock().instant().getEpochSecond() - 2;
    String signature = webhook.header("x-signature");
    assertThat(signature).startsWith("ts=");
    String sentAt = signature.substring(3, signature.indexOf(','));
    assertThat(Long.parseLong(sentAt)).isBetween(ts, ts + 2);
    String manifest =
        "id:999999999;request-id:" + webhook.header("x-request-id") + ";ts:" + sentAt + ";";
    assertThat(signature).endsWith(",v1=" + Signer.hmac(SECRET, manifest));

    assertThat(ipn.query()).isEqualTo("id=999999999&topic=payment");
    assertThat(ipn.header("user-agent")).isEqualTo("MercadoPago Feed v2.0 payment");
    assertThat(ipn.body()).isEqualTo("{\"resource\":\"999999999\",\"topic\":\"payment\"}");
    assertThat(ipn.header("x-signature")).matches("ts=\\d{10},v1=[0-9a-f]{64}");
    String ipnTs = ipn.header("x-signature").substring(3, 13);
    String ipnManifest =
        "id:999999999;request-id:" + ipn.header("x-request-id") + ";ts:" + ipnTs + ";";
    assertThat(ipn.header("x-signature")).doesNotContain(Signer.hmac(SECRET, ipnManifest));
  }

  @Test
  void source_news_chooses_the_channel_and_comes_back_in_alphabetical_order() {
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofSeconds(3));
    courier.announce(payment(2, receiver.url("/n?wc-api=X&source_news=ipn")));
    advance(Duration.ofSeconds(3));
    assertThat(receiver.arrivals())
        .extracting(Receiver.Arrival::query)
        .containsExactly(
            "data.id=999999999&source_news=webhooks&type=payment",
            "id=999999999&source_news=ipn&topic=payment&wc-api=X");
  }

  @Test
  void the_address_of_the_payment_beats_the_panels_but_not_the_accounts_ipn() {
    panel.save(
        new WebhookSettings(
            "1000", receiver.url("/panel"), null, EnumSet.of(Topic.PAYMENT), SECRET, Signing.LIVE));
    panel.save(new IpnSettings("44444", receiver.url("/account"), EnumSet.of(Topic.PAYMENT)));
    assertThat(courier.announce(payment(1, null))).isEqualTo(2);
    courier.announce(payment(2, receiver.url("/own?source_news=webhooks")));
    assertThat(courier.deliveries())
        .extracting(
            delivery -> delivery.channel() + " " + delivery.url().replaceAll("http://[^/]*", ""))
        .containsExactly(
            "WEBHOOK /panel", "IPN /account", "WEBHOOK /own?source_news=webhooks", "IPN /account");
  }

  @Test
  void an_event_that_is_not_ticked_is_not_told() {
    panel.save(
        new WebhookSettings(
            "1000", receiver.url("/"), null, EnumSet.of(Topic.ORDER), SECRET, Signing.LIVE));
    assertThat(courier.announce(payment(1, null))).isZero();
  }

  @Test
  void a_merchant_order_is_told_by_ipn_with_the_address_of_the_other_company() {
    courier.announce(
        new Happening(
            Topic.MERCHANT_ORDER,
            "create",
            "20000000001",
            1,
            "44444",
            "1000",
            false,
            Map.of(),
            receiver.url("/n")));
    advance(Duration.ofSeconds(3));
    assertThat(receiver.arrivals()).hasSize(1);
    assertThat(receiver.arrivals().getFirst().query())
        .isEqualTo("id=20000000001&topic=merchant_order");
    assertThat(receiver.arrivals().getFirst().body())
        .isEqualTo(
            "{\"resource\":\"https://api.mercadolibre.com/merchant_orders/20000000001\",\"topic\":\"merchant_order\"}");
  }

  @Test
  void a_failed_delivery_climbs_the_measured_ladder_with_new_ids_each_time() {
    receiver.answering(_ -> 500);
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofDays(8));
    Delivery delivery = courier.deliveries().getFirst();
    assertThat(delivery.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(delivery.attempts()).hasSize(7);
    List<Duration> pauses = new java.util.ArrayList<>();
    for (int i = 1; i < 7; i++) {
      pauses.add(
          Duration.between(delivery.attempts().get(i - 1).at(), delivery.attempts().get(i).at()));
    }
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(900));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(996), Duration.ofSeconds(1224));
    assertThat(pauses.subList(2, 6))
        .containsExactly(
            Duration.ofMinutes(35),
            Duration.ofHours(6),
            Duration.ofHours(48),
            Duration.ofHours(96));
    assertThat(receiver.arrivals())
        .extracting(a -> a.header("x-request-id"))
        .doesNotHaveDuplicates();
    assertThat(receiver.arrivals())
        .extracting(a -> json(a.body()).at("/id").longValue())
        .doesNotHaveDuplicates();
    assertThat(receiver.arrivals())
        .extracting(a -> json(a.body()).at("/data/id").stringValue())
        .containsOnly("999999999");
  }

  @Test
  void the_documented_schedules_have_their_own_ladders() {
    receiver.answering(_ -> 500);
    courier.change(CourierSettings.OBSERVED.withSchedule(RetrySchedule.DOC_2020));
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofDays(8));
    Instant first = courier.deliveries().getFirst().attempts().getFirst().at();
    assertThat(courier.deliveries().getFirst().attempts())
        .extracting(attempt -> Duration.between(first, attempt.at()))
        .containsExactly(
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofMinutes(45),
            Duration.ofHours(6),
            Duration.ofDays(2),
            Duration.ofDays(4));
  }

  @Test
  void the_time_scale_shortens_every_pause() {
    receiver.answering(_ -> 500);
    courier.change(
        CourierSettings.OBSERVED
            .withSchedule(RetrySchedule.IN_PERSON)
            .withTimeScale(new BigDecimal("0.001")));
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofSeconds(3));
    assertThat(courier.deliveries().getFirst().state()).isEqualTo(Delivery.State.FAILED);
    assertThat(receiver.arrivals()).hasSize(4);
  }

  @Test
  void a_newer_version_supersedes_a_failed_older_one() {
    receiver.answering(arrival -> arrival.number() == 1 ? 500 : 200);
    String url = receiver.url("/n?source_news=webhooks");
    courier.announce(payment(1, url));
    advance(Duration.ofSeconds(2));
    courier.announce(payment(2, url));
    advance(Duration.ofHours(1));
    assertThat(courier.deliveries())
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.SUPERSEDED, Delivery.State.DELIVERED);
    assertThat(receiver.arrivals()).hasSize(2);
  }

  @Test
  void a_fraud_alert_is_sent_once_and_never_again() {
    receiver.answering(_ -> 503);
    courier.announce(
        new Happening(
            Topic.FRAUD,
            "Created",
            "58980959081",
            1,
            "44444",
            "1000",
            false,
            Map.of("payment_id", 58980959081L),
            receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofDays(8));
    assertThat(courier.deliveries().getFirst().attempts()).hasSize(1);
    assertThat(courier.deliveries().getFirst().state()).isEqualTo(Delivery.State.FAILED);
  }

  @Test
  void a_redirect_counts_as_failure_and_is_not_followed() {
    receiver.answering(_ -> 302);
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofSeconds(2));
    assertThat(receiver.arrivals()).hasSize(1);
    assertThat(courier.deliveries().getFirst().attempts().getFirst().answer().status())
        .isEqualTo(302);
    assertThat(courier.deliveries().getFirst().state()).isEqualTo(Delivery.State.WAITING);
  }

  @Test
  void a_receiver_that_hangs_or_refuses_costs_an_attempt_and_no_more() throws IOException {
    courier.change(CourierSettings.OBSERVED.withAnswerWithin(Duration.ofMillis(200)));
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      courier.announce(
          payment(1, "http://127.0.0.1:" + deaf.getLocalPort() + "/?source_news=webhooks"));
      advance(Duration.ofSeconds(2));
    }
    assertThat(courier.deliveries().getFirst().attempts().getFirst().answer())
        .isEqualTo(new Answer(0, "no answer within 200 ms"));
    courier.announce(payment(2, "http://127.0.0.1:1/?source_news=webhooks"));
    courier.announce(payment(2, "not an address"));
    courier.announce(payment(2, "ftp://127.0.0.1/?source_news=webhooks"));
    courier.announce(payment(2, "http://8.8.8.8/?source_news=webhooks"));
    advance(Duration.ofSeconds(2));
    assertThat(courier.deliveries().stream().skip(1).filter(d -> d.channel() == Channel.WEBHOOK))
        .extracting(delivery -> delivery.attempts().getFirst().answer().description())
        .containsExactly(
            "connection refused",
            "not a valid address",
            "not an http or https address",
            "not sent: 8.8.8.8 is a public address");
  }

  @Test
  void the_history_counts_what_became_of_each_delivery() {
    receiver.answering(arrival -> arrival.number() == 1 ? 201 : 404);
    courier.announce(payment(1, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofSeconds(2));
    courier.announce(payment(2, receiver.url("/n?source_news=webhooks")));
    advance(Duration.ofDays(8));
    History history = History.of(courier.deliveries());
    assertThat(history.total()).isEqualTo(2);
    assertThat(history.delivered()).isEqualTo(1);
    assertThat(history.failed()).isEqualTo(1);
    assertThat(history.attempts()).isEqualTo(8);
    assertThat(history.deliveredPercent()).isEqualByComparingTo("50.0");
  }

  @Test
  void the_simulator_always_sends_the_same_id_and_date() {
    var simulator = new Simulator(panel, wire, world.clock(), 1);
    Attempt attempt =
        simulator.webhook("1000", "44444", Topic.PAYMENT, receiver.url("/test"), "123456");
    assertThat(attempt.answer().accepted()).isTrue();
    Receiver.Arrival arrival = receiver.arrivals().getFirst();
    assertThat(arrival.query()).isEqualTo("data.id=123456&type=payment");
    assertThat(arrival.header("user-agent")).isEqualTo("restclient-node/4.15.3");
    assertThat(arrival.header("x-retry")).isEqualTo("0");
    assertThat(arrival.header("x-signature")).startsWith("ts=" + START.toEpochMilli() + ",v1=");
    assertThat(arrival.body())
        .isEqualTo(
            "{\"action\":\"payment.updated\",\"api_version\":\"v1\",\"data\":{\"id\":\"123456\"},"
                + "\"date_created\":\"2021-11-01T02:02:02Z\",\"id\":\"123456\",\"live_mode\":false,"
                + "\"type\":\"payment\",\"user_id\":44444}");
  }
}
