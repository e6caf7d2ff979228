// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.resources.ResourceKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One order's life: up to twelve events over up to four payments.
final class History {
  /// A reading of a resource: what it was at one moment of its life.
  record Read(String resource, int version, Object what) {}

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
