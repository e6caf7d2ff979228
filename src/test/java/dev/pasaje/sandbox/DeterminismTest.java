// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static List<String> day(long seed) {
    SandboxOptions options =
        SandboxOptions.usual().withSeed(seed).withStart(Instant.parse("2026-05-04T09:00:00Z"));
    List<String> seen = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start(options)) {
      Till till = Till.of(sandbox, "MLB");
      seen.add(till.shop().get("/users/me").text());
      for (String holder : List.of("APRO", "OTHE", "CONT")) {
        Shop.Answer paid = till.shop().post("/v1/payments", till.cardPayment(holder, ""));
        seen.add(paid.header("x-request-id") + paid.text());
      }
      Shop.Answer ticket = till.shop().post("/v1/payments", till.offline("bolbradesco", ""));
      sandbox.world().advance(Duration.ofDays(5));
      seen.add(till.shop().get("/v1/payments/" + Till.id(ticket)).text());
      seen.add(till.shop().get("/v1/payments/none").text());
      seen.add(till.shop().get("/v1/payments/search").text());
    }
    return seen.stream().map(text -> text.replaceAll("127\\.0\\.0\\.1:[0-9]+", "here")).toList();
  }

  @Test
  void the_same_seed_start_and_calls_give_the_same_bytes() {
    assertThat(day(7)).isEqualTo(day(7));
  }

  @Test
  void another_seed_gives_other_accounts_and_ids() {
    assertThat(day(7).getFirst()).isNotEqualTo(day(8).getFirst());
  }
}
