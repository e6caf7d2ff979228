// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.orders.History.Life;
import java.util.List;

/// The prose of domain/notifications.md 9.2 over the last moment of every payment, in whole cents,
/// and nothing of the product's.
final class Oracle {
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
