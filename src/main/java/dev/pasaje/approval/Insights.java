// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.approval.Analysis.Insight;
import dev.pasaje.approval.Analysis.Kind;
import dev.pasaje.approval.Analysis.Missing;
import dev.pasaje.approval.Analysis.Slice;
import dev.pasaje.approval.Analysis.Span;
import dev.pasaje.capture.CapturedRequests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What is worth telling; each with the time in which it was seen. The limits are ours.
final class Insights {
  /// Of a hundred rejections (domain/quality.md, rule high-risk-share).
  static final int HIGH_RISK_PERCENT = 20;

  /// Fewer rejections have no shares.
  static final int LEAST = 10;

  /// One buyer may forget his code; so many are somebody else's.
  static final int MAX_ATTEMPTS = 3;

  private static final int MOST_DATA = 3;
  private static final int MOST_BURSTS = 10;

  private final List<Attempt> attempts;
  private final List<Purchase> lost;
  private final CapturedRequests captured;
  private final Map<String, Long> collectors;
  private final Span whole;
  private final List<Insight> found = new ArrayList<>();

  Insights(
      List<Attempt> attempts,
      List<Purchase> lost,
      CapturedRequests captured,
      Map<String, Long> collectors,
      Span whole) {
    this.attempts = attempts;
    this.lost = lost;
    this.captured = captured;
    this.collectors = collectors;
    this.whole = whole;
  }

  List<Insight> all(Map<String, List<Slice>> cuts, List<Missing> missing, Rate decided) {
    bursts();
    threeDs();
    codes();
    shares();
    families();
    missing.stream()
        .filter(one -> one.neverSent() + one.absent() > 0)
        .limit(MOST_DATA)
        .forEach(this::missing);
    weakest(cuts, decided);
    unknown();
    if (collectors.size() > 1) {
      found.add(
          insight(
              Kind.SEVERAL_SELLERS,
              "",
              attempts,
              Map.of("sellers", collectors.keySet().toString())));
    }
    found.sort(Comparator.comparing((Insight one) -> one.kind().level()));
    return List.copyOf(found);
  }

  private void bursts() {
    burst(Kind.CARD_TESTING, Bursts.cardTesting(attempts));
    burst(Kind.PAID_TWICE, Bursts.paidTwice(attempts));
    burst(Kind.DUPLICATES, Bursts.duplicates(attempts));
  }

  private void burst(Kind kind, List<Bursts.Burst> bursts) {
    bursts.stream()
        .sorted(Comparator.comparingInt((Bursts.Burst one) -> one.attempts().size()).reversed())
        .limit(MOST_BURSTS)
        .forEach(burst ->
            found.add(
                insight(
                    kind,
                    burst.source(),
                    burst.attempts(),
                    Map.of(
                        "source",
                        burst.source().isEmpty() ? "-" : burst.source(),
                        "cards",
                        Long.toString(
                            burst.attempts().stream().map(Attempt::card).distinct().count()),
                        "bursts",
                        Integer.toString(bursts.size())))));
  }

  private void threeDs() {
    about(Kind.THREE_DS_MANDATORY, one -> one.meaning().topic().equals("3ds-needed"));
    about(Kind.THREE_DS_BINARY, one -> binary(one) && asks3ds(one));
    about(
        Kind.BINARY_PENDING,
        one -> binary(one) && one.byCard() && one.standing() == Attempt.Standing.OPEN);
    about(
        Kind.CHALLENGE_LEFT,
        one ->
            one.rejected()
                && Analyst.family(one) == StatusDetail.Family.AUTH_3DS
                && !one.meaning().topic().equals("3ds-needed"));
  }

  private boolean binary(Attempt attempt) {
    return attempt.binary().orElse(false)
        || Sent.of(captured, attempt).stream().anyMatch(sent -> sent.binary().orElse(false));
  }

  private boolean asks3ds(Attempt attempt) {
    return attempt.judgedBy3ds()
        || Sent.of(captured, attempt).stream()
            .anyMatch(
                sent -> sent.threeDs().equals("optional") || sent.threeDs().equals("mandatory"));
  }

  /// Codes 145 and 160 of requests that failed: users of test and production mixed, a seller that
  /// may not sell (domain/quality.md B2).
  private void codes() {
    for (String code : List.of("145", "160")) {
      Long count = captured.errors().get(code);
      if (count != null) {
        found.add(
            new Insight(Kind.CREDENTIAL_MIX, code, whole, count, Map.of(), Map.of("code", code)));
      }
    }
  }

