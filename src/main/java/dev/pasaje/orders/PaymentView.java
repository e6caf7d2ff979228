// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.BigMoney;
import tools.jackson.databind.JsonNode;

/// What an order needs to know of a payment.
///
/// @param amount what the buyer was charged, shipping included; empty when it cannot be read
/// @param refunded of that amount; never more than it
/// @param updated when it last changed, by its own word
/// @param late whether it was approved after it had expired
record PaymentView(
    String id,
    Status status,
    String collector,
    Optional<BigMoney> amount,
    BigDecimal refunded,
    Instant updated,
    boolean late) {

  /// What a payment is in; a chargeback's outcome is part of it.
  enum Status {
    APPROVED,
    REFUNDED,
    IN_MEDIATION,
    CHARGED_BACK,
    CHARGEBACK_LOST,
    CHARGEBACK_WON,
    AUTHORIZED,
    IN_PROCESS,
    PENDING,
    CANCELLED,
    REJECTED,
    UNKNOWN;

    static Status of(String status, String detail) {
      return switch (status.toLowerCase(Locale.ROOT)) {
        case "approved" -> APPROVED;
        case "refunded" -> REFUNDED;
        case "in_mediation" -> IN_MEDIATION;
        case "charged_back" -> chargedBack(detail);
        case "authorized" -> AUTHORIZED;
        case "in_process" -> IN_PROCESS;
        case "pending" -> PENDING;
        case "cancelled", "canceled" -> CANCELLED;
        case "rejected" -> REJECTED;
        default -> UNKNOWN;
      };
    }

    /// Pages differ on which word is whose; these are the developers' (domain/notifications.md 9).
    static Status chargedBack(String detail) {
      return switch (detail) {
        case "settled" -> CHARGEBACK_LOST;
        case "reimbursed" -> CHARGEBACK_WON;
        default -> CHARGED_BACK;
      };
    }
  }

  PaymentView {
    BigDecimal most = amount.map(BigMoney::getAmount).orElse(BigDecimal.ZERO);
    refunded = status == Status.REFUNDED ? most : refunded.min(most);
  }

  /// Empty for a charge of nothing that only tests a card (domain/notifications.md 3.6).
  static Optional<PaymentView> of(JsonNode body) {
    if (isValidation(body)) {
      return Optional.empty();
    }
    Instant approved = Dates.of(body.path("date_approved"));
    Instant expires = Dates.of(body.path("date_of_expiration"));
    BigDecimal shipping = Amounts.number(body.path("shipping_amount")).orElse(BigDecimal.ZERO);
    return Optional.of(
        new PaymentView(
            body.path("id").asString(""),
            Status.of(body.path("status").asString(""), body.path("status_detail").asString("")),
            body.path("collector_id").asString(""),
            Amounts.money(
                Amounts.number(body.path("transaction_amount")).map(shipping::add),
                body.path("currency_id").asString("")),
            Amounts.number(body.path("transaction_amount_refunded")).orElse(BigDecimal.ZERO),
            Dates.of(body.path("date_last_updated")),
            expires.isAfter(Instant.EPOCH) && approved.isAfter(expires)));
  }

  static boolean isValidation(JsonNode body) {
    return body.path("operation_type").asString("").equals("card_validation");
  }

  PaymentView with(Status news) {
    return new PaymentView(id, news, collector, amount, refunded, updated, late);
  }

  String currency() {
    return amount.map(money -> money.getCurrencyUnit().getCode()).orElse("");
  }

  BigDecimal gross() {
    return amount.map(BigMoney::getAmount).orElse(BigDecimal.ZERO);
  }

  BigDecimal net() {
    return gross().subtract(refunded);
  }

  /// Whether its money is the merchant's now.
  boolean holds() {
    return status == Status.APPROVED || status == Status.CHARGEBACK_WON;
  }

  /// Whether a buyer's money has been taken, whatever became of it.
  boolean captured() {
    return switch (status) {
      case APPROVED, REFUNDED, IN_MEDIATION, CHARGED_BACK, CHARGEBACK_LOST, CHARGEBACK_WON -> true;
      case AUTHORIZED, IN_PROCESS, PENDING, CANCELLED, REJECTED, UNKNOWN -> false;
    };
  }
}
