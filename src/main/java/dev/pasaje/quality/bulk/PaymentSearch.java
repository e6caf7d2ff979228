// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Scores every payment created between two instants, as the API's search lists them.
///
/// Payments are searched by `date_created`, which never changes, in windows small enough for
/// offsets: at most 50 a page, offsets to 10 000, less than 365 days, the last 12 months
/// (domain/api.md 2.6, domain/reports.md 15.13). Each page is on disk before the next is asked for.
public final class PaymentSearch {
  private static final int LIMIT = 50;

  /// A window that lists more is halved, so that little has to be read again after a change.
  private static final long MOST_IN_WINDOW = 1000;

  private static final int MOST_OFFSET = 10_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /// A search may lag behind; a window that shows less than it counts is gone through again.
  private static final int ROUNDS = 3;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MercadoPago api;
  private final Scorer scorer;
  private final Path file;
  private final Progress progress;

  /// Told how far the search is.
  public interface Progress {
    /// The search goes on after so many payments.
    void resumed(long payments);

    /// @param done of the time between its ends that is through
    void at(Duration done, Duration whole);
  }

  /// Takes what a search found, page by page and in the order it came.
  public interface Taker {
    void score(PaymentScore score);

    void leftOut(long foreign, long unreadable, long twice);
  }

  /// @param file of the journal
  public PaymentSearch(MercadoPago api, Scorer scorer, Path file, Progress progress) {
    this.api = api;
    this.scorer = scorer;
    this.file = file;
    this.progress = progress;
  }

  private record Window(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  /// Reads what the journal does not have yet.
  ///
  /// @param name of the search, such as the integration's
  /// @param end of it; when a journal is there, the search ends where it was to end
  public void run(String name, int threshold, Instant begin, Instant end) {
    Instant until = Journal.end(file).orElse(end);
    Deque<Set<String>> recent = new ArrayDeque<>(List.of(new HashSet<>()));
    try (Journal journal =
        Journal.open(file, search(name, threshold, begin, until), page -> remember(recent, page))) {
      Deque<Window> windows = new ArrayDeque<>();
      int offset = 0;
      if (journal.last().isEmpty()) {
        windows.push(new Window(begin, until));
      } else {
        progress.resumed(journal.payments());
        Journal.Page last = journal.last().get();
        if (last.to().isBefore(until)) {
          windows.push(new Window(last.to(), until));
        }
        if (!last.whole()) {
          windows.push(new Window(last.from(), last.to()));
          offset = last.next();
        }
      }
      Duration whole = Duration.between(begin, until);
      while (!windows.isEmpty()) {
        Window window = windows.pop();
        progress.at(Duration.between(begin, window.from()), whole);
        if (!through(window, offset, journal, recent)) {
          Instant middle = window.from().plus(window.length().dividedBy(2));
          windows.push(new Window(middle, window.to()));
          windows.push(new Window(window.from(), middle));
        }
        offset = 0;
      }
      progress.at(whole, whole);
    }
  }

  private Journal.Search search(String name, int threshold, Instant begin, Instant end) {
    return new Journal.Search(
        name,
        scorer.scoring().product().id(),
        threshold,
        begin,
        end,
        scorer.scoring().rules().stream().map(CheckInfo::id).toList());
  }

  /// Windows share an instant, and pages may move: the ids of the last two windows are known.
  private static void remember(Deque<Set<String>> recent, Journal.Page page) {
    page.scores().forEach(score -> recent.getLast().add(score.id()));
    if (page.whole()) {
      turn(recent);
    }
  }

  private static void turn(Deque<Set<String>> recent) {
    recent.add(new HashSet<>());
    if (recent.size() > 2) {
      recent.removeFirst();
    }
  }

  /// @return false when the window lists too much
  private boolean through(Window window, int start, Journal journal, Deque<Set<String>> recent) {
    int offset = start;
    Set<String> listed = new HashSet<>();
    boolean complete = start == 0;
    int round = 1;
    while (true) {
      Page<Payment> page = page(window, offset);
      if (offset == 0 && page.total() > MOST_IN_WINDOW && window.length().compareTo(SHORTEST) > 0) {
        return false;
      }
      page.results().forEach(payment -> listed.add(payment.id()));
      int next = offset + page.results().size();
      boolean end = page.results().isEmpty() || next >= page.total();
      if (!end && next > MOST_OFFSET) {
        throw stopped("more than " + MOST_OFFSET + " payments at " + DATE.format(window.from()));
      }
      boolean again = end && complete && listed.size() < page.total();
      if (again && round == ROUNDS) {
        throw stopped("the search shows " + listed.size() + " of " + page.total() + " payments");
      }
      journal.add(scored(window, again ? 0 : next, end && !again, page.results(), recent));
      if (end && !again) {
        turn(recent);
        return true;
      }
      round += again ? 1 : 0;
      offset = again ? 0 : next;
    }
  }

  private Journal.Page scored(
      Window window, int next, boolean whole, List<Payment> payments, Deque<Set<String>> recent) {
    List<PaymentScore> scores = new ArrayList<>();
    long foreign = 0;
    long unreadable = 0;
    long twice = 0;
    for (Payment payment : payments) {
      if (recent.stream().anyMatch(ids -> ids.contains(payment.id()))) {
        twice++;
        continue;
      }
      switch (scorer.score(payment.id(), payment.raw())) {
        case Scorer.Result.Done(PaymentScore score) -> {
          scores.add(score);
          recent.getLast().add(score.id());
        }
        case Scorer.Result.Foreign _ -> foreign++;
        case Scorer.Result.NotEvidence _ -> unreadable++;
      }
    }
    return new Journal.Page(
        window.from(), window.to(), next, whole, scores, foreign, unreadable, twice);
  }

  private Page<Payment> page(Window window, int offset) {
    Map<String, String> query =
        Map.of(
            "sort", "date_created",
            "criteria", "asc",
            "range", "date_created",
            "begin_date", DATE.format(window.from()),
            "end_date", DATE.format(window.to()),
            "limit", Integer.toString(LIMIT),
            "offset", Integer.toString(offset));
    return switch (api.payments(query)) {
      case Call.Ok<Page<Payment>>(Page<Payment> page, _) -> page;
      case Call.Refused<Page<Payment>>(ApiError error) ->
          throw stopped("status " + error.status() + " " + error.code() + " " + error.message());
      case Call.Unreachable<Page<Payment>> nothing ->
          throw stopped(nothing.reason().id() + ", " + nothing.detail());
    };
  }

  private PasajeException stopped(String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "quality.search",
        Map.of("why", why.strip(), "journal", file.toString()));
  }

  /// Goes through everything the journal has, in constant memory.
  public void replay(String name, int threshold, Instant begin, Taker taker) {
    Instant end = Journal.end(file).orElseThrow();
    Consumer<Journal.Page> each =
        page -> {
          page.scores().forEach(taker::score);
          taker.leftOut(page.foreign(), page.unreadable(), page.twice());
        };
    Journal.open(file, search(name, threshold, begin, end), each).close();
  }
}
