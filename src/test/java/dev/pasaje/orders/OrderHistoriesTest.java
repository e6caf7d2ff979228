// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.resources.ResourceKind;
import java.math.BigDecimal;
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

  /// A reading of a resource: what it was at one moment of its life.
  record Read(String resource, int version, Object what) {}

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
              : Optional.of(BigMoney.of(CurrencyUnit.of("ARS"), amount(history.books)));
      return Evidence.facts(pieces, books, Set.of("77"), history.held);
    }
  }

  static BigDecimal amount(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  /// A payment at one moment of its life, in cents.
  record Life(
      int id,
      String status,
      String detail,
      long cents,
      long refunded,
      String currency,
      String collector) {
    Life to(String next, String why) {
      return new Life(id, next, why, cents, refunded, currency, collector);
    }

    Life refund(long more) {
      boolean all = refunded + more == cents;
      return new Life(
          id,
          all ? "refunded" : "approved",
          all ? "refunded" : "partially_refunded",
          cents,
          refunded + more,
          currency,
          collector);
    }

    boolean is(String word) {
      return word.equals(status) || word.equals(status + " " + detail);
    }

    long rest() {
      return cents - refunded;
    }
  }

  /// A claim or a chargeback at one moment.
  record Case(int payment, boolean open, String covered) {}

  /// One order's life: up to twelve events over up to four payments.
  static final class History {
    final List<Read> events = new ArrayList<>();
    final List<String> resources = new ArrayList<>();
    final List<Life> payments = new ArrayList<>();
    final Map<Integer, Case> claims = new HashMap<>();
    final long books;
    final long asked;
    final boolean held;
    private final Random chance;
    private final boolean foreignCurrency;
    private int clock;

    History(Random chance) {
      this.chance = chance;
      long total = 1L + chance.nextInt(20_000);
      this.books = chance.nextInt(3) == 0 ? -1 : total;
      this.asked = chance.nextInt(3) == 0 ? -1 : chance.nextInt(12) == 0 ? total / 2 + 1 : total;
      this.held = chance.nextInt(40) == 0;
      this.foreignCurrency = books >= 0 || asked >= 0;
      int most = chance.nextInt(25) == 0 ? 0 : 1 + chance.nextInt(4);
      int length = 1 + chance.nextInt(12);
      for (int i = 0; i < length && most > 0; i++) {
        if (payments.size() < most && (payments.isEmpty() || chance.nextInt(3) == 0)) {
          pay(total);
        } else {
          live(payments.get(chance.nextInt(payments.size())));
        }
      }
      if (asked >= 0) {
        happen("order", asked);
      }
    }

    private void happen(String resource, Object what) {
      clock++;
      events.add(new Read(resource, clock, what));
      if (!resources.contains(resource)) {
        resources.add(resource);
      }
    }

    private void change(Life life) {
      if (life.id() > payments.size()) {
        payments.add(life);
      } else {
        payments.set(life.id() - 1, life);
      }
      happen("payment" + life.id(), life);
    }

    private void pay(long total) {
      long[] amounts = {
        total, total, total, Math.max(1, total / 2), total + 1, Math.max(1, total / 4)
      };
      boolean strange = chance.nextInt(25) == 0;
      String[] states = {
        "pending pending_waiting_payment",
        "in_process pending_review_manual",
        "authorized pending_capture",
        "rejected cc_rejected_other_reason",
        "approved accredited",
        "approved accredited"
      };
      String[] state = states[chance.nextInt(states.length)].split(" ");
      change(
          new Life(
              payments.size() + 1,
              state[0],
              state[1],
              amounts[chance.nextInt(amounts.length)],
              0,
              strange && foreignCurrency && chance.nextBoolean() ? "BRL" : "ARS",
              strange && chance.nextBoolean() ? "78" : "77"));
    }

    /// What buyers, banks, clocks and the merchant may do to a payment.
    private void live(Life life) {
      switch (life.status()) {
        case "pending", "in_process" ->
            change(
                chance.nextInt(2) == 0
                    ? life.to("approved", "accredited")
                    : chance.nextBoolean()
                        ? life.to("cancelled", "expired")
                        : life.to("rejected", "cc_rejected_other_reason"));
        case "authorized" ->
            change(
                chance.nextBoolean()
                    ? life.to("approved", "accredited")
                    : life.to("cancelled", "by_collector"));
        // A ticket paid after its last day.
        case "cancelled" -> change(life.to("approved", "accredited"));
        case "approved" -> approved(life);
        case "in_mediation" -> {
          switch (chance.nextInt(3)) {
            case 0 ->
                change(
                    life.to("approved", life.refunded() > 0 ? "partially_refunded" : "accredited"));
            case 1 -> chargeBack(life);
            default -> change(life.refund(life.rest()));
          }
        }
        case "charged_back" -> {
          if (life.detail().equals("in_process")) {
            boolean won = chance.nextBoolean();
            change(life.to("charged_back", won ? "reimbursed" : "settled"));
            happen("chargeback" + life.id(), new Case(life.id(), false, Boolean.toString(won)));
          } else if (life.detail().equals("reimbursed") && chance.nextInt(4) == 0) {
            change(life.to("approved", "accredited"));
          }
        }
        default -> {}
      }
    }

    private void approved(Life life) {
      switch (chance.nextInt(6)) {
        case 0 -> change(life.refund(life.rest()));
        case 1 -> change(life.refund(1L + chance.nextInt((int) life.rest())));
        case 2 -> change(life.to("in_mediation", "pending"));
        case 3 -> chargeBack(life);
        default -> {
          Case claim = claims.get(life.id());
          Case next = new Case(life.id(), claim == null || !claim.open(), "");
          claims.put(life.id(), next);
          happen("claim" + life.id(), next);
        }
      }
    }

    private void chargeBack(Life life) {
      change(life.to("charged_back", "in_process"));
      happen("chargeback" + life.id(), new Case(life.id(), true, "null"));
    }

    int index(String resource) {
      return resources.indexOf(resource);
    }

    /// What a reading of a resource gives at a moment; empty before it exists.
    Optional<Read> at(String resource, int moment) {
      Read found = null;
      for (Read event : events) {
        if (event.version() <= moment && event.resource().equals(resource)) {
          found = event;
        }
      }
      return Optional.ofNullable(found);
    }

    Evidence.Piece piece(Read read) {
      String when = "2026-11-20T10:00:%02d.000-04:00".formatted(read.version());
      return switch (read.what()) {
        case Life life ->
            new Evidence.Piece(
                ResourceKind.PAYMENT,
                Integer.toString(life.id()),
                read.version(),
                OrderRows.json(
                    """
                    {"id":%d,"status":"%s","status_detail":"%s","transaction_amount":%s,
                     "transaction_amount_refunded":%s,"currency_id":"%s","collector_id":%s,
                     "date_last_updated":"%s"}
                    """
                        .formatted(
                            life.id(),
                            life.status(),
                            life.detail(),
                            amount(life.cents()),
                            amount(life.refunded()),
                            life.currency(),
                            life.collector(),
                            when)));
        case Case it when read.resource().startsWith("claim") ->
            new Evidence.Piece(
                ResourceKind.CLAIM,
                "5" + it.payment(),
                read.version(),
                OrderRows.json(
                    """
                    {"id":5%d,"resource":"payment","resource_id":%d,"status":"%s"}
                    """
                        .formatted(it.payment(), it.payment(), it.open() ? "opened" : "closed")));
        case Case it ->
            new Evidence.Piece(
                ResourceKind.CHARGEBACK,
                "2170" + it.payment(),
                read.version(),
                OrderRows.json(
                    """
                    {"id":"2170%d","payments":[%d],"coverage_applied":%s,"date_last_updated":"%s"}
                    """
                        // The case and its payment change in one instant.
                        .formatted(
                            it.payment(),
                            it.payment(),
                            it.covered(),
                            "2026-11-20T10:00:%02d.000-04:00".formatted(read.version() - 1))));
        case Long total ->
            new Evidence.Piece(
                ResourceKind.MERCHANT_ORDER,
                "9",
                read.version(),
                OrderRows.json(
                    "{\"id\":9,\"total_amount\":%s,\"site_id\":\"MLA\",\"payments\":[]}"
                        .formatted(amount(total))));
        default -> throw new IllegalStateException(read.toString());
      };
    }

    @Override
    public String toString() {
      return "books " + books + ", asked " + asked + ", held " + held + ", " + events;
    }
  }

  /// The prose of domain/notifications.md 9.2 over the last moment of every payment, in whole
  /// cents, and nothing of the product's.
  private static final class Oracle {
    private final History history;
    private final List<Life> all;

    Oracle(History history) {
      this.history = history;
      this.all = List.copyOf(history.payments);
    }

    OrderState state() {
      if (history.held) {
        return OrderState.HOLD_FRAUD;
      }
      if (some("charged_back in_process")) {
        return OrderState.CHARGED_BACK;
      }
      if (some("in_mediation") || claimed()) {
        return OrderState.DISPUTED;
      }
      if (strange() || tooCheap()) {
        return OrderState.AMOUNT_MISMATCH;
      }
      long paid = 0;
      long refunded = 0;
      long taken = 0;
      boolean back = false;
      for (Life life : all) {
        boolean here = here(life);
        boolean counts = life.currency().equals("ARS") && life.collector().equals("77");
        back |= life.is("refunded");
        if (counts) {
          paid += here ? life.rest() : 0;
          refunded += life.refunded();
          taken += here || life.is("refunded") || life.is("charged_back") ? life.cents() : 0;
        }
      }
      long total = history.books >= 0 ? history.books : history.asked >= 0 ? history.asked : taken;
      if (paid > 0 && paid >= total) {
        return some("charged_back reimbursed") ? OrderState.CHARGEBACK_WON : OrderState.PAID;
      }
      if (some("charged_back settled")) {
        return OrderState.CHARGEBACK_LOST;
      }
      if (paid > 0) {
        return refunded > 0 ? OrderState.PARTIALLY_REFUNDED : OrderState.PARTIALLY_PAID;
      }
      if (back) {
        return OrderState.REFUNDED;
      }
      if (some("authorized")) {
        return OrderState.AUTHORIZED;
      }
      if (some("in_process")) {
        return OrderState.IN_REVIEW;
      }
      if (some("pending")) {
        return OrderState.PENDING;
      }
      if (some("cancelled")) {
        return OrderState.CANCELLED;
      }
      return some("rejected") ? OrderState.REJECTED : OrderState.OPEN;
    }

    private static boolean here(Life life) {
      return life.is("approved") || life.is("charged_back reimbursed");
    }

    private boolean some(String word) {
      return all.stream().anyMatch(life -> life.is(word));
    }

    private boolean claimed() {
      return history.claims.values().stream()
          .anyMatch(claim -> claim.open() && here(history.payments.get(claim.payment() - 1)));
    }

    private boolean strange() {
      return all.stream()
          .anyMatch(life ->
              here(life) && !(life.currency().equals("ARS") && life.collector().equals("77")));
    }

    /// Everything Mercado Pago was told to ask for came, and the books say more.
    private boolean tooCheap() {
      long came = 0;
      for (Life life : all) {
        came += here(life) ? life.cents() : 0;
      }
      return came > 0 && history.asked >= 0 && came >= history.asked && came < history.books;
    }
  }
}
