// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One attempt to pay: a payment, or a transaction of an order of the Orders API.
///
/// Texts are empty, never absent, when the record has none.
///
/// @param at when it was created
/// @param buyer e-mail, else document, else the payer's id; empty when the record has none of them
/// @param collector the account that sells
/// @param type `payment_type_id`, such as `credit_card`
/// @param card first six and last four digits, or the id of a saved card
/// @param threeDs `three_d_secure_mode` or the Orders API's `validation`
/// @param challenge whether a 3DS challenge was begun
/// @param shown what its record has
/// @param hidden what a record of this status does not show, sent or not
record Attempt(
    StatusDetail meaning,
    String id,
    Standing standing,
    Optional<Instant> at,
    Instant updated,
    String currency,
    BigDecimal amount,
    String reference,
    String orderId,
    String buyer,
    String collector,
    String payerId,
    String operation,
    String type,
    String method,
    String issuer,
    String bank,
    int instalments,
    String bin,
    String card,
    String checkout,
    Optional<Boolean> binary,
    String threeDs,
    boolean challenge,
    String ip,
    Set<Datum> shown,
    Set<Datum> hidden) {

  /// What came of it, as far as approval goes.
  enum Standing {
    /// The money was taken or reserved, whatever became of it later.
    APPROVED,
    REJECTED,
    /// Still waiting for somebody.
    OPEN,
    /// Cancelled or expired before anybody judged it.
    ABANDONED
  }

  boolean byCard() {
    return switch (type) {
      case "credit_card", "debit_card", "prepaid_card", "voucher_card" -> true;
      default -> !card.isEmpty();
    };
  }

  boolean approved() {
    return standing == Standing.APPROVED;
  }

  boolean rejected() {
    return standing == Standing.REJECTED;
  }

  boolean decided() {
    return approved() || rejected();
  }

  boolean judgedBy3ds() {
    return !threeDs.isEmpty() && !threeDs.equals("not_supported") && !threeDs.equals("never");
  }

  Instant when() {
    return at.orElse(Instant.EPOCH);
  }
}
