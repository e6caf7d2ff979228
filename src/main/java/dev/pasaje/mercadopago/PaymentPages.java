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
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  /// Servers may round the dates they compare.
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MercadoPago api;

  public PaymentPages(MercadoPago api) {
    this.api = api;
  }

  /// Takes what is listed. A payment at the edge of two windows may come twice.
  public interface Sink {
    void page(List<Payment> payments);

    /// Everything created before that moment was given; a later walk may begin there.
    void complete(Instant before);
  }

  private record Window(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  /// @return how many were listed, or what ended the walk too early: what was completed stays so
  public Call<Long> through(Instant from, Instant to, Sink sink) {
    Deque<Window> windows = new ArrayDeque<>();
    for (Instant begin = from; begin.isBefore(to); begin = begin.plus(FIRST_WINDOW)) {
      Instant end = begin.plus(FIRST_WINDOW);
      windows.addLast(new Window(begin, end.isAfter(to) ? to : end));
    }
    long listed = 0;
    while (!windows.isEmpty()) {
      Window window = windows.pop();
      Call<Page<Payment>> first = page(window, 0);
      if (!(first instanceof Call.Ok<Page<Payment>>(Page<Payment> page, _))) {
        return first.map(_ -> 0L);
      }
      if (!page.results().stream().allMatch(payment -> inside(window, payment))) {
        return new Call.Unreachable<>(
            Exchange.Reason.BROKEN, "the search did not keep to its dates");
      }
      if (page.total() > MOST_IN_WINDOW && window.length().compareTo(SHORTEST) > 0) {
        Instant middle = window.from().plus(window.length().dividedBy(2));
        windows.push(new Window(middle, window.to()));
        windows.push(new Window(window.from(), middle));
        continue;
      }
      Call<Long> rest = rest(window, page, sink);
      if (!(rest instanceof Call.Ok<Long>(Long count, _))) {
        return rest;
      }
      listed += count;
      sink.complete(window.to());
    }
    return new Call.Ok<>(listed, Optional.empty());
  }

  private Call<Long> rest(Window window, Page<Payment> first, Sink sink) {
    long listed = 0;
    Page<Payment> page = first;
    while (!page.results().isEmpty()) {
      sink.page(page.results());
      listed += page.results().size();
      if (listed >= page.total()) {
        break;
      }
      if (listed >= MOST_OFFSET) {
        return new Call.Unreachable<>(
            Exchange.Reason.TOO_LARGE, page.total() + " payments within a second");
      }
      Call<Page<Payment>> next = page(window, listed);
      if (!(next instanceof Call.Ok<Page<Payment>>(Page<Payment> found, _))) {
        return next.map(_ -> 0L);
      }
      page = found;
    }
    return new Call.Ok<>(listed, Optional.empty());
  }

  private Call<Page<Payment>> page(Window window, long offset) {
    return api.payments(
        Map.of(
            "sort", "date_created",
            "criteria", "asc",
            "range", "date_created",
            "begin_date", DATE.format(window.from()),
            "end_date", DATE.format(window.to()),
            "limit", Integer.toString(LIMIT),
            "offset", Long.toString(offset)));
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
