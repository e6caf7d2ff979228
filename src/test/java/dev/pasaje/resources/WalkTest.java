// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Over HTTP, against a search whose every oddity the test decides.
class WalkTest {
  private static final Instant FROM = Emulator.START.minus(Duration.ofDays(30));
  private static final Instant TO = Emulator.START;

  private record Item(String id, Instant updated) {}

  private final List<Item> items = new ArrayList<>();
  private final TreeSet<String> seen = new TreeSet<>();
  private Emulator emulator = Emulator.start();
  private int farthestOffset;
  private boolean filters = true;
  private Runnable between = () -> {};

  @BeforeEach
  void answer() {
    emulator.instead(request ->
        request.path().equals("/v1/payments/search")
            ? Optional.of(page(request))
            : Optional.empty());
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private synchronized Reply page(Request request) {
    int offset = Integer.parseInt(request.queryParam("offset").orElseThrow());
    int limit = Integer.parseInt(request.queryParam("limit").orElseThrow());
    Instant begin = Instant.parse(request.queryParam("begin_date").orElseThrow());
    Instant end = Instant.parse(request.queryParam("end_date").orElseThrow());
    farthestOffset = Math.max(farthestOffset, offset);
    List<Item> found =
        items.stream()
            .filter(item ->
                !filters || (!item.updated().isBefore(begin) && !item.updated().isAfter(end)))
            .sorted(Comparator.comparing(Item::updated).thenComparing(Item::id))
            .toList();
    ObjectNode page = JsonMapper.shared().createObjectNode();
    page.putObject("paging").put("total", found.size());
    ArrayNode results = page.putArray("results");
    found.stream()
        .skip(offset)
        .limit(limit)
        .forEach(item ->
            results
                .addObject()
                .put("id", item.id())
                .put("date_last_updated", item.updated().toString()));
    Runnable next = between;
    between = () -> {};
    next.run();
    return Reply.ok(page);
  }

  private Walk walk() {
    return new Walk(
        Search.PAYMENTS,
        emulator.access().as(Secret.of("token")),
        page -> page.forEach(item -> seen.add(item.path("id").asString())));
  }

  private void fill(int count, Duration apart) {
    for (int i = 0; i < count; i++) {
      items.add(new Item(String.valueOf(100_000 + i), FROM.plus(apart.multipliedBy(i))));
    }
  }

  @Test
  void a_window_with_too_many_is_halved_until_offsets_stay_small() {
    fill(5000, Duration.ofMinutes(8));
    Walk walk = walk();
    walk.through(FROM, TO, Integer.MAX_VALUE);
    assertThat(seen).hasSize(5000);
    assertThat(farthestOffset).isLessThan(1000);
    assertThat(walk.seen()).isGreaterThanOrEqualTo(5000);
  }

  @Test
  void a_burst_no_window_can_split_is_paged_through() {
    for (int i = 0; i < 1500; i++) {
      items.add(new Item(String.valueOf(i), FROM.plusSeconds(7)));
    }
    walk().through(FROM, TO, Integer.MAX_VALUE);
    assertThat(seen).hasSize(1500);
  }

  @Test
  void what_moves_up_while_it_is_listed_is_not_missed() {
    fill(120, Duration.ofMinutes(5));
    // After the first page one of it changes: it leaves the window, and the 51st becomes the 50th.
    between = () -> items.set(3, new Item(items.get(3).id(), TO.plusSeconds(60)));
    walk().through(FROM, TO, Integer.MAX_VALUE);
    assertThat(seen).hasSize(120);
  }

  @Test
  void a_filter_that_is_ignored_is_noticed() {
    fill(300, Duration.ofDays(1));
    filters = false;
    Walk walk = walk();
    assertThatThrownBy(() -> walk.through(FROM, TO, Integer.MAX_VALUE))
        .isInstanceOf(Walk.Unfinished.class)
        .hasMessage("filter-ignored");
    assertThat(seen).as("what was listed counts all the same").hasSize(300);
  }

  @Test
  void more_than_an_offset_may_reach_is_said() {
    for (int i = 0; i < 1200; i++) {
      items.add(new Item(String.valueOf(i), FROM.plusSeconds(7)));
    }
    assertThatThrownBy(() -> walk().through(FROM, TO, 1000))
        .isInstanceOf(Walk.Unfinished.class)
        .hasMessage("too-many: 1200");
  }

  @Test
  void nothing_at_all_is_a_whole_search() {
    Walk walk = walk();
    walk.through(FROM, TO, Integer.MAX_VALUE);
    assertThat(walk.seen()).isZero();
    assertThat(walk.calls()).isEqualTo(1);
  }

  @Test
  void an_answer_of_another_shape_is_an_empty_one() {
    emulator.instead(_ -> Optional.of(Reply.ok(JsonMapper.shared().createArrayNode())));
    Walk walk = walk();
    walk.through(FROM, TO, Integer.MAX_VALUE);
    assertThat(walk.seen()).isZero();
  }
}
