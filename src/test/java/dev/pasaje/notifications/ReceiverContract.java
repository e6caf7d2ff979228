// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.Receiver.Receipt;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every receiver keeps of what arrives, on either database.
abstract class ReceiverContract {
  private Database database;
  private Receiver receiver;
  private final List<Receiver.Received> heard = new ArrayList<>();

  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    Integration other = ReceiverServer.integration("otra", "another secret");
    Integration owned =
        new Integration(
            "otra",
            other.site(),
            other.product(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CredentialSet.NONE,
            new CredentialSet(
                Optional.empty(),
                Optional.of(Secret.of("APP_USR-1-2-3-777888")),
                Optional.empty(),
                Optional.empty()),
            other.webhookSecrets(),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    receiver =
        new Receiver(
            database,
            List.of(ReceiverServer.integration("tienda", Arrivals.SECRET), owned),
            2,
            () -> Arrivals.AT,
            heard::add);
  }

  @AfterEach
  void stop() {
    receiver.close();
    database.close();
  }

  private Receipt receive(Arrivals arrival) {
    return receiver.receive(arrival.arrive());
  }

  private List<Map<String, Object>> rows(String sql) {
    return database.read().withHandle(handle -> handle.createQuery(sql).mapToMap().list());
  }

  private Map<String, Object> row() {
    List<Map<String, Object>> rows = rows("select * from inbox order by id desc");
    return rows.getFirst();
  }

  private byte[] request() {
    return (byte[]) Objects.requireNonNull(row().get("request"));
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) Objects.requireNonNull(row.get(column))).longValue();
  }

  private List<Map<String, Object>> work() {
    return rows("select * from work order by integration, kind, resource_id");
  }

  @Test
  void what_is_acknowledged_is_there_as_it_came_and_raises_its_resource() {
    assertThat(receive(Arrivals.payment("42"))).isEqualTo(Receipt.STORED);

    assertThat(row())
        .containsEntry("integration", "tienda")
        .containsEntry("channel", "webhook")
        .containsEntry("topic", "payment")
        .containsEntry("action", "payment.created")
        .containsEntry("kind", "payment")
        .containsEntry("resource_id", "42")
        .containsEntry("signature", "verified")
        .containsEntry("manifest", "as-sent secret-1")
        .containsEntry("ts_unit", "s")
        .containsEntry("disposition", "raised");
    assertThat(number(row(), "drift_ms")).isEqualTo(3000);
    assertThat(new String(request(), StandardCharsets.UTF_8))
        .startsWith("POST /n/tienda?data.id=42&type=payment\r\nUser-Agent: MercadoPago WebHook")
        .endsWith("\"data\":{\"id\":\"42\"}}");
    assertThat(work())
        .singleElement()
        .satisfies(one ->
            assertThat(one)
                .containsEntry("resource_id", "42")
                .containsEntry("reason", "notification")
                .containsEntry("state", "due"));
    assertThat(heard)
        .singleElement()
        .extracting(Receiver.Received::signature)
        .isEqualTo("verified");
  }

  @Test
  void any_number_of_notifications_of_one_resource_is_one_piece_of_work() {
    for (int i = 0; i < 5; i++) {
      receive(Arrivals.payment("42"));
    }

    assertThat(rows("select id from inbox")).hasSize(5);
    assertThat(work()).hasSize(1);
    assertThat(number(work().getFirst(), "wanted")).isEqualTo(5);
  }

  @Test
  void a_wrong_signature_is_kept_apart_and_raises_nothing() {
    assertThat(receive(Arrivals.payment("42").signed("forged", Arrivals.TS)))
        .isEqualTo(Receipt.STORED);

    assertThat(row())
        .containsEntry("signature", "mismatch")
        .containsEntry("disposition", "quarantined");
    assertThat(work()).isEmpty();
  }

  @Test
  void what_nobody_can_verify_is_a_hint() {
    receive(Arrivals.ipn("merchant_order", "9", "https://evil.example/merchant_orders/9"));
    receive(Arrivals.payment("43").without("x-signature"));

    assertThat(work())
        .extracting(one -> one.get("kind") + " " + one.get("resource_id") + " " + one.get("reason"))
        .containsExactly("merchant-order 9 hint", "payment 43 hint");
  }

  @Test
  void hints_beyond_the_quota_are_not_acknowledged_and_the_verified_pass() {
    // Two a second, and a burst of twenty seconds' worth.
    for (int i = 0; i < 40; i++) {
      assertThat(receive(Arrivals.ipn("payment", "1" + i, "1" + i))).isEqualTo(Receipt.STORED);
    }

    assertThat(receive(Arrivals.ipn("payment", "99", "99"))).isEqualTo(Receipt.NOT_STORED);
    assertThat(receive(Arrivals.payment("100"))).isEqualTo(Receipt.STORED);
    assertThat(rows("select id from inbox")).hasSize(41);
  }

  @Test
  void forgeries_do_not_eat_up_the_place_of_the_hints() {
    for (int i = 0; i < 50; i++) {
      receive(Arrivals.payment("42").signed("forged", Arrivals.TS));
    }

    assertThat(receive(Arrivals.ipn("payment", "1", "1"))).isEqualTo(Receipt.STORED);
    assertThat(rows("select id from inbox where disposition = 'quarantined'")).hasSize(40);
  }

  @Test
  void a_body_that_is_too_large_is_refused_with_its_beginning_kept() {
    assertThat(receive(Arrivals.payment("42").body("x".repeat(Arrival.MAX_BODY + 1))))
        .isEqualTo(Receipt.TOO_LARGE);

    assertThat(row()).containsEntry("disposition", "too-large");
    assertThat(request().length).isLessThan(Arrival.MAX_BODY + 2000);
    assertThat(work()).isEmpty();
  }

  @Test
  void unknown_topics_and_garbage_are_kept_and_raise_nothing() {
    assertThat(receive(Arrivals.webhook("moon_phase", "1"))).isEqualTo(Receipt.STORED);
    assertThat(row()).containsEntry("disposition", "nothing-to-read");
    assertThat(receive(new Arrivals().body("\u0000\ud800{{"))).isEqualTo(Receipt.STORED);
    assertThat(receive(new Arrivals().query("type=a%00b&data.id=%00").header("x", "\u0000")))
        .isEqualTo(Receipt.STORED);
    assertThat(work()).isEmpty();
  }

  @Test
  void an_address_of_nobody_answers_alike_and_can_be_replayed_later() {
    assertThat(receive(Arrivals.payment("42").at("nadie"))).isEqualTo(Receipt.STORED);

    assertThat(row()).containsEntry("integration", "").containsEntry("disposition", "unrouted");
    assertThat(work()).isEmpty();
  }

  @Test
  void the_shared_address_finds_the_owner_by_signature_by_account_or_by_marker() {
    receive(Arrivals.payment("1").at(""));
    assertThat(row()).containsEntry("integration", "tienda");

    receive(
        Arrivals.payment("2")
            .at("")
            .without("x-signature")
            .body("{\"type\":\"payment\",\"user_id\":777888,\"data\":{\"id\":\"2\"}}"));
    assertThat(row()).containsEntry("integration", "otra");

    receive(Arrivals.ipn("payment", "3", "3").at("").query("id=3&topic=payment&client=otra"));
    assertThat(row()).containsEntry("integration", "otra");

    receive(Arrivals.ipn("payment", "4", "4").at(""));
    assertThat(row()).containsEntry("integration", "").containsEntry("disposition", "unrouted");
  }

  @Test
  void visits_bring_nothing() {
    assertThat(receive(new Arrivals().method("GET"))).isEqualTo(Receipt.VISIT);
    assertThat(receive(Arrivals.payment("1").method("HEAD"))).isEqualTo(Receipt.VISIT);
    assertThat(rows("select id from inbox")).isEmpty();

    assertThat(receive(Arrivals.ipn("payment", "5", "").body("").method("GET")))
        .isEqualTo(Receipt.STORED);
  }

  @Test
  void work_that_waits_after_a_failure_is_not_brought_forward_by_a_burst() {
    receive(Arrivals.payment("42"));
    WorkQueue queue = new WorkQueue(database);
    WorkQueue.Claim claim =
        queue.claim("here", "tienda", 1, Duration.ofMinutes(1), Arrivals.AT).getFirst();
    queue.retry("here", claim, Arrivals.AT.plusSeconds(300), "HTTP 429");

    receive(Arrivals.payment("42"));

    assertThat(claim.resource()).isEqualTo(new ResourceRef(ResourceKind.PAYMENT, "42"));
    assertThat(queue.claim("here", "tienda", 1, Duration.ofMinutes(1), Arrivals.AT)).isEmpty();
  }
}