  private void shares() {
    List<Attempt> rejected = attempts.stream().filter(Attempt::rejected).toList();
    List<Attempt> risky =
        rejected.stream()
            .filter(one -> one.meaning().family() == StatusDetail.Family.RISK)
            .toList();
    if (rejected.size() >= LEAST && risky.size() * 100 > HIGH_RISK_PERCENT * rejected.size()) {
      found.add(
          insight(
              Kind.HIGH_RISK_SHARE,
              "",
              risky,
              Map.of(
                  "rejected", Integer.toString(rejected.size()),
                  "limit", Integer.toString(HIGH_RISK_PERCENT))));
    }
    List<Attempt> tried =
        rejected.stream().filter(one -> one.meaning().topic().equals("attempts")).toList();
    if (tried.size() >= MAX_ATTEMPTS) {
      found.add(insight(Kind.MAX_ATTEMPTS, "", tried, Map.of()));
    }
  }

  private void families() {
    Map<StatusDetail.Family, List<Attempt>> rejected = new TreeMap<>();
    attempts.stream()
        .filter(Attempt::rejected)
        .forEach(
            one -> rejected.computeIfAbsent(Analyst.family(one), _ -> new ArrayList<>()).add(one));
    rejected.entrySet().stream()
        .filter(entry -> entry.getKey() != StatusDetail.Family.UNKNOWN)
        .sorted(
            Comparator.comparingInt((Map.Entry<StatusDetail.Family, List<Attempt>> entry) ->
                    entry.getValue().size())
                .reversed())
        .forEach(entry ->
            found.add(insight(Kind.FAMILY, entry.getKey().id(), entry.getValue(), Map.of())));
  }

  private void missing(Missing one) {
    found.add(
        new Insight(
            Kind.MISSING,
            one.datum(),
            whole,
            one.neverSent() + one.absent(),
            one.recoverable(),
            Map.of(
                "path", one.path(),
                "neverSent", Long.toString(one.neverSent()),
                "absent", Long.toString(one.absent()),
                "rejected", Long.toString(one.rejected()))));
  }

  /// The value of a dimension that is approved less than the whole for sure: its interval ends
  /// below that of everything.
  private void weakest(Map<String, List<Slice>> cuts, Rate decided) {
    Optional<BigDecimal> low = decided.interval().map(Rate.Interval::low);
    for (Dimension dimension :
        List.of(
            Dimension.METHOD,
            Dimension.ISSUER,
            Dimension.BANK,
            Dimension.INSTALMENTS,
            Dimension.AMOUNT,
            Dimension.CHECKOUT)) {
      cuts.getOrDefault(dimension.id(), List.of()).stream()
          .filter(slice ->
              slice.rate().interval().isPresent()
                  && low.isPresent()
                  && slice.rate().interval().get().high().compareTo(low.get()) < 0)
          .min(Comparator.comparing(slice -> slice.rate().share().orElseThrow()))
          .ifPresent(slice -> weak(dimension, slice));
    }
  }

  private void weak(Dimension dimension, Slice slice) {
    found.add(
        new Insight(
            Kind.WEAK_SLICE,
            dimension.id(),
            whole,
            slice.rate().all(),
            Map.of(),
            Map.of(
                "value", slice.value(),
                "approved", Long.toString(slice.rate().approved()))));
  }

  private void unknown() {
    Map<String, List<Attempt>> words = new TreeMap<>();
    attempts.stream()
        .filter(one -> !one.meaning().known())
        .forEach(one ->
            words
                .computeIfAbsent(
                    one.meaning().status() + "/" + one.meaning().detail(), _ -> new ArrayList<>())
                .add(one));
    words.forEach(
        (word, own) -> found.add(insight(Kind.UNKNOWN_DETAIL, word, own, Map.of("word", word))));
  }

  private void about(Kind kind, Predicate<Attempt> which) {
    List<Attempt> some = attempts.stream().filter(which).toList();
    if (!some.isEmpty()) {
      found.add(insight(kind, "", some, Map.of()));
    }
  }

  /// The amounts are those of purchases that were lost for one of these attempts; of payments that
  /// were made twice, what was paid too much.
  private Insight insight(
      Kind kind, String subject, List<Attempt> some, Map<String, String> facts) {
    Amounts amounts = new Amounts();
    if (kind == Kind.PAID_TWICE) {
      some.stream().skip(1).forEach(amounts::add);
    } else {
      java.util.Set<Attempt> these = new java.util.HashSet<>(some);
      lost.stream()
          .flatMap(purchase -> purchase.lastRejection().stream())
          .filter(these::contains)
          .forEach(amounts::add);
    }
    return new Insight(
        kind, subject, Analyst.span(some).orElse(whole), some.size(), amounts.all(), facts);
  }
}
