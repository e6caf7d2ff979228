// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Goes through everything a search lists between two moments, page by page, in windows small
/// enough for offsets: how far an offset may reach is not published.
final class Walk {
  /// A window that lists more is halved.
  private static final long MOST_IN_WINDOW = 1000;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /// Where paging ends when windows do not help.
  private static final int MOST_OFFSET = 10_000;

  /// What changes while it is listed moves to the end, and what follows it moves up, unseen.
  private static final int ROUNDS = 3;

  /// Servers may round the dates they compare.
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private final Search search;
  private final MercadoPago api;
  private final Consumer<List<JsonNode>> pages;
  private long seen;
  private int calls;

  Walk(Search search, MercadoPago api, Consumer<List<JsonNode>> pages) {
    this.search = search;
    this.api = api;
    this.pages = pages;
  }

  /// Why a search was not gone through to its end.
  static final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfinished(String why) {
      super(why, null, false, false);
    }
  }

  private record Window(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  long seen() {
    return seen;
  }

  int calls() {
    return calls;
  }

  /// @param most offset after which a search without dates is left for another time
  /// @throws Unfinished with a reason when not everything was seen
  void through(Instant from, Instant to, int most) {
    Deque<Window> windows = new ArrayDeque<>();
    windows.push(new Window(from, to));
    while (!windows.isEmpty()) {
      Window window = windows.pop();
      if (!search(window, Math.min(most, MOST_OFFSET))) {
        Instant middle = window.from().plus(window.length().dividedBy(2));
        windows.push(new Window(middle, window.to()));
        windows.push(new Window(window.from(), middle));
      }
    }
  }

  /// @return false when the window lists too much
  private boolean search(Window window, int most) {
    for (int round = 1; ; round++) {
      Search.Page page = page(window, 0);
      long total = page.total().orElse(-1L);
      if (total > MOST_IN_WINDOW
          && search.by() != Search.By.NOTHING
          && window.length().compareTo(SHORTEST) > 0
          && inside(window, page)) {
        return false;
      }
      Set<String> ids = new HashSet<>();
      boolean inside = true;
      int offset = 0;
      while (!page.items().isEmpty()) {
        page.items().forEach(item -> ids.add(item.path("id").asString("")));
        inside &= inside(window, page);
        pages.accept(page.items());
        offset += page.items().size();
        boolean last = total < 0 ? page.items().size() < search.limit() : offset >= total;
        if (last) {
          break;
        }
        if (offset >= most) {
          throw new Unfinished("too-many: " + total);
        }
        page = page(window, offset);
      }
      seen += ids.size();
      if (!inside) {
        // Seen with other searches of this provider (domain/notifications.md 8).
        throw new Unfinished("filter-ignored");
      }
      if (ids.size() >= total) {
        return true;
      }
      if (round == ROUNDS) {
        throw new Unfinished("moving: saw " + ids.size() + " of " + total);
      }
    }
  }

  private boolean inside(Window window, Search.Page page) {
    return page.items().stream()
        .flatMap(item -> search.date(item).stream())
        .allMatch(date ->
            !date.isBefore(window.from().minus(ROUNDING))
                && !date.isAfter(window.to().plus(ROUNDING)));
  }

  private Search.Page page(Window window, int offset) {
    calls++;
    return switch (api.get(search.path(), search.query(window.from(), window.to(), offset))) {
      case Call.Ok<JsonNode>(JsonNode body, _) -> search.page(body);
      case Call.Refused<JsonNode>(ApiError error) ->
          throw new Unfinished("status-" + error.status());
      case Call.Unreachable<JsonNode> nothing ->
          throw new Unfinished("unreachable: " + nothing.reason().id());
    };
  }
}
