// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.quality.QualityReport.Verdict;
import dev.pasaje.quality.QualityScoring;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Adds up scores as they come; its size depends on the number of rules, days and payment methods,
/// not on the number of payments. For one thread.
public final class Tally {
  /// Names beyond so many are added up together, so that a file of nonsense fills no memory.
  static final int MOST_NAMES = 500;

  /// Eleven years.
  static final int MOST_DAYS = 4018;

  /// The name of what is beyond, and of what says nothing of itself.
  public static final String OTHERS = "";

  private final List<CheckInfo> rules;
  private final Part all;
  private final long[] passed;
  private final long[] unknown;
  private final Map<String, Part> days = new TreeMap<>();
  private final Map<String, Part> methods = new TreeMap<>();
  private final Map<String, Part> variants = new TreeMap<>();
  private long foreign;
  private long unreadable;
  private long twice;

  public Tally(QualityScoring scoring) {
    this.rules = scoring.rules();
    this.all = new Part(rules.size());
    this.passed = new long[rules.size()];
    this.unknown = new long[rules.size()];
  }

  /// Payments that have something in common.
  static final class Part {
    final long[] failed;
    final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    long payments;
    long sum;
    long ceilings;
    int least = 100;

    Part(int rules) {
      failed = new long[rules];
    }

    void add(PaymentScore score) {
      payments++;
      sum += score.value();
      ceilings += score.ceiling();
      least = Math.min(least, score.value());
      verdicts.merge(score.verdict(), 1L, Long::sum);
      String outcomes = score.outcomes();
      for (int i = outcomes.indexOf('f'); i >= 0; i = outcomes.indexOf('f', i + 1)) {
        failed[i]++;
      }
    }
  }

  public void add(PaymentScore score) {
    if (score.outcomes().length() != rules.size()) {
      throw new IllegalArgumentException(
          score.outcomes().length() + " outcomes of " + rules.size() + " rules");
    }
    all.add(score);
    String outcomes = score.outcomes();
    for (int i = 0; i < passed.length; i++) {
      switch (outcomes.charAt(i)) {
        case 'p' -> passed[i]++;
        case 'u' -> unknown[i]++;
        default -> {
          // It failed, which is counted for every part, or does not apply.
        }
      }
    }
    part(days, score.day(), MOST_DAYS).add(score);
    part(methods, score.method(), MOST_NAMES).add(score);
    part(variants, score.variant(), MOST_NAMES).add(score);
  }

  private Part part(Map<String, Part> parts, String name, int most) {
    Part known = parts.get(name);
    if (known != null) {
      return known;
    }
    String key = parts.size() < most ? name : OTHERS;
    return parts.computeIfAbsent(key, _ -> new Part(rules.size()));
  }

  /// Documents that are not in the sums; see [Aggregate.LeftOut].
  public void leftOut(long others, long bad, long again) {
    foreign += others;
    unreadable += bad;
    twice += again;
  }

  public long payments() {
    return all.payments;
  }

  public long unread() {
    return unreadable;
  }

  private List<Aggregate.RuleShare> shares() {
    List<Aggregate.RuleShare> shares = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      CheckInfo rule = rules.get(i);
      shares.add(
          new Aggregate.RuleShare(
              rule.id(), rule.severity(), passed[i], all.failed[i], unknown[i]));
    }
    return shares;
  }

  /// What it has come to so far.
  public Aggregate sum(Aggregate.About about) {
    return Aggregate.of(
        about,
        shares(),
        rules,
        all,
        days,
        methods,
        variants,
        new Aggregate.LeftOut(foreign, unreadable, twice));
  }
}
