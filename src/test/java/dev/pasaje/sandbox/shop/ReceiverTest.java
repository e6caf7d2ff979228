// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.notifications.Signer;
import dev.pasaje.sandbox.notifications.Signing;
import dev.pasaje.sandbox.shop.Delivery.Extent;
import dev.pasaje.sandbox.shop.Delivery.Trust;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shop's receiver over HTTPS, well made, neglected, and met with bad input.
class ReceiverTest {
  private static final String PAYMENT = "?data.id=7&type=payment";

  @TempDir Path directory;
  private Sandbox sandbox;
  private ShopSite shop;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    // The clock stands still, so that the emulator tells the shop nothing by itself.
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-01T12:00:00Z")));
    open(ShopVariant.READY);
  }

  private void open(ShopVariant variant) throws Exception {
    shop = ShopSite.start(sandbox, variant, Duration.ofMillis(400), 0, Instant.now());
    visitor = new Visitor(shop, directory);
  }

  @AfterEach
  void stop() {
    visitor.close();
    shop.close();
    sandbox.close();
  }

  private String signature() {
    return new Signer(shop.webhookSecret(), Signing.LIVE)
        .header("7", "r", Instant.parse("2026-11-01T12:00:00Z"));
  }

  private int signed(String body) throws Exception {
    return visitor.post(PAYMENT, body, "x-signature", signature(), "x-request-id", "r");
  }

  @Test
  void a_genuine_delivery_is_believed_and_a_forged_one_kept_apart() throws Exception {
    assertThat(signed("{\"a\":1}")).isEqualTo(200);
    for (String bad : List.of("ts=1,v1=00", "=", "v1=,ts=", "x".repeat(4000))) {
      assertThat(visitor.post(PAYMENT, "{}", "x-signature", bad)).isEqualTo(200);
    }
    assertThat(shop.received()).extracting(Delivery::trust).containsExactly(Trust.GENUINE);
    assertThat(shop.received().getFirst().headers()).anyMatch(one -> one.endsWith(": r"));
    assertThat(shop.quarantined()).extracting(Delivery::trust).containsOnly(Trust.FORGED);
  }

  @Test
  void duplicates_one_after_the_other_or_together_are_kept_once() throws Exception {
    assertThat(signed("{}")).isEqualTo(200);
    assertThat(signed("{}")).isEqualTo(200);
    Callable<Integer> delivery = () -> signed("{\"b\":2}");
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : together.invokeAll(List.of(delivery, delivery, delivery, delivery))) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(shop.received()).extracting(Delivery::body).containsExactly("{}", "{\"b\":2}");
  }

  @Test
  void a_new_delivery_pushes_the_oldest_out() {
    Inbox inbox = new Inbox(2);
    Stream.of("a", "b", "b", "c")
        .forEach(
            body -> inbox.add(new Delivery(Trust.UNSIGNED, "", List.of(), Extent.WHOLE, body)));
    assertThat(inbox.all()).extracting(Delivery::body).containsExactly("b", "c");
  }

  @Test
  void whatever_mercado_pago_may_send_is_answered_with_200() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ReceiverTest seed " + seed);
    byte[] binary = new byte[5000];
    new Random(seed).nextBytes(binary);
    assertThat(visitor.method("HEAD")).isEqualTo(200);
    assertThat(visitor.get(shop.notifications()).statusCode()).isEqualTo(200);
    assertThat(visitor.get(shop.notifications()).headers().map())
        .containsKey("strict-transport-security");
    assertThat(visitor.post("?topic=merchant_order&id=9", "{}")).isEqualTo(200);
    assertThat(visitor.post("?topic=payment&id=9", "")).isEqualTo(200);
    assertThat(visitor.post("?type=something_new&data.id=1", "{}")).isEqualTo(200);
    assertThat(visitor.post("", "{\"half\":")).isEqualTo(200);
    assertThat(visitor.raw("?data.id=%zz", "Content-Length: 2\r\n\r\n[]")).startsWith("HTTP/1.1 ");
    assertThat(visitor.post("?b", BodyPublishers.ofByteArray(binary))).isEqualTo(200);
    assertThat(visitor.post("?l", "x".repeat(64 << 10))).isEqualTo(200);
    assertThat(shop.received()).extracting(Delivery::extent).containsOnly(Extent.WHOLE);
    assertThat(shop.received()).extracting(Delivery::query).contains("l", "topic=payment&id=9");
    assertThat(shop.quarantined()).isEmpty();
  }

  @Test
  void a_body_that_is_too_large_is_refused_and_its_headers_kept() throws Exception {
    assertThat(visitor.post("?n=1", "x".repeat((64 << 10) + 1), "x-request-id", "big"))
        .isEqualTo(413);
    assertThat(visitor.post("?n=2", "x".repeat(1 << 20))).isEqualTo(413);
    assertThat(shop.received()).extracting(Delivery::extent).containsOnly(Extent.TOO_LARGE);
    assertThat(shop.received().getFirst().headers()).anyMatch(one -> one.endsWith(": big"));
    assertThat(shop.received()).extracting(Delivery::body).containsOnly("");
    assertThat(signed("{}")).isEqualTo(200);
  }

  @Test
  void a_body_that_never_ends_is_given_up() throws Exception {
    assertThat(visitor.raw("", "Content-Length: 100\r\n\r\nabc")).isEmpty();
    assertThat(shop.received()).extracting(Delivery::extent).containsExactly(Extent.CUT);
    assertThat(signed("{}")).isEqualTo(200);
  }

  @Test
  void the_neglected_receiver_has_each_fault() throws Exception {
    stop();
    sandbox = Sandbox.start(SandboxOptions.usual());
    open(ShopVariant.NEGLECTED);
    assertThat(visitor.method("GET")).isEqualTo(301);
    assertThat(visitor.post(PAYMENT, "{}")).isEqualTo(301);
    assertThat(visitor.get(URI.create(shop.notifications() + "/")).statusCode()).isEqualTo(405);
    assertThat(visitor.post("/?topic=payment&id=9", "{}")).isEqualTo(401);
    assertThat(visitor.post("/" + PAYMENT, "")).isEqualTo(500);
    assertThat(visitor.post("/" + PAYMENT, "{}", "x-signature", "ts=1,v1=00")).isEqualTo(200);
    assertThat(shop.received()).extracting(Delivery::trust).containsExactly(Trust.FORGED);
  }

  @Test
  void the_emulators_own_notification_of_the_sale_is_genuine() {
    sandbox.advance(Duration.ofMinutes(1));
    assertThat(shop.received())
        .filteredOn(one -> one.query().contains("data.id=" + shop.sale()))
        .extracting(Delivery::trust)
        .contains(Trust.GENUINE);
    assertThat(shop.quarantined())
        .extracting(Delivery::query)
        .noneMatch(q -> q.contains("data.id"));
  }
}
