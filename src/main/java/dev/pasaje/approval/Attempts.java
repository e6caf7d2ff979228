// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Collects payments and orders from wherever they come, each once, and leaves out what is no sale
/// of the account. About one KiB stays in memory for each.
public final class Attempts {
  private final Set<String> accounts;
  private final Optional<Instant> from;
  private final Optional<Instant> to;
  private final Map<String, Attempt> kept = new HashMap<>();
  private final Map<Left, Long> left = new EnumMap<>(Left.class);
  private final Map<String, Long> collectors = new TreeMap<>();
  private long read;

  /// Why a record is not analysed.
  public enum Left {
    /// The account is the buyer: a search lists these too (domain/reports.md 15.13).
    ANOTHER_SELLER,
    /// A transfer, a deposit, a charge that only tests a card.
    NO_SALE,
    OUTSIDE_THE_WINDOW,
    /// Given more than once; the one that was updated last is kept.
    REPEATED,
    NOT_A_PAYMENT;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// @param accounts the selling accounts; everything is taken for a sale when none is known
  /// @param from of creation, inclusive
  /// @param to of creation, exclusive
  public Attempts(Set<String> accounts, Optional<Instant> from, Optional<Instant> to) {
    this.accounts = Set.copyOf(accounts);
    this.from = from;
    this.to = to;
  }

  /// @param record a payment or an order, as the API gave it
  public void add(JsonNode record) {
    if (!AttemptReader.readable(record)) {
      read++;
      leave(Left.NOT_A_PAYMENT);
      return;
    }
    for (Attempt attempt : AttemptReader.read(record)) {
      read++;
      reason(attempt).ifPresentOrElse(this::leave, () -> keep(attempt));
    }
  }

  private Optional<Left> reason(Attempt attempt) {
    if (!accounts.isEmpty()
        && !attempt.collector().isEmpty()
        && !accounts.contains(attempt.collector())) {
      return Optional.of(Left.ANOTHER_SELLER);
    }
    switch (attempt.operation()) {
      case "card_validation", "money_transfer", "account_fund", "money_exchange" -> {
        return Optional.of(Left.NO_SALE);
      }
      default -> {}
    }
    boolean early = from.isPresent() && attempt.when().isBefore(from.get());
    boolean late = to.isPresent() && !attempt.when().isBefore(to.get());
    return early || late ? Optional.of(Left.OUTSIDE_THE_WINDOW) : Optional.empty();
  }

  private void keep(Attempt attempt) {
    String key = attempt.meaning().api().id() + " " + attempt.id();
    Attempt before = kept.get(key);
    if (before != null) {
      leave(Left.REPEATED);
      if (before.updated().isAfter(attempt.updated())) {
        return;
      }
    } else {
      collectors.merge(attempt.collector(), 1L, Long::sum);
    }
    kept.put(key, attempt);
  }

  private void leave(Left why) {
    left.merge(why, 1L, Long::sum);
  }

  public long read() {
    return read;
  }

  Map<Left, Long> left() {
    return left;
  }

  /// How many payments of each selling account are kept.
  Map<String, Long> collectors() {
    return collectors;
  }

  Optional<Instant> from() {
    return from;
  }

  Optional<Instant> to() {
    return to;
  }

  /// Oldest first.
  List<Attempt> all() {
    return kept.values().stream()
        .sorted(Comparator.comparing(Attempt::when).thenComparing(Attempt::id))
        .toList();
  }
}
