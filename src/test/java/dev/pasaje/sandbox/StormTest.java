// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.notifications.Receiver;
import dev.pasaje.sandbox.weather.Forecast;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StormTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  /// What arrived, and what the emulator says became of it.
  private record Run(List<Receiver.Arrival> arrivals, List<String> states, Set<Integer> statuses) {}

  @Test
  void the_same_seed_gives_the_same_deliveries_byte_for_byte() {
    Run first = run(60, 7);
    assertThat(first.arrivals()).hasSizeGreaterThan(100);
    assertThat(run(60, 7)).isEqualTo(first);
    assertThat(run(60, 8).arrivals()).isNotEqualTo(first.arrivals());
  }

  @Test
  @Tag("slow")
  void a_thousand_payments_in_a_storm_give_the_same_deliveries_byte_for_byte() {
    Run first = run(1000, 42);
    assertThat(first.states()).contains("DELIVERED", "DROPPED", "SUPERSEDED");
    assertThat(first.statuses()).contains(0, 201, 429, 500, 502, 503);
    Run second = run(1000, 42);
    assertThat(second.arrivals()).isEqualTo(first.arrivals());
    assertThat(second.states()).isEqualTo(first.states());
  }

  private static Run run(int payments, long seed) {
    SandboxOptions options =
        SandboxOptions.usual().withSeed(seed).withStart(START).withWeather(Forecast.STORM);
    try (Sandbox sandbox = Sandbox.start(options);
        Receiver receiver = new Receiver()) {
      receiver.answering(arrival -> arrival.number() % 7 == 0 ? 500 : 200);
      Shop shop = Shop.of(sandbox, "MLB", "test-user");
      Set<Integer> statuses = new HashSet<>();
      for (int i = 1; i <= payments; i++) {
        String id = pay(shop, receiver.url("/n"), i, statuses);
        if (i % 3 == 0) {
          shop.post("/_sandbox/payments/" + id + "/pay", "");
        }
        if (i % 20 == 0) {
          sandbox.advance(Duration.ofSeconds(30));
        }
      }
      sandbox.advance(Duration.ofDays(8));
      return new Run(
          receiver.arrivals(),
          sandbox.courier().deliveries().stream().map(Delivery::state).map(Enum::name).toList(),
          statuses);
    }
  }

  /// Pays as a careful shop does: again with the same key until there is an answer.
  private static String pay(Shop shop, String url, int number, Set<Integer> statuses) {
    String body =
        """
        {"transaction_amount": %d.50, "payment_method_id": "pix", "description": "storm",
         "notification_url": "%s", "payer": {"email": "comprador@example.com"}}
        """
            .formatted(number, url);
    List<String> seen = new ArrayList<>();
    while (seen.size() < 50) {
      try {
        Shop.Answer answer =
            shop.and("X-Idempotency-Key", "order-" + number).post("/v1/payments", body);
        statuses.add(answer.status());
        seen.add(answer.status() + " " + answer.text());
        if (answer.status() == 201 || answer.status() == 200) {
          return answer.at("/id").asString();
        }
      } catch (UncheckedIOException lost) {
        statuses.add(0);
        seen.add("connection lost");
      }
    }
    throw new AssertionError("never paid: " + seen);
  }
}
