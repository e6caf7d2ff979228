// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import dev.pasaje.http.Exchange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All payments created between two moments, page by page, oldest first: windows of time small
/// enough for offsets, of which none above 10 000 is served (domain/reports.md 15.13).
///
/// The date of creation never changes, so nothing moves while it is listed. The API lists the last
/// twelve months only (domain/api.md 2.6), and payments the account made as a buyer too: whoever
/// wants sales looks at [Payment#collectorId].
public final class PaymentPages {
  /// The documented maximum; more worked once, for somebody.
  static final int LIMIT = 50;

  /// A window that lists more is halved.
  private static final long MOST_IN_WINDOW = 1000;

  private static final int MOST_OFFSET = 10_000;
  private static final Duration FIRST_WINDOW = Duration.ofDays(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;

  /// Servers may round the dates they compare.
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MercadoPago api;

  public PaymentPages(MercadoPago api) {
    this.api = api;
  }

  /// How far a walk is: everything before `from` was given, and of the window `next` payments.
  ///
  /// @param whole whether the window is through
  /// @param recent ids that were given of this window and of the one before it: windows share an
  ///   instant, and pages may move
  public record Position(Instant from, Instant to, int next, boolean whole, List<String> recent) {
    public ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("from", from.toString()).put("to", to.toString());
      json.put("next", next).put("whole", whole);
      ArrayNode ids = json.putArray("recent");
      recent.forEach(ids::add);
      return json;
    }

    /// @throws DateTimeException when it is none
    public static Position of(JsonNode json) {
      return new Position(
          Instant.parse(json.path("from").asString("")),
          Instant.parse(json.path("to").asString("")),
          json.path("next").asInt(0),
          json.path("whole").asBoolean(false),
          json.path("recent").values().stream().map(id -> id.asString("")).toList());
    }

    /// Everything that was created before it was given.
    public Instant before() {
      return whole ? to : from;
    }
  }

  /// Takes what is listed, each payment once.
  @FunctionalInterface
  public interface Sink {
    /// @param twice how many of the page had been given before
    /// @param after where a later walk may go on
    void page(List<Payment> payments, int twice, Position after);
  }

  private record Window(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  /// @param position where an earlier walk was stopped; `from` then counts no more
  /// @return how many were listed, or what ended the walk too early: what was given stays so
  public Call<Long> through(Instant from, Instant to, Optional<Position> position, Sink sink) {
    Deque<Window> windows = new ArrayDeque<>();
    Recent recent = new Recent(position);
    int offset = 0;
    if (position.isPresent() && !position.get().whole()) {
      windows.add(new Window(position.get().from(), position.get().to()));
      offset = position.get().next();
    }
    Instant start = position.map(Position::to).orElse(from);
    for (Instant begin = start; begin.isBefore(to); begin = begin.plus(FIRST_WINDOW)) {
      Instant end = begin.plus(FIRST_WINDOW);
      windows.addLast(new Window(begin, end.isAfter(to) ? to : end));
    }
    long listed = 0;
    while (!windows.isEmpty()) {
      Window window = windows.pop();
      Call<Page<Payment>> first = page(window, offset);
      if (!(first instanceof Call.Ok<Page<Payment>>(Page<Payment> page, _))) {
        return first.map(_ -> 0L);
      }
      if (!page.results().stream().allMatch(payment -> inside(window, payment))) {
        return new Call.Unreachable<>(
            Exchange.Reason.BROKEN, "the search did not keep to its dates");
      }
      if (offset == 0 && page.total() > MOST_IN_WINDOW && window.length().compareTo(SHORTEST) > 0) {
        Instant middle = window.from().plus(window.length().dividedBy(2));
        windows.push(new Window(middle, window.to()));
        windows.push(new Window(window.from(), middle));
        continue;
      }
      Call<Long> rest = window(window, offset, page, recent, sink);
      if (!(rest instanceof Call.Ok<Long>(Long count, _))) {
        return rest;
      }
      listed += count;
      offset = 0;
    }
    return new Call.Ok<>(listed, Optional.empty());
  }

  /// Ids that were given lately.
  private static final class Recent {
    private Set<String> before = new LinkedHashSet<>();
    private Set<String> now = new LinkedHashSet<>();

    Recent(Optional<Position> position) {
      position.ifPresent(known -> (known.whole() ? before : now).addAll(known.recent()));
    }

    boolean add(Payment payment) {
      return !before.contains(payment.id()) && now.add(payment.id());
    }

    List<String> all() {
      List<String> all = new ArrayList<>(before);
      all.addAll(now);
      return all;
    }

    void turn() {
      before = now;
      now = new LinkedHashSet<>();
    }
  }

  private Call<Long> window(
      Window window, int start, Page<Payment> first, Recent recent, Sink sink) {
    Set<String> listed = new HashSet<>();
    int offset = start;
    int round = 1;
    long given = 0;
    Page<Payment> page = first;
    while (true) {
      List<Payment> fresh = page.results().stream().filter(recent::add).toList();
      page.results().forEach(payment -> listed.add(payment.id()));
      given += fresh.size();
      offset += page.results().size();
      boolean end = page.results().isEmpty() || offset >= page.total();
      // A search may lag behind; what shows less than it counts is gone through again.
      boolean again = end && start == 0 && listed.size() < page.total();
      if (again && round == ROUNDS) {
        return new Call.Unreachable<>(
            Exchange.Reason.BROKEN,
            "the search shows " + listed.size() + " of " + page.total() + " payments");
      }
      int next = again ? 0 : offset;
      sink.page(
          fresh,
          page.results().size() - fresh.size(),
          new Position(window.from(), window.to(), next, end && !again, recent.all()));
      if (end && !again) {
        recent.turn();
        return new Call.Ok<>(given, Optional.empty());
      }
      if (!again && offset >= MOST_OFFSET) {
        return new Call.Unreachable<>(
            Exchange.Reason.TOO_LARGE, page.total() + " payments within a second");
      }
      round += again ? 1 : 0;
      offset = next;
      Call<Page<Payment>> call = page(window, offset);
      if (!(call instanceof Call.Ok<Page<Payment>>(Page<Payment> found, _))) {
        return call.map(_ -> 0L);
      }
      page = found;
    }
  }

  private Call<Page<Payment>> page(Window window, int offset) {
    return api.payments(
        Map.of(
            "sort", "date_created",
            "criteria", "asc",
            "range", "date_created",
            "begin_date", DATE.format(window.from()),
            "end_date", DATE.format(window.to()),
            "limit", Integer.toString(LIMIT),
            "offset", Integer.toString(offset)));
  }

  /// A payment without a date that can be read is believed to be where it was listed.
  private static boolean inside(Window window, Payment payment) {
    try {
      Instant at =
          OffsetDateTime.parse(
                  payment
                      .raw()
                      .path("date_created")
                      .asString("")
                      .replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
              .toInstant();
      return !at.isBefore(window.from().minus(ROUNDING)) && !at.isAfter(window.to().plus(ROUNDING));
    } catch (DateTimeException odd) {
      return true;
    }
  }
}
