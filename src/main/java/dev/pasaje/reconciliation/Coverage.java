// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The stretches of time that the files of one report family cover whole, in order, touching ones
/// made one. What is missing may only be called missing inside them.
///
/// @param ranges begin inclusive, end exclusive
record Coverage(List<Range> ranges) {
  /// Ranges that reports are asked for end one second before the next begins (domain/reports.md 2).
  private static final Duration SEAM = Duration.ofSeconds(1);

  record Range(Instant begin, Instant end) {}

  Coverage {
    ranges = List.copyOf(ranges);
  }

  static Coverage of(List<Range> asked) {
    List<Range> merged = new ArrayList<>();
    for (Range next : asked.stream().sorted(Comparator.comparing(Range::begin)).toList()) {
      Range last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && !next.begin().isAfter(last.end().plus(SEAM))) {
        merged.removeLast();
        merged.add(
            new Range(last.begin(), next.end().isAfter(last.end()) ? next.end() : last.end()));
      } else {
        merged.add(next);
      }
    }
    return new Coverage(merged);
  }

  /// The holes between the ranges.
  List<Range> gaps() {
    List<Range> gaps = new ArrayList<>();
    for (int i = 1; i < ranges.size(); i++) {
      gaps.add(new Range(/* begin= */ ranges.get(i - 1).end(), /* end= */ ranges.get(i).begin()));
    }
    return gaps;
  }

  /// A condition: the moment lies in a range, and not in the last days of it.
  ///
  /// @param moment an expression; null is not covered
  String holds(String moment, Duration before) {
    if (ranges.isEmpty()) {
      return "(1 = 0)";
    }
    return ranges.stream()
        .map(range ->
            "("
                + moment
                + " >= "
                + literal(range.begin())
                + " and "
                + moment
                + " <= "
                + literal(range.end().minus(before))
                + ")")
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  /// A condition: one range holds all from one moment to the other, and some time after it.
  ///
  /// @param from and `to`: expressions; null is not covered
  String spans(String from, String to, Duration after) {
    return ranges.stream()
        .map(range ->
            "("
                + from
                + " >= "
                + literal(range.begin())
                + " and "
                + to
                + " <= "
                + literal(range.end().minus(after))
                + ")")
        .collect(Collectors.joining(" or ", "(1 = 0 or ", ")"));
  }

  static String literal(Instant at) {
    return "timestamp '" + at.toString().replace('T', ' ').replace("Z", "") + "'";
  }
}
