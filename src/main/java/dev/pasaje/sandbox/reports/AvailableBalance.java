// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The available balance of an account as the chronological list of what changed it.
///
/// @param lines oldest first
record AvailableBalance(List<ReleaseLine> lines) {
  /// Reserves were seen one to two seconds before the payout they belong to.
  private static final Duration RESERVE_LEAD = Duration.ofSeconds(1);

  static AvailableBalance of(Books books, Cells cells) {
    boolean reservePairs = cells.quirks().contains(Quirks.RESERVE_PAIRS);
    List<ReleaseLine> lines = new ArrayList<>();
    for (Movement movement : books.movements()) {
      Instant released = movement.released();
      if (released == null) {
        continue;
      }
      String reserve = movement.reserve();
      if (reserve != null && reservePairs) {
        BigDecimal amount = movement.net().abs();
        Instant before = released.minus(RESERVE_LEAD);
        lines.add(pair(before, movement, reserve, amount.negate()));
        lines.add(pair(released, movement, reserve, amount));
      }
      List<Instalment> parts = Instalment.of(movement, books, cells);
      if (parts.isEmpty()) {
        lines.add(ReleaseLine.of(movement, released));
      }
      parts.forEach(part -> lines.add(ReleaseLine.of(movement, part)));
    }
    for (Hold hold : books.holds()) {
      BigDecimal amount = hold.amount();
      lines.add(
          ReleaseLine.reserve(
              hold.from(), hold.sourceId(), hold.description(), amount.negate(), hold.details()));
      Instant until = hold.until();
      if (until != null) {
        lines.add(
            ReleaseLine.reserve(
                until, hold.sourceId(), hold.description(), amount, hold.details()));
      }
    }
    lines.sort(Comparator.comparing(ReleaseLine::at));
    return new AvailableBalance(List.copyOf(lines));
  }

  private static ReleaseLine pair(
      Instant at, Movement movement, String reserve, BigDecimal amount) {
    return ReleaseLine.reserve(at, movement.sourceId(), reserve, amount, movement.details());
  }

  /// The balance just before an instant.
  BigDecimal before(Instant instant) {
    return lines.stream()
        .filter(line -> line.at().isBefore(instant))
        .map(ReleaseLine::net)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<ReleaseLine> between(Range range) {
    return lines.stream().filter(line -> range.contains(line.at())).toList();
  }
}
