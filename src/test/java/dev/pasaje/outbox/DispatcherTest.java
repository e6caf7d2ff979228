// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.outbox.Outbox.Letter;
import dev.pasaje.outbox.Outbox.State;
import dev.pasaje.outbox.Receiver.Arrival;
import dev.pasaje.outbox.Receiver.Reply;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deliveries over real HTTP, on both databases.
class DispatcherTest {
  private static final Duration BEYOND_ALL_WAITS = Duration.ofHours(30);

  @Nested
  class OnSqlite extends Contract {
    @Override
    Database open(Path directory) {
      return TestDatabases.sqlite(directory);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    @Override
    Database open(Path directory) {
      return TestDatabases.postgresql();
    }
  }

  abstract static class Contract extends Dispatching {
    @Test
    void an_event_arrives_signed_as_standard_webhooks_says() throws GeneralSecurityException {
      orders.write("A/1 ñ", 1, clock.instant());
      clock.advance(Duration.ofSeconds(3));

      assertThat(dispatcher.runOnce()).isEqualTo(1);

      Arrival arrival = receiver.arrivals().getFirst();
      long seconds = clock.instant().getEpochSecond();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(Receiver.SECRET.substring("whsec_".length())),
              "HmacSHA256"));
      String signed = arrival.id() + "." + seconds + "." + arrival.body();
      assertThat(arrival.headers())
          .containsEntry(":method", "POST")
          .containsEntry(":path", "/orders")
          .containsEntry("content-type", "application/json")
          .containsEntry("webhook-timestamp", String.valueOf(seconds))
          .containsEntry(
              "webhook-signature",
              "v1,"
                  + Base64.getEncoder()
                      .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
          .doesNotContainKey("pasaje-replay");
      assertThat(arrival.id()).matches("evt_[0-9]+");
      assertThat(arrival.reference()).isEqualTo("A/1 ñ");
      assertThat(told).containsExactly("erp delivered after PT3S");
      assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void the_events_of_one_order_arrive_in_order_one_after_the_other() {
      for (long revision = 1; revision <= 4; revision++) {
        orders.write("A-1", revision, clock.instant());
        orders.write("A-2", revision, clock.instant());
      }
      drain();

      assertThat(receiver.revisions("A-1")).containsExactly(1L, 2L, 3L, 4L);
      assertThat(receiver.revisions("A-2")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_failed_event_is_sent_again_under_the_same_id_and_holds_up_its_order() {
      receiver.answers(arrival -> Reply.of(arrival.reference().equals("A-1") ? 500 : 200));
      orders.write("A-1", 1, clock.instant());
      orders.write("A-1", 2, clock.instant());
      orders.write("A-2", 1, clock.instant());
      drain();
      assertThat(receiver.revisions("A-1")).containsExactly(1L);
      assertThat(receiver.revisions("A-2")).containsExactly(1L);

      receiver.answers(200);
      clock.advance(Duration.ofSeconds(4));
      drain();
      assertThat(receiver.revisions("A-1")).containsExactly(1L);

      clock.advance(Duration.ofSeconds(2));
      drain();
      assertThat(receiver.revisions("A-1")).containsExactly(1L, 1L, 2L);
      List<Arrival> both =
          receiver.arrivals().stream()
              .filter(arrival -> arrival.reference().equals("A-1") && arrival.revision() == 1)
              .toList();
      assertThat(both.get(1).id()).isEqualTo(both.get(0).id());
      assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
      assertThat(both.get(1).headers().get("webhook-signature"))
          .isNotEqualTo(both.get(0).headers().get("webhook-signature"));
    }

    @Test
    void after_the_tenth_attempt_it_is_given_up_and_the_next_one_goes_out() {
      receiver.answers(arrival -> Reply.of(arrival.revision() == 1 ? 400 : 200));
      orders.write("A-1", 1, clock.instant());
      orders.write("A-1", 2, clock.instant());
      for (int i = 0; i < 12; i++) {
        drain();
        clock.advance(BEYOND_ALL_WAITS);
      }

      assertThat(receiver.revisions("A-1"))
          .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L);
      assertThat(letters(State.DEAD).getFirst())
          .returns(10, Letter::attempts)
          .returns(400, Letter::status)
          .returns("http-400", Letter::trouble);
      assertThat(told).contains("erp died http-400");
    }

    @Test
    void a_replay_arrives_under_its_old_id_and_says_that_it_is_one() {
      orders.write("A-1", 1, clock.instant());
      drain();
      long id = letters(State.DELIVERED).getFirst().outboxId();

      for (int replay = 1; replay <= 2; replay++) {
        assertThat(outbox.replay(id, "erp", clock.instant())).isTrue();
        drain();
        assertThat(receiver.arrivals().getLast().headers())
            .containsEntry("webhook-id", "evt_" + id)
            .containsEntry("pasaje-replay", String.valueOf(replay));
      }
      assertThat(receiver.arrivals()).hasSize(3);
    }

    @Test
    void gone_closes_the_target_until_somebody_replays() {
      receiver.answers(410);
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();
      orders.write("A-2", 1, clock.instant());
      drain();

      assertThat(receiver.arrivals()).hasSize(1);
      assertThat(told).containsExactly("erp closed");
      assertThat(letters(State.DEAD))
          .extracting(letter -> letter.reference() + " " + letter.trouble())
          .containsExactly("A-1 gone", "A-2 gone");

      receiver.answers(200);
      outbox.replay(letters(State.DEAD).getFirst().outboxId(), "erp", clock.instant());
      orders.write("A-3", 1, clock.instant());
      drain();
      assertThat(letters(State.DELIVERED))
          .extracting(Letter::reference)
          .containsExactly("A-1", "A-3");
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
      for (int status : List.of(301, 302, 307, 308)) {
        receiver.answers(_ -> Reply.of(status).with("location", other.url().toString()));
        orders.write("A-" + status, 1, clock.instant());
        dispatcher.runOnce();
      }

      assertThat(other.arrivals()).isEmpty();
      assertThat(letters(State.DUE))
          .hasSize(4)
          .allMatch(letter -> letter.trouble().equals("redirect"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void a_target_that_asks_for_time_gets_it_for_all_orders(int status) {
      receiver.answers(_ -> Reply.of(status).with("retry-after", "600"));
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();
      receiver.answers(200);
      orders.write("A-2", 1, clock.instant());

      clock.advance(Duration.ofSeconds(599));
      drain();
      assertThat(receiver.arrivals()).hasSize(1);

      clock.advance(Duration.ofSeconds(1));
      drain();
      assertThat(receiver.revisions("A-1")).containsExactly(1L, 1L);
      assertThat(receiver.revisions("A-2")).containsExactly(1L);
    }

    @Test
    void the_time_asked_for_may_be_a_date_and_is_bounded() {
      String inTenMinutes =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              clock.instant().plusSeconds(600).atOffset(ZoneOffset.UTC));
      receiver.answers(_ -> Reply.of(503).with("retry-after", inTenMinutes));
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();
      Instant asked = clock.instant().plusSeconds(600);
      assertThat(letters(State.DUE).getFirst().dueAt()).isEqualTo(asked);

      clock.advance(Duration.ofMinutes(10));
      receiver.answers(_ -> Reply.of(503).with("retry-after", "99999999999999999999"));
      dispatcher.runOnce();
      assertThat(letters(State.DUE).getFirst().dueAt())
          .isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "", "Thu, 99 Nov 2026 12:00:00 GMT"})
    void what_is_no_time_is_passed_over(String retryAfter) {
      receiver.answers(_ -> Reply.of(429).with("retry-after", retryAfter));
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();

      assertThat(letters(State.DUE).getFirst().dueAt())
          .isBetween(clock.instant().plusSeconds(5), clock.instant().plusSeconds(6));
    }

    @Test
    void no_answer_at_all_is_a_failure() {
      receiver.answers(_ -> Reply.NONE);
      orders.write("A-1", 1, clock.instant());
      dispatcher.runOnce();
      receiver.close();
      clock.advance(Duration.ofMinutes(1));
      dispatcher.runOnce();

      assertThat(told).containsExactly("erp failed broken", "erp failed refused");
      assertThat(letters(State.DUE).getFirst())
          .returns(2, Letter::attempts)
          .returns(0, Letter::status);
    }

    @Test
    void a_target_that_fails_again_and_again_is_left_alone_for_a_while() {
      receiver.answers(500);
      for (int order = 1; order <= 20; order++) {
        orders.write("A-" + order, 1, clock.instant());
      }
      drain();
      int before = receiver.arrivals().size();
      assertThat(before).isLessThan(20);

      clock.advance(Duration.ofSeconds(29));
      drain();
      assertThat(receiver.arrivals()).hasSize(before);

      // Two trials, and as they fail the next pause is longer.
      clock.advance(Duration.ofSeconds(2));
      drain();
      assertThat(receiver.arrivals()).hasSize(before + 2);
      clock.advance(Duration.ofSeconds(31));
      drain();
      assertThat(receiver.arrivals()).hasSize(before + 2);

      receiver.answers(200);
      clock.advance(BEYOND_ALL_WAITS);
      drain();
      assertThat(letters(State.DELIVERED)).hasSize(20);
    }

    @Test
    void an_order_that_is_refused_does_not_speak_against_its_target() {
      receiver.answers(arrival -> Reply.of(arrival.reference().startsWith("bad") ? 422 : 200));
      for (int order = 1; order <= 20; order++) {
        orders.write("bad-" + order, 1, clock.instant());
      }
      drain();
      orders.write("good", 1, clock.instant());
      drain();

      assertThat(receiver.revisions("good")).containsExactly(1L);
    }

    @Test
    void a_bad_secret_is_told_at_the_start() {
      Target bad =
          new Target.Http(
              "erp", List.of(), URI.create("https://erp.example/in"), Secret.of("hush-hush"));

      assertThatThrownBy(() ->
              new Dispatcher(
                  database, List.of(bad), "node", clock, new Random(1), DeliveryWatcher.NONE))
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("deliver.erp.secret")
          .hasMessageNotContaining("hush-hush");
    }
  }
}
