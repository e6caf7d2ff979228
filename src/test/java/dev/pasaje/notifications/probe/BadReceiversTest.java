// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A good receiver and bad ones, each bad in one way: the probe names exactly what is wrong.
class BadReceiversTest {
  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");

  private record Case(String name, Shop.Behaviour behaviour, Set<String> failed) {}

  private final List<Case> cases = new ArrayList<>();

  private void bad(String name, Shop.Behaviour behaviour, String... failed) {
    cases.add(new Case(name, behaviour, Set.of(failed)));
  }

  /// A good receiver that answers some deliveries with a status of its own.
  private static Shop.Behaviour but(int status, Predicate<Shop.Incoming> when) {
    return (request, out) -> out.reply(when.test(request) ? status : GoodReceiver.status(request));
  }

  private void receivers() {
    bad("good", new GoodReceiver());
    bad("believes everything", (_, out) -> out.reply(200));
    bad("demands a signature of IPN", but(401, GoodReceiver::ipn), "receiver-rejects-ipn");
    bad(
        "422 while the order is unknown",
        (request, out) -> out.reply(request.visit() ? 200 : 422),
        "receiver-rejects-webhook");
    bad(
        "401 whatever the signature",
        (request, out) -> out.reply(request.visit() || GoodReceiver.ipn(request) ? 200 : 401),
        "receiver-rejects-valid-signature");
    bad(
        "sends everybody to another address",
        (_, out) -> out.reply(301, Map.of("Location", "/notifications/"), ""),
        "notification-url-redirects",
        "receiver-refuses-get");
    bad(
        "firewall page by user agent",
        (request, out) -> {
          if (request.header("user-agent").startsWith("Pasaje")) {
            out.reply(200);
          } else {
            out.reply(403, HTML, "<h1>403</h1>This request was blocked by ModSecurity");
          }
        },
        "receiver-blocked");
    bad(
        "418 for what has no browser",
        (request, out) -> out.reply(request.visit() ? 200 : 418),
        "receiver-blocked");
    bad(
        "Page Expired",
        (request, out) -> out.reply(request.visit() ? 200 : 419),
        "receiver-demands-csrf");
    bad(
        "form token missed",
        (request, out) -> {
          if (request.visit()) {
            out.reply(200);
          } else {
            out.reply(403, HTML, "<h1>Forbidden</h1>CSRF verification failed.");
          }
        },
        "receiver-demands-csrf");
    bad(
        "500 on an empty body",
        but(500, r -> !r.visit() && r.body().isEmpty()),
        "receiver-fails-on-odd-request");
    bad(
        "500 on malformed JSON",
        but(500, r -> r.body().endsWith("\"id\":")),
        "receiver-fails-on-odd-request");
    bad(
        "500 without data.id",
        but(500, r -> !r.visit() && !GoodReceiver.ipn(r) && r.parameter("data.id") == null),
        "receiver-rejects-topic-without-data-id");
    bad(
        "413 at 64 KiB",
        but(413, r -> r.body().length() == 64 << 10),
        "receiver-fails-on-large-body");
    bad(
        "500 on a huge body",
        but(500, r -> r.body().length() > 64 << 10),
        "receiver-fails-on-odd-request");
    bad(
        "ids of digits only",
        but(400, r -> String.valueOf(r.parameter("data.id")).startsWith("ORD")),
        "receiver-rejects-upper-case-id");
    bad(
        "signs ids as they come",
        but(
            401,
            r ->
                r.parameter("data.id") != null
                    && r.query().contains("ORD")
                    && GoodReceiver.verified(r)
                    && !GoodReceiver.asSent(r)),
        "receiver-rejects-upper-case-id");
    bad(
        "tolerance in seconds",
        but(401, r -> GoodReceiver.part(r, "ts=").length() > 10),
        "receiver-rejects-simulator",
        "signature-tolerance-trap");
    bad(
        "tolerance in milliseconds",
        but(
            401,
            r -> !r.visit() && !GoodReceiver.ipn(r) && GoodReceiver.part(r, "ts=").length() <= 10),
        "receiver-rejects-valid-signature",
        "signature-tolerance-trap");
    bad(
        "five minutes of tolerance",
        but(401, BadReceiversTest::old),
        "receiver-rejects-stale-signature");
    bad(
        "a lock for each payment",
        new LockForEachPayment(),
        "receiver-rejects-parallel-duplicates");
    Set<String> seen = ConcurrentHashMap.newKeySet();
    bad(
        "409 for a duplicate",
        but(
            409,
            r ->
                !r.visit()
                    && !seen.add(r.header("x-request-id") + r.query() + r.header("x-signature"))),
        "receiver-rejects-duplicate",
        "receiver-rejects-parallel-duplicates");
    bad("POST only", but(405, Shop.Incoming::visit), "receiver-refuses-get");
    bad(
        "204",
        (request, out) ->
            out.reply(GoodReceiver.status(request) == 200 && !request.visit() ? 204 : 200),
        "receiver-answers-other-success");
    bad(
        "unknown topics refused",
        but(400, r -> r.query().contains("x_pasaje_unknown")),
        "receiver-rejects-unknown-topic");
    bad(
        "chargebacks refused",
        but(500, r -> r.query().contains("topic_chargebacks_wh")),
        "receiver-rejects-topic");
    bad(
        "first parameter must be data.id",
        but(
            400,
            r -> !r.visit() && r.parameter("data.id") != null && r.query().startsWith("type=")),
        "receiver-rejects-query-variant");
    bad(
        "demands a request id",
        but(400, r -> !r.visit() && r.header("x-request-id").isEmpty()),
        "receiver-rejects-signature-variant");
    bad("closes", (_, _) -> {}, "receiver-unreachable");
    bad(
        "speaks something else",
        (_, out) -> out.raw("\u0000\u0001\u0002 not HTTP at all"),
        "receiver-unreachable");
    bad("never answers", (_, out) -> out.untilTheEnd(), "receiver-times-out");
    bad("an endless body", BadReceiversTest::endless, "receiver-answer-too-long");
    bad(
        "huge headers",
        (_, out) -> out.raw("HTTP/1.1 200 OK\r\nX-Long: " + "a".repeat(100_000) + "\r\n\r\n"),
        "receiver-answer-too-long");
  }

