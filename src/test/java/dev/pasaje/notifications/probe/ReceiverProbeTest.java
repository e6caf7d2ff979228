// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Trust;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.sandbox.tls.Authority;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What goes over the wire, and where it never goes.
class ReceiverProbeTest {
  private static final String OWN = "/n?client=marked-value&source_news=webhooks";

  @Test
  void a_good_receiver_is_ready_at_the_gentle_depth_in_six_requests_at_most() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.GENTLE);

      assertThat(Verdict.of(Receiver.judge(facts))).isEqualTo(Verdict.READY);
      assertThat(shop.connections()).isEqualTo(facts.requests()).isLessThanOrEqualTo(6);
      assertThat(Probing.failed(facts)).isEmpty();
    }
  }

  @Test
  void nothing_mandatory_waits_for_the_full_depth() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.GENTLE);

      assertThat(Receiver.judge(facts))
          .filteredOn(Finding::unknown)
          .isNotEmpty()
          .allSatisfy(finding -> {
            assertThat(finding.info().severity().mandatory()).isFalse();
            assertThat(((Outcome.Unknown) finding.outcome()).reason())
                .isEqualTo(Outcome.Ignorance.NOT_ASKED);
          });
    }
  }

  @Test
  void a_delivery_goes_out_byte_for_byte_as_documented() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at(OWN)), Depth.GENTLE);

      Shop.Incoming webhook = received(shop, "MercadoPago WebHook v1.0 payment");
      assertThat(webhook.query())
          .isEqualTo("client=marked-value&data.id=999999999&source_news=webhooks&type=payment");
      assertThat(webhook.headers())
          .containsEntry("x-pasaje-probe", facts.run())
          .doesNotContainKeys("cookie", "expect", "transfer-encoding");
      Shop.Incoming ipn = received(shop, "MercadoPago Feed v2.0 payment");
      assertThat(ipn.query())
          .isEqualTo("client=marked-value&source_news=webhooks&id=999999999&topic=payment");
      assertThat(ipn.body()).isEqualTo("{\"resource\":\"999999999\",\"topic\":\"payment\"}");
      Shop.Incoming simulator = received(shop, "restclient-node/4.15.3");
      assertThat(simulator.parameter("data.id")).isEqualTo("123456");
      assertThat(simulator.header("x-signature")).startsWith("ts=1795521600000,v1=");
      assertThat(received(shop, "Pasaje/test").method()).isIn("HEAD", "GET");
    }
  }

  private static Shop.Incoming received(Shop shop, String agent) {
    return shop.received().stream()
        .filter(one -> one.header("user-agent").equals(agent))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_documented_sender_and_the_bodies_sizes_are_tried_in_full() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.FULL);

      assertThat(facts.trials()).extracting("attack").contains((Object[]) Attack.values());
      assertThat(shop.received())
          .extracting(one -> one.header("user-agent"))
          .contains(
              "MercadoPago Feed v2.0 merchant_order",
              "MercadoPago WebHook v1.0 order",
              "restclient-node/5.1.10");
      assertThat(shop.received()).extracting(one -> one.body().length()).contains(65536, 262144);
      assertThat(shop.connections()).isLessThanOrEqualTo(Depth.FULL.requests());
    }
  }

  @Test
  void the_secret_that_the_receiver_knows_is_found() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverTarget target =
          new ReceiverTarget(
              shop.at("/n"), List.of(Secret.of("another"), Secret.of(GoodReceiver.SECRET)));

      ReceiverFacts facts = Probing.probe().look(target, Depth.GENTLE);

      assertThat(Probing.failed(facts)).isEmpty();
      assertThat(facts.requests()).isEqualTo(6);
    }
  }

  @Test
  void without_a_secret_a_strict_receiver_is_unknown_not_bad() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts =
          Probing.probe().look(new ReceiverTarget(shop.at("/n"), List.of()), Depth.FULL);

      assertThat(Probing.failed(facts)).isEmpty();
      assertThat(Verdict.of(Receiver.judge(facts))).isEqualTo(Verdict.UNDETERMINED);
    }
  }

  @Test
  void a_private_address_is_sent_nothing_unless_allowed() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts =
          new ReceiverProbe(Probing.outlook(false), Probing.HASTY, Addresses::of)
              .look(Probing.target(shop.at("/n")), Depth.FULL);

      assertThat(facts.barrier()).contains(Barrier.PRIVATE_ADDRESS);
      assertThat(shop.connections()).isZero();
      assertThat(Probing.failed(facts))
          .containsExactly("notification-url-local", "notification-url-not-https");
    }
  }

  @Test
  void one_private_address_among_public_ones_is_enough_to_refuse() throws UnknownHostException {
    List<InetAddress> mixed =
        List.of(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("127.0.0.1"));

    ReceiverFacts facts =
        new ReceiverProbe(Probing.outlook(false), Probing.HASTY, (_, _) -> mixed)
            .look(Probing.target(URI.create("https://shop.example/n")), Depth.GENTLE);

    assertThat(facts.barrier()).contains(Barrier.PRIVATE_ADDRESS);
  }

  @Test
  void a_name_that_changes_its_mind_is_called_where_it_was_checked() {
    AtomicInteger asked = new AtomicInteger();
    try (Shop checked = new Shop(new GoodReceiver());
        Shop other =
            new Shop(
                "127.0.0.2",
                javax.net.ServerSocketFactory.getDefault(),
                (_, out) -> out.reply(200))) {
      Approach.Resolver rebinding =
          (_, _) ->
              List.of(
                  InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"));
      URI url = URI.create("http://rebinding.example:" + checked.port() + "/n");

      ReceiverFacts facts =
          new ReceiverProbe(Probing.outlook(true), Probing.HASTY, rebinding)
              .look(Probing.target(url), Depth.FULL);

      assertThat(asked).hasValue(1);
      assertThat(checked.connections()).isEqualTo(facts.requests()).isPositive();
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void a_redirection_to_a_private_address_is_told_and_never_followed() {
    try (Shop inside =
            new Shop(
                "127.0.0.2",
                javax.net.ServerSocketFactory.getDefault(),
                (_, out) -> out.reply(200));
        Shop shop =
            new Shop((_, out) ->
                out.reply(
                    302, Map.of("Location", "http://127.0.0.2:" + inside.port() + "/admin"), ""))) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.FULL);

      assertThat(inside.connections()).isZero();
      assertThat(
              facts.trial(Attack.WEBHOOK).orElseThrow().answer().redirect().orElseThrow().address())
          .isEqualTo(AddressKind.PRIVATE);
      assertThat(evidence(facts, "notification-url-redirects")).contains("a private address");
    }
  }

  private static String evidence(ReceiverFacts facts, String id) {
    return Receiver.judge(facts).stream()
        .filter(finding -> finding.info().id().equals(id))
        .map(finding -> finding.outcome().evidence().toString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_receiver_that_never_answers_costs_the_limit_and_is_unknown_when_asked_gently() {
    try (Shop shop = new Shop((_, out) -> out.untilTheEnd())) {
      long start = System.nanoTime();
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.GENTLE);

      assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(3_000);
      assertThat(Verdict.of(Receiver.judge(facts))).isEqualTo(Verdict.UNDETERMINED);
      assertThat(Probing.outcomes(facts)).containsEntry("receiver-unreachable", "unknown");
    }
  }

  @Test
  void one_that_has_no_address_is_unknown() {
    ReceiverFacts facts =
        new ReceiverProbe(
                Probing.outlook(false),
                Probing.HASTY,
                (host, _) -> {
                  throw new UnknownHostException(host);
                })
            .look(Probing.target(URI.create("https://nowhere.example/n")), Depth.FULL);

    assertThat(Probing.failed(facts)).isEmpty();
    assertThat(Verdict.of(Receiver.judge(facts))).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void a_certificate_nobody_trusts_means_not_delivered(@TempDir Path directory) throws IOException {
    Authority authority = Authority.create(List.of("localhost"), Instant.now());
    authority.writeTo(directory);
    try (Shop shop =
        new Shop("127.0.0.1", authority.context().getServerSocketFactory(), new GoodReceiver())) {
      ReceiverTarget target = Probing.target(URI.create("https://localhost:" + shop.port() + "/n"));

      ReceiverFacts untrusted = Probing.probe().look(target, Depth.GENTLE);
      assertThat(untrusted.trial(Attack.WEBHOOK).orElseThrow().answer().result())
          .isEqualTo(Result.UNTRUSTED);
      assertThat(Probing.failed(untrusted)).containsExactly("receiver-certificate-untrusted");
      assertThat(shop.received()).isEmpty();

      Trust trust = Trust.with(List.of(directory.resolve("ca.pem")));
      ReceiverFacts trusted =
          new ReceiverProbe(Probing.outlook(true, trust), Probing.HASTY, Addresses::of)
              .look(target, Depth.GENTLE);
      assertThat(Probing.failed(trusted)).isEmpty();
    }
  }

  @Test
  void the_facts_survive_json_and_hold_no_secret_even_when_it_is_echoed() {
    try (Shop shop =
        new Shop((request, out) ->
            out.reply(
                302,
                Map.of(
                    "Location",
                    "/x?echo=" + GoodReceiver.SECRET + request.query(),
                    "Set-Cookie",
                    "session=marked-cookie"),
                "marked-value "
                    + GoodReceiver.SECRET
                    + " "
                    + request.header("x-signature")
                    + "y".repeat(5_000)))) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at(OWN)), Depth.FULL);

      JsonMapper json = JsonMapper.builder().build();
      String written = json.writeValueAsString(facts);
      assertThat(json.readValue(written, ReceiverFacts.class)).isEqualTo(facts);
      String judged = Receiver.judge(facts).toString();
      for (String text : List.of(written, judged, facts.toString())) {
        assertThat(text)
            .doesNotContain(GoodReceiver.SECRET, "marked-value", "marked-cookie")
            .doesNotContainPattern("v1=[0-9a-f]{8}")
            .doesNotContain("y".repeat(201));
      }
    }
  }
}
