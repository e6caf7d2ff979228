// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The walk through a search that answers as it is told.
class PaymentPagesTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

  private final ScriptedServer server = new ScriptedServer();
  private final Transport transport = Transport.with(Duration.ofSeconds(20), 1 << 20);
  private final List<String> ids = new ArrayList<>();
  private final List<Instant> completed = new ArrayList<>();
  private Optional<PaymentPages.Position> at = Optional.empty();
  private final PaymentPages pages =
      new PaymentPages(
          new MercadoPago.Access(
                  server.base(), transport, Pacing.USUAL, () -> FROM, _ -> {}, "Pasaje/test")
              .as(Secret.of("APP_USR-1234567890123456-010203-0123456789abcdef0123456789abcdef-7")));

  @AfterEach
  void stop() {
    server.close();
    transport.close();
  }

  private static String page(int first, int count, long total, String date) {
    return IntStream.range(first, first + count)
        .mapToObj(id -> "{\"id\":%d,\"date_created\":\"%s\"}".formatted(id, date))
        .collect(
            Collectors.joining(",", "{\"paging\":{\"total\":" + total + "},\"results\":[", "]}"));
  }

  private static String page(int first, int count, long total) {
    return page(first, count, total, "2026-11-01T02:00:00.000-0300");
  }

  private Call<Long> walk(Duration length) {
    return walk(length, Optional.empty());
  }

  private Call<Long> walk(Duration length, Optional<PaymentPages.Position> position) {
    return pages.through(
        FROM,
        FROM.plus(length),
        position,
        (payments, _, after) -> {
          payments.forEach(one -> ids.add(one.id()));
          at = Optional.of(after);
          if (after.whole()) {
            completed.add(after.to());
          }
        });
  }

  @Test
  void pages_follow_each_other_to_the_last() {
    server
        .answer(200, page(0, 50, 120))
        .answer(200, page(50, 50, 120))
        .answer(200, page(100, 20, 120));

    assertThat(walk(Duration.ofDays(1)).found()).contains(120L);
    assertThat(ids).hasSize(120).doesNotHaveDuplicates();
    assertThat(completed).containsExactly(FROM.plus(Duration.ofDays(1)));
    assertThat(server.asked())
        .extracting(one -> one.uri().getQuery())
        .allMatch(query -> query.contains("range=date_created") && query.contains("limit=50"))
        .last()
        .matches(query -> query.contains("offset=100"));
  }

  @Test
  void a_window_with_too_many_is_halved_and_completed_in_order() {
    server
        .answer(200, page(0, 50, 1001))
        .answer(200, page(0, 1, 1))
        .answer(200, page(1, 1, 1, "2026-11-01T13:00:00Z"));

    assertThat(walk(Duration.ofDays(1)).found()).contains(2L);
    assertThat(completed)
        .containsExactly(FROM.plus(Duration.ofHours(12)), FROM.plus(Duration.ofHours(24)));
  }

  @Test
  void long_windows_go_by_thirty_days() {
    server.answer(200, page(0, 0, 0));

    assertThat(walk(Duration.ofDays(70)).found()).contains(0L);
    assertThat(completed).hasSize(3);
  }

  @Test
  void a_refusal_ends_the_walk_and_keeps_what_was_complete() {
    server
        .answer(200, page(0, 1, 1))
        .answer(403, "{\"code\":\"PA_UNAUTHORIZED_RESULT_FROM_POLICIES\",\"message\":\"no\"}");

    assertThat(walk(Duration.ofDays(60))).isInstanceOf(Call.Refused.class);
    assertThat(completed).containsExactly(FROM.plus(Duration.ofDays(30)));
  }

  @Test
  void a_search_that_ignores_its_dates_is_not_believed() {
    server.answer(200, page(0, 1, 5000, "2020-01-01T00:00:00Z"));

    assertThat(walk(Duration.ofDays(1))).isInstanceOf(Call.Unreachable.class);
    assertThat(ids).isEmpty();
  }

  @Test
  void one_second_with_more_than_offsets_reach_ends_it() {
    server.answer(200, page(0, 50, 20_000, "2026-11-01T00:00:00.500Z"));

    assertThat(walk(Duration.ofSeconds(1))).isInstanceOf(Call.Unreachable.class);
    assertThat(server.asked()).hasSize(200);
    assertThat(ids).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void a_walk_goes_on_in_the_middle_of_a_window() {
    server
        .answer(200, page(0, 50, 120))
        .answer(500, "{}")
        .answer(500, "{}")
        .answer(500, "{}")
        .answer(500, "{}")
        .answer(500, "{}");
    assertThat(walk(Duration.ofDays(40))).isNotInstanceOf(Call.Ok.class);
    PaymentPages.Position known = PaymentPages.Position.of(at.orElseThrow().json());
    assertThat(known).isEqualTo(at.orElseThrow());
    assertThat(known.next()).isEqualTo(50);
    assertThat(known.before()).isEqualTo(FROM);
    int before = server.asked().size();
    server
        .answer(200, page(49, 50, 120))
        .answer(200, page(99, 21, 120))
        .answer(200, page(119, 2, 2, "2026-12-03T00:00:00Z"));

    assertThat(walk(Duration.ofDays(40), Optional.of(known)).found()).contains(71L);

    assertThat(ids).hasSize(121).doesNotHaveDuplicates();
    assertThat(server.asked().get(before).uri().getQuery()).contains("offset=50");
    assertThat(completed).hasSize(2);
  }

  @Test
  void a_search_that_shows_less_than_it_counts_is_gone_through_again() {
    server.answer(200, page(0, 1, 2)).answer(200, page(0, 0, 2)).answer(200, page(0, 2, 2));
    assertThat(walk(Duration.ofDays(1)).found()).contains(2L);
    assertThat(ids).containsExactly("0", "1");

    server.answer(200, page(5, 1, 3)).answer(200, page(5, 0, 3));
    assertThat(walk(Duration.ofDays(1))).isInstanceOf(Call.Unreachable.class);
  }
}
