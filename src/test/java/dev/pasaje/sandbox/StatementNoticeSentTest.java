// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.notifications.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The emulator tells of a statement once, and only those who asked to be told.
@Timeout(60)
class StatementNoticeSentTest {
  private static final String BASE = "/v1/reporting/operations/activities_collection";

  @TempDir Path directory;

  private SandboxOptions kept() {
    return SandboxOptions.usual()
        .withPublicUrl("http://shop.test")
        .withStart(Instant.parse("2026-11-20T12:00:00Z"))
        .withData(directory);
  }

  private static List<JsonNode> told(Receiver receiver, int times) {
    while (receiver.arrivals().size() < times) {
      LockSupport.parkNanos(1_000_000);
    }
    return receiver.arrivals().stream()
        .map(arrival -> new JsonMapper().readTree(arrival.body()))
        .toList();
  }

  private static String ask(Sandbox sandbox, Shop shop, String begin) {
    String uid =
        shop.post(
                BASE + "/statements",
                "{\"filters\":{\"creation_date\":{\"range\":{\"gte\":\"%s\",\"lte\":\"2026-11-21T00:00:00Z\"}}}}"
                    .formatted(begin))
            .at("/record_id")
            .stringValue();
    sandbox.advance(Duration.ofSeconds(2));
    return uid;
  }

  @Test
  void a_statement_is_told_once_and_not_again_after_a_restart() {
    try (Receiver receiver = new Receiver()) {
      String first;
      try (Sandbox sandbox = Sandbox.start(kept())) {
        Till till = Till.of(sandbox, "MLA");
        assertThat(till.payCard("APRO").status()).isEqualTo(201);
        Shop.Answer configured =
            till.shop()
                .post(
                    BASE + "/config",
                    """
                    {"structure":{"columns":[{"key":"operation_id"}]},"notifiers":[
                      {"type":"webhook","data":{"url":"%s","key":"k"}}]}
                    """
                        .formatted(receiver.url("/n/tienda")));
        assertThat(configured.status()).as(configured.text()).isEqualTo(201);
        first = ask(sandbox, till.shop(), "2026-11-20T00:00:00Z");
        JsonNode notice = told(receiver, 1).getFirst();
        assertThat(notice.path("report_id").stringValue()).isEqualTo("activities_collection");
        assertThat(notice.path("statement_id").stringValue()).isEqualTo(first);
        assertThat(notice.path("status").stringValue()).isEqualTo("available");
        assertThat(notice.at("/files/0/name").stringValue()).isEqualTo("activities_collection.csv");
        assertThat(notice.at("/files/0/size").intValue()).isPositive();
        assertThat(receiver.arrivals().getFirst().header("x-signature")).isEmpty();
      }
      try (Sandbox sandbox = Sandbox.start(kept())) {
        Shop shop = Till.of(sandbox, "MLA").shop();
        assertThat(shop.get(BASE + "/statements/" + first).at("/status").stringValue())
            .isEqualTo("available");
        String second = ask(sandbox, shop, "2026-11-20T01:00:00Z");
        assertThat(told(receiver, 2))
            .extracting(notice -> notice.path("statement_id").stringValue())
            .containsExactly(first, second);
      }
    }
  }

  @Test
  void an_empty_statement_is_told_to_nobody() {
    try (Receiver receiver = new Receiver();
        Sandbox sandbox =
            Sandbox.start(
                SandboxOptions.usual().withStart(Instant.parse("2026-11-20T12:00:00Z")))) {
      Till till = Till.of(sandbox, "MLA");
      var _ =
          till.shop()
              .post(
                  BASE + "/config",
                  "{\"structure\":{\"columns\":[{\"key\":\"status\"}]},\"notifiers\":[{\"type\":\"webhook\",\"data\":{\"url\":\"%s\",\"key\":\"k\"}}]}"
                      .formatted(receiver.url("/n")));
      String empty = ask(sandbox, till.shop(), "2026-11-20T00:00:00Z");
      assertThat(till.shop().get(BASE + "/statements/" + empty).at("/status").stringValue())
          .isEqualTo("empty");
      assertThat(till.payCard("APRO").status()).isEqualTo(201);
      String full = ask(sandbox, till.shop(), "2026-11-20T01:00:00Z");
      assertThat(told(receiver, 1).getFirst().path("statement_id").stringValue()).isEqualTo(full);
    }
  }
}