  /// Older than five minutes.
  private static boolean old(Shop.Incoming request) {
    String ts = GoodReceiver.part(request, "ts=");
    return ts.length() == 10 && Long.parseLong(ts) < Probing.NOW.getEpochSecond() - 300;
  }

  /// The plain delivery and its duplicate come one by one; four more are awaited, all inside at
  /// once, and all but one fail.
  private static final class LockForEachPayment implements Shop.Behaviour {
    private final Map<String, AtomicInteger> sights = new ConcurrentHashMap<>();
    private final CountDownLatch together = new CountDownLatch(4);

    @Override
    public void answer(Shop.Incoming request, Shop.Out out) throws IOException {
      int sight =
          sights
              .computeIfAbsent(request.header("x-request-id"), _ -> new AtomicInteger())
              .incrementAndGet();
      if (request.header("x-request-id").isEmpty() || sight < 3) {
        out.reply(GoodReceiver.status(request));
        return;
      }
      together.countDown();
      try {
        together.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      out.reply(sight == 3 ? 200 : 500);
    }
  }

  private static void endless(Shop.Incoming request, Shop.Out out) throws IOException {
    out.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
    if (!request.method().equals("HEAD")) {
      String line = "more and more\n".repeat(100);
      while (out.closing().getCount() > 0) {
        out.raw(line);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> the_probe_names_each_fault() {
    receivers();
    return cases.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(),
                () -> {
                  try (Shop shop = new Shop(one.behaviour())) {
                    ReceiverFacts facts =
                        Probing.probe()
                            .look(Probing.target(shop.at("/n?client=tienda")), Depth.FULL);
                    assertThat(Probing.failed(facts))
                        .as(one.name().toUpperCase(Locale.ROOT) + " " + facts.trials())
                        .isEqualTo(new TreeSet<>(one.failed()));
                    assertThat(facts.requests()).isLessThanOrEqualTo(Depth.FULL.requests());
                  }
                }));
  }

  @Test
  void a_good_receiver_leaves_nothing_open_but_what_nobody_can_see() {
    try (Shop shop = new Shop(new GoodReceiver())) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.FULL);

      assertThat(Probing.outcomes(facts))
          .containsEntry("notification-url-local", "not-applicable")
          .containsEntry("notification-url-not-https", "not-applicable")
          .containsEntry("receiver-accepts-forged-signature", "passed")
          .doesNotContainValue("unknown")
          .doesNotContainValue("failed");
    }
  }

  @Test
  void a_200_to_a_forged_signature_cannot_be_told_from_a_quarantine() {
    try (Shop shop = new Shop((_, out) -> out.reply(200))) {
      ReceiverFacts facts = Probing.probe().look(Probing.target(shop.at("/n")), Depth.FULL);

      assertThat(Probing.outcomes(facts))
          .containsEntry("receiver-accepts-forged-signature", "unknown");
    }
  }
}
