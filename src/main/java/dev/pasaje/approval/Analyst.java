// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.approval.Analysis.Rejection;
import dev.pasaje.approval.Analysis.Slice;
import dev.pasaje.approval.Analysis.Span;
import dev.pasaje.approval.Attempt.Standing;
import dev.pasaje.capture.CapturedRequests;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts: one pass for each question, over attempts sorted by time.
final class Analyst {
  /// In each dimension no more values than these are told.
  private static final int MOST_SLICES = 60;

  private final String subject;
  private final Attempts source;
  private final CapturedRequests captured;
  private final ZoneId zone;
  private final List<Attempt> attempts;
  private final List<Purchase> purchases;
  private final List<Purchase> lost;

  Analyst(String subject, Attempts source, CapturedRequests captured, ZoneId zone) {
    this.subject = subject;
    this.source = source;
    this.captured = captured;
    this.zone = zone;
    this.attempts = source.all();
    this.purchases = Purchase.of(attempts);
    this.lost = purchases.stream().filter(Purchase::lost).toList();
  }

  Analysis analysis() {
    Map<String, List<Slice>> cuts = cuts();
    List<Analysis.Missing> missing = new MissingData(attempts, lost, captured).ranked();
    Analysis.Rates rates = rates();
    Optional<Span> window = span(attempts);
    List<Analysis.Insight> insights =
        window
            .map(span ->
                new Insights(attempts, lost, captured, source.collectors(), span)
                    .all(cuts, missing, rates.decided()))
            .orElse(List.of());
    return new Analysis(
        subject,
        new Analysis.Window(source.from(), source.to()),
        window,
        zone,
        !captured.isEmpty(),
        source.read(),
        source.left(),
        counts(),
        rates,
        rejections(),
        families(),
        cuts,
        missing,
        insights);
  }

  static Optional<Span> span(List<Attempt> attempts) {
    List<Attempt> dated = attempts.stream().filter(one -> one.at().isPresent()).toList();
    return attempts.isEmpty()
        ? Optional.empty()
        : dated.isEmpty()
            ? Optional.of(new Span(attempts.getFirst().when(), attempts.getLast().when()))
            : Optional.of(new Span(dated.getFirst().when(), dated.getLast().when()));
  }

  private Analysis.Counts counts() {
    return new Analysis.Counts(
        attempts.size(),
        standing(Standing.APPROVED),
        standing(Standing.REJECTED),
        standing(Standing.OPEN),
        standing(Standing.ABANDONED),
        purchases.size(),
        lost.size());
  }

  private long standing(Standing standing) {
    return attempts.stream().filter(one -> one.standing() == standing).count();
  }

  private Analysis.Rates rates() {
    long approved = standing(Standing.APPROVED);
    Amounts taken = new Amounts();
    Amounts asked = new Amounts();
    Amounts gone = new Amounts();
    TreeSet<String> currencies = new TreeSet<>();
    for (Attempt attempt : attempts) {
      if (attempt.decided()) {
        currencies.add(attempt.currency());
        asked.add(attempt);
      }
      if (attempt.approved()) {
        taken.add(attempt);
      }
    }
    lost.forEach(purchase -> purchase.lastRejection().ifPresent(gone::add));
    return new Analysis.Rates(
        new Rate(approved, attempts.size()),
        new Rate(approved, approved + standing(Standing.REJECTED)),
        new Rate(
            purchases.stream().filter(Purchase::approved).count(),
            purchases.stream().filter(Purchase::decided).count()),
        currencies.stream()
            .map(one -> new Analysis.AmountRate(one, taken.of(one), asked.of(one), gone.of(one)))
            .toList());
  }

