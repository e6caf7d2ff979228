// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Severity;
import dev.pasaje.quality.QualityReport.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The quality of many payments, summed up.
///
/// Shares and means have one decimal and are rounded half up. The share of a rule is what passed of
/// what it applies to: what is unknown is not passed.
///
/// @param days in order; those without a date last
/// @param methods worst first
/// @param variants worst first
public record Aggregate(
    About about,
    Slice all,
    List<RuleShare> rules,
    List<Slice> days,
    List<Slice> methods,
    List<Slice> variants,
    LeftOut leftOut) {

  /// What was judged, and how.
  ///
  /// @param source the file, or the integration's name
  /// @param from first day, `yyyy-MM-dd`; empty when everything in a file was read
  public record About(String source, String product, int threshold, String from, String to) {}

  /// What is not in the sums.
  ///
  /// @param foreign payments in which the account is the payer
  /// @param unreadable lines that are no payment, order or envelope
  /// @param twice payments that had come before in the same search
  public record LeftOut(long foreign, long unreadable, long twice) {}

  /// How one rule fares.
  public record RuleShare(String id, Severity severity, long passed, long failed, long unknown) {
    public long applicable() {
      return passed + failed + unknown;
    }

    /// In percent; 100 when it applied to nothing.
    public BigDecimal passing() {
      return applicable() == 0 ? PERCENT : percent(passed, applicable());
    }
  }

  /// Payments that have something in common.
  ///
  /// @param name a day, a payment method, a variant; empty for all, or when it is not known
  /// @param mean of the strict scores
  /// @param ceiling mean of what they would be if all that is unknown passed
  /// @param least the lowest score
  /// @param worstRules at most three that fail most, for a name's own improvement
  public record Slice(
      String name,
      long payments,
      BigDecimal mean,
      BigDecimal ceiling,
      int least,
      Map<Verdict, Long> verdicts,
      List<String> worstRules) {
    public Slice {
      verdicts = Map.copyOf(verdicts);
      worstRules = List.copyOf(worstRules);
    }

    public long of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0L);
    }

    /// Approved and ideal ones, in percent.
    public BigDecimal good() {
      return payments == 0
          ? BigDecimal.ZERO.setScale(1)
          : percent(of(Verdict.APPROVED) + of(Verdict.IDEAL), payments);
    }
  }

  private static final BigDecimal PERCENT = new BigDecimal("100.0");
  private static final int WORST = 3;

  private static final Comparator<Slice> WORST_FIRST =
      Comparator.comparing(Slice::mean).thenComparing(Slice::name);

  public Aggregate {
    rules = List.copyOf(rules);
    days = List.copyOf(days);
    methods = List.copyOf(methods);
    variants = List.copyOf(variants);
  }

  static Aggregate of(
      About about,
      List<RuleShare> shares,
      List<CheckInfo> rules,
      Tally.Part all,
      Map<String, Tally.Part> days,
      Map<String, Tally.Part> methods,
      Map<String, Tally.Part> variants,
      LeftOut leftOut) {
    Comparator<Slice> byDay =
        Comparator.comparing((Slice day) -> day.name().isEmpty()).thenComparing(Slice::name);
    return new Aggregate(
        about,
        slice("", all, rules),
        shares,
        slices(days, rules, byDay),
        slices(methods, rules, WORST_FIRST),
        slices(variants, rules, WORST_FIRST),
        leftOut);
  }

  private static List<Slice> slices(
      Map<String, Tally.Part> parts, List<CheckInfo> rules, Comparator<Slice> order) {
    return parts.entrySet().stream()
        .map(part -> slice(part.getKey(), part.getValue(), rules))
        .sorted(order)
        .toList();
  }

  private static Slice slice(String name, Tally.Part part, List<CheckInfo> rules) {
    List<Integer> failing = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (part.failed[i] > 0 && rules.get(i).severity().scored()) {
        failing.add(i);
      }
    }
    failing.sort(
        Comparator.comparingLong((Integer i) -> -part.failed[i])
            .thenComparing(i -> rules.get(i).severity())
            .thenComparing(i -> rules.get(i).id()));
    return new Slice(
        name,
        part.payments,
        mean(part.sum, part.payments),
        mean(part.ceilings, part.payments),
        part.payments == 0 ? 0 : part.least,
        part.verdicts,
        failing.stream().limit(WORST).map(i -> rules.get(i).id()).toList());
  }

  private static BigDecimal mean(long sum, long count) {
    return count == 0
        ? BigDecimal.ZERO.setScale(1)
        : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP);
  }

  static BigDecimal percent(long part, long whole) {
    return BigDecimal.valueOf(part)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
  }
}
