// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.util.Locale;

/// What happened to a payment's money, with its names in both reports (reports.md 10 and 12).
enum MovementKind {
  PAYMENT("payment", "SETTLEMENT"),
  REFUND("refund", "REFUND"),
  DISPUTE("dispute", "DISPUTE"),
  /// No document names the settlement type of a dispute that ends: it comes back as a dispute with
  /// the opposite sign.
  DISPUTE_CANCEL("dispute", "DISPUTE"),
  CHARGEBACK("chargeback", "CHARGEBACK"),
  CHARGEBACK_CANCEL("chargeback_cancel", "CHARGEBACK_CANCEL"),
  /// No movement of its own: when the money becomes available.
  OTHER("payment", "SETTLEMENT");

  private final String description;
  private final String transactionType;

  MovementKind(String description, String transactionType) {
    this.description = description;
    this.transactionType = transactionType;
  }

  static MovementKind of(String name) {
    for (MovementKind kind : values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    return OTHER;
  }

  String description() {
    return description;
  }

  String transactionType() {
    return transactionType;
  }
}
