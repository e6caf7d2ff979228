// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.orders.History.Read;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/// However the news of a history travels (in any order, twice, late, not at all but for a sweep),
/// an order ends in the state that the history itself ends in.
class OrderHistoriesTest {
  private static final int HISTORIES = 100_000;
  private static final int TRAVELS = 2;
  private static final long SEED = Long.getLong("pasaje.seed", 20_261_126L);

  @Test
  void every_travel_of_every_history_ends_in_the_truth() {
    Map<OrderState, Integer> seen = new EnumMap<>(OrderState.class);
    long healed = 0;
    for (int number = 0; number < HISTORIES; number++) {
      long seed = SEED + number;
      History history = new History(new Random(seed));
      OrderState truth = new Oracle(history).state();
      seen.merge(truth, 1, Integer::sum);
      for (int travel = 0; travel < TRAVELS; travel++) {
        Random chance = new Random(seed * 31 + travel);
        Store store = new Store();
        boolean lost = store.receive(history, chance);
        int found = store.sweep(history);
        healed += found;
        OrderStanding standing = OrderStanding.of(store.facts(history, chance));
        assertThat(standing.state())
            .as("seed %d travel %d: %s", seed, travel, history)
            .isEqualTo(truth);
        if (!lost) {
          assertThat(found).as("seed %d travel %d", seed, travel).isZero();
        }
      }
    }
    System.out.printf(
        "%d histories from seed %d, %d readings healed by sweeps: %s%n",
        HISTORIES, SEED, healed, seen);
    assertThat(seen.keySet()).containsExactly(OrderState.values());
    assertThat(healed).isPositive();
  }

  @Test
  void every_permutation_of_a_short_history_ends_in_the_truth() {
    int permuted = 0;
    for (long seed = SEED; permuted < 100; seed++) {
      History history = new History(new Random(seed));
      if (history.events.size() < 3 || history.events.size() > 5) {
        continue;
      }
      permuted++;
      OrderState truth = new Oracle(history).state();
      for (List<Read> order : permutations(history.events)) {
        Store store = new Store();
        order.forEach(store::merge);
        assertThat(OrderStanding.of(store.facts(history, new Random(seed))).state())
            .as("seed %d: %s", seed, order)
            .isEqualTo(truth);
      }
    }
  }

  private static List<List<Read>> permutations(List<Read> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Read>> all = new ArrayList<>();
    for (Read first : events) {
      List<Read> others = new ArrayList<>(events);
      others.remove(first);
      for (List<Read> rest : permutations(others)) {
        List<Read> one = new ArrayList<>(rest);
        one.addFirst(first);
        all.add(one);
      }
    }
    return all;
  }

  /// What a merchant knows of a history.
  private static final class Store {
    private final Map<String, Read> known = new HashMap<>();

    /// @return whether any notification was lost
    boolean receive(History history, Random chance) {
      List<int[]> readings = new ArrayList<>();
      boolean lost = false;
      for (Read event : history.events) {
        int copies = chance.nextInt(10) < 2 ? 0 : 1 + chance.nextInt(3);
        lost |= copies == 0;
        for (int i = 0; i < copies; i++) {
          // Read at some moment after it happened, and put down at some moment after that.
          int readAt = event.version() + chance.nextInt(8);
          int writtenAt = readAt + chance.nextInt(8);
          readings.add(new int[] {history.index(event.resource()), readAt, writtenAt});
        }
      }
      Collections.shuffle(readings, chance);
      readings.sort((one, other) -> Integer.compare(one[2], other[2]));
      for (int[] reading : readings) {
        history.at(history.resources.get(reading[0]), reading[1]).ifPresent(this::merge);
      }
      return lost;
    }

    /// A higher version wins, whenever it comes.
    private boolean merge(Read read) {
      Read before = known.get(read.resource());
      if (before != null && before.version() >= read.version()) {
        return false;
      }
      known.put(read.resource(), read);
      return true;
    }

    int sweep(History history) {
      int healed = 0;
      for (String resource : history.resources) {
        healed += history.at(resource, Integer.MAX_VALUE).filter(this::merge).isPresent() ? 1 : 0;
      }
      return healed;
    }

    OrderFacts facts(History history, Random chance) {
      List<Evidence.Piece> pieces = new ArrayList<>();
      known.values().forEach(read -> pieces.add(history.piece(read)));
      Collections.shuffle(pieces, chance);
      Optional<BigMoney> books =
          history.books < 0
              ? Optional.empty()
              : Optional.of(BigMoney.of(CurrencyUnit.of("ARS"), History.amount(history.books)));
      return Evidence.facts(pieces, books, Set.of("77"), history.held);
    }
  }
}
