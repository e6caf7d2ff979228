// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Many attempts in a short time; the limits are ours.
final class Bursts {
  /// Cards are tried out within this time.
  static final Duration TESTING = Duration.ofMinutes(10);

  /// So many different cards of one source, most of them refused, are no family sharing a computer.
  static final int CARDS_OF_ONE = 5;

  /// Or so many in the whole shop, whoever they say they are.
  static final int CARDS_OF_ALL = 15;

  /// Of what is in such a window at least this many of a hundred are rejected.
  static final int REJECTED_PERCENT = 80;

  /// Nobody corrects a card number within this time: the form was sent twice.
  static final Duration TWICE = Duration.ofSeconds(10);

  /// Two approved payments of one order and amount within this time are one too many.
  static final Duration PAID_TWICE = Duration.ofHours(1);

  private Bursts() {}

  /// Attempts that belong together, oldest first.
  ///
  /// @param source an address or a buyer; empty for the whole shop
  record Burst(String source, List<Attempt> attempts) {}

  /// Windows of [#TESTING] in which one address or buyer, or the whole shop, tried many cards of
  /// which most were rejected. Windows that touch are one burst.
  static List<Burst> cardTesting(List<Attempt> attempts) {
    List<Attempt> cards = attempts.stream().filter(one -> !one.card().isEmpty()).toList();
    List<Burst> bursts = new ArrayList<>();
    for (Function<Attempt, String> by :
        List.<Function<Attempt, String>>of(Attempt::ip, Attempt::buyer)) {
      grouped(cards, by)
          .forEach((source, own) ->
              windows(own, CARDS_OF_ONE).forEach(found -> bursts.add(new Burst(source, found))));
    }
    Set<Attempt> seen = new HashSet<>();
    bursts.forEach(burst -> seen.addAll(burst.attempts()));
    // The same burst seen by address and by buyer is told once, as is one seen in the whole shop.
    List<Burst> told = new ArrayList<>();
    Set<Attempt> counted = new HashSet<>();
    for (Burst burst : bursts) {
      if (counted.addAll(burst.attempts())) {
        told.add(burst);
      }
    }
    for (List<Attempt> found : windows(cards, CARDS_OF_ALL)) {
      if (found.stream().noneMatch(seen::contains)) {
        told.add(new Burst("", found));
      }
    }
    return told;
  }

  private static List<List<Attempt>> windows(List<Attempt> attempts, int cards) {
    List<List<Attempt>> found = new ArrayList<>();
    Deque<Attempt> window = new ArrayDeque<>();
    Map<String, Integer> inside = new HashMap<>();
    int rejected = 0;
    int last = -1;
    for (int i = 0; i < attempts.size(); i++) {
      Attempt next = attempts.get(i);
      window.addLast(next);
      inside.merge(next.card(), 1, Integer::sum);
      rejected += next.rejected() ? 1 : 0;
      while (Duration.between(window.getFirst().when(), next.when()).compareTo(TESTING) > 0) {
        Attempt gone = window.removeFirst();
        inside.merge(gone.card(), -1, (a, b) -> a + b == 0 ? null : a + b);
        rejected -= gone.rejected() ? 1 : 0;
      }
      if (inside.size() >= cards && rejected * 100 >= REJECTED_PERCENT * window.size()) {
        int first = i - window.size() + 1;
        if (first <= last) {
          found.getLast().addAll(attempts.subList(last + 1, i + 1));
        } else {
          found.add(new ArrayList<>(attempts.subList(first, i + 1)));
        }
        last = i;
      }
    }
    return found;
  }

  /// The same order or buyer, amount, method and card, each within [#TWICE] of the one before.
  static List<Burst> duplicates(List<Attempt> attempts) {
    List<Burst> bursts = new ArrayList<>();
    grouped(attempts, Bursts::sameAgain)
        .forEach((key, own) -> {
          List<Attempt> run = new ArrayList<>();
          for (Attempt next : own) {
            if (!run.isEmpty() && apart(run.getLast(), next).compareTo(TWICE) > 0) {
              burst(run, bursts);
              run = new ArrayList<>();
            }
            run.add(next);
          }
          burst(run, bursts);
        });
    return bursts;
  }

  /// Approved twice: the same order or buyer and amount, within [#PAID_TWICE].
  static List<Burst> paidTwice(List<Attempt> attempts) {
    List<Burst> bursts = new ArrayList<>();
    grouped(
            attempts.stream()
                .filter(one -> one.approved() && !one.meaning().status().equals("refunded"))
                .toList(),
            Bursts::samePurpose)
        .forEach((key, own) -> {
          List<Attempt> run = new ArrayList<>();
          for (Attempt next : own) {
            if (!run.isEmpty() && apart(run.getLast(), next).compareTo(PAID_TWICE) > 0) {
              burst(run, bursts);
              run = new ArrayList<>();
            }
            run.add(next);
          }
          burst(run, bursts);
        });
    return bursts;
  }

  private static void burst(List<Attempt> run, List<Burst> bursts) {
    if (run.size() > 1) {
      bursts.add(new Burst(who(run.getFirst()), List.copyOf(run)));
    }
  }

  private static Duration apart(Attempt one, Attempt next) {
    return Duration.between(one.when(), next.when());
  }

  private static Map<String, List<Attempt>> grouped(
      List<Attempt> attempts, Function<Attempt, String> by) {
    Map<String, List<Attempt>> groups = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      String key = attempt.at().isEmpty() ? "" : by.apply(attempt);
      if (!key.isEmpty()) {
        groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(attempt);
      }
    }
    return groups;
  }

  private static String who(Attempt attempt) {
    return attempt.reference().isEmpty() ? attempt.buyer() : attempt.reference();
  }

  private static String sameAgain(Attempt attempt) {
    String purpose = samePurpose(attempt);
    return purpose.isEmpty() ? "" : purpose + " " + attempt.method() + " " + attempt.card();
  }

  private static String samePurpose(Attempt attempt) {
    return who(attempt).isEmpty()
        ? ""
        : attempt.collector()
            + " "
            + (attempt.reference().isEmpty() ? "b " : "r ")
            + who(attempt)
            + " "
            + attempt.amount().stripTrailingZeros().toPlainString()
            + " "
            + attempt.currency();
  }
}