  private List<Rejection> rejections() {
    Map<StatusDetail, Long> counts = new HashMap<>();
    attempts.stream()
        .filter(Attempt::rejected)
        .forEach(one -> counts.merge(one.meaning(), 1L, Long::sum));
    Map<StatusDetail, Amounts> amounts = new HashMap<>();
    Map<StatusDetail, Long> purchasesLost = new HashMap<>();
    for (Purchase purchase : lost) {
      Attempt last = purchase.lastRejection().orElseThrow();
      amounts.computeIfAbsent(last.meaning(), _ -> new Amounts()).add(last);
      purchasesLost.merge(last.meaning(), 1L, Long::sum);
    }
    return counts.entrySet().stream()
        .map(entry ->
            new Rejection(
                entry.getKey(),
                entry.getValue(),
                purchasesLost.getOrDefault(entry.getKey(), 0L),
                amounts.getOrDefault(entry.getKey(), new Amounts()).all()))
        .sorted(
            Comparator.comparing((Rejection one) -> total(one.lost()))
                .thenComparingLong(Rejection::attempts)
                .reversed()
                .thenComparing(one -> one.detail().detail()))
        .toList();
  }

  private Map<StatusDetail.Family, Long> families() {
    Map<StatusDetail.Family, Long> counts = new EnumMap<>(StatusDetail.Family.class);
    attempts.stream()
        .filter(Attempt::rejected)
        .forEach(one -> counts.merge(family(one), 1L, Long::sum));
    Map<StatusDetail.Family, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<StatusDetail.Family, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /// A challenge that ended by itself is `cancelled` for the API, and a rejection all the same.
  static StatusDetail.Family family(Attempt rejected) {
    return rejected.meaning().family() == StatusDetail.Family.NONE
        ? StatusDetail.Family.AUTH_3DS
        : rejected.meaning().family();
  }

  private Map<String, List<Slice>> cuts() {
    Map<String, List<Slice>> cuts = new LinkedHashMap<>();
    for (Dimension dimension : Dimension.values()) {
      Map<String, Rate> rates = new TreeMap<>();
      Map<String, Long> counts = new HashMap<>();
      for (Attempt attempt : attempts) {
        String value = dimension.of(attempt, zone);
        if (!value.isEmpty()) {
          counts.merge(value, 1L, Long::sum);
          Rate before = rates.getOrDefault(value, Rate.NONE);
          rates.put(value, attempt.decided() ? before.plus(attempt.approved()) : before);
        }
      }
      List<Slice> slices = new ArrayList<>();
      rates.forEach(
          (value, rate) -> slices.add(new Slice(value, counts.getOrDefault(value, 0L), rate)));
      slices.sort(order(dimension));
      if (!slices.isEmpty()) {
        cuts.put(dimension.id(), most(slices, dimension));
      }
    }
    return cuts;
  }

  /// Days are told to the last one; of the others what is frequent.
  private static List<Slice> most(List<Slice> slices, Dimension dimension) {
    return dimension == Dimension.DAY || slices.size() <= MOST_SLICES
        ? List.copyOf(slices)
        : List.copyOf(slices.subList(0, MOST_SLICES));
  }

  private static Comparator<Slice> order(Dimension dimension) {
    return switch (dimension) {
      case DAY, HOUR -> Comparator.comparing(Slice::value);
      case INSTALMENTS -> Comparator.comparingInt(slice -> Integer.parseInt(slice.value()));
      case AMOUNT ->
          Comparator.comparing((Slice slice) -> slice.value().replaceFirst(" .*", ""))
              .thenComparing(slice ->
                  new BigDecimal(slice.value().replaceFirst("^.* ", "").replaceFirst("-.*", "")));
      case TYPE, METHOD, BRAND, ISSUER, BANK, BIN, CHECKOUT, BINARY_MODE, THREE_DS ->
          Comparator.comparingLong(Slice::attempts).reversed().thenComparing(Slice::value);
    };
  }

  /// Only to sort by: amounts of several currencies make no sum.
  static BigDecimal total(Map<String, BigDecimal> amounts) {
    return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
  }
}
