// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.integration.Site;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.BigMoney;
import tools.jackson.databind.JsonNode;

/// What Mercado Pago was told to ask a buyer for: a merchant order, or an order of the Orders API.
///
/// @param total empty when it says none
/// @param payments ids of those it knows of
/// @param transactions what an order of the Orders API says of its payments
record AskedView(
    Optional<BigMoney> total, Set<String> payments, End end, List<PaymentView> transactions) {
  private static final Map<String, Site> COUNTRIES =
      Map.of(
          "ARG", Site.MLA,
          "BRA", Site.MLB,
          "MEX", Site.MLM,
          "CHL", Site.MLC,
          "COL", Site.MCO,
          "PER", Site.MPE,
          "URY", Site.MLU);

  /// How it ended without being paid.
  enum End {
    NONE,
    CANCELLED,
    REJECTED
  }

  static AskedView merchantOrder(JsonNode body) {
    BigDecimal total =
        Amounts.number(body.path("total_amount"))
            .orElse(BigDecimal.ZERO)
            .add(Amounts.number(body.path("shipping_cost")).orElse(BigDecimal.ZERO));
    String currency =
        first(
            body.path("items").path(0).path("currency_id").asString(""),
            body.path("payments").path(0).path("currency_id").asString(""),
            Site.of(body.path("site_id").asString("")).map(Site::currency).orElse(""));
    Set<String> payments = new LinkedHashSet<>();
    body.path("payments").forEach(payment -> payments.add(payment.path("id").asString("")));
    boolean over =
        body.path("cancelled").asBoolean(false)
            || body.path("status").asString("").equals("expired");
    return new AskedView(
        // One made without items costs nothing yet.
        Amounts.money(Optional.of(total).filter(sum -> sum.signum() > 0), currency),
        payments,
        over ? End.CANCELLED : End.NONE,
        List.of());
  }

  static AskedView paymentOrder(JsonNode body) {
    String country = body.path("country_code").asString("").toUpperCase(Locale.ROOT);
    String currency =
        first(
            body.path("currency").asString(""),
            Optional.ofNullable(COUNTRIES.get(country)).map(Site::currency).orElse(""),
            Site.of(body.path("site_id").asString("")).map(Site::currency).orElse(""));
    Set<String> payments = new LinkedHashSet<>();
    List<PaymentView> transactions = new ArrayList<>();
    for (JsonNode one : body.path("transactions").path("payments")) {
      payments.add(paymentId(one));
      transaction(one, body, currency).ifPresent(transactions::add);
    }
    return new AskedView(
        Amounts.money(Amounts.number(body.path("total_amount")), currency),
        payments,
        switch (body.path("status").asString("")) {
          case "expired", "canceled", "cancelled" -> End.CANCELLED;
          case "failed" -> End.REJECTED;
          default -> End.NONE;
        },
        transactions);
  }

  /// The id under which `/v1/payments` knows a transaction.
  static String paymentId(JsonNode transaction) {
    return first(
        transaction.path("reference_id").asString(""),
        transaction.path("reference").path("id").asString(""),
        transaction.path("id").asString(""));
  }

  private static Optional<PaymentView> transaction(JsonNode one, JsonNode order, String currency) {
    String detail = one.path("status_detail").asString("");
    Optional<PaymentView.Status> status = status(one.path("status").asString(""), detail);
    BigDecimal listed = BigDecimal.ZERO;
    for (JsonNode refund : order.path("transactions").path("refunds")) {
      if (refund.path("transaction_id").asString("").equals(one.path("id").asString(""))
          && refund.path("status").asString("").equals("processed")) {
        listed = listed.add(Amounts.number(refund.path("amount")).orElse(BigDecimal.ZERO));
      }
    }
    BigDecimal refunded = Amounts.number(one.path("refunded_amount")).orElse(listed);
    return status.map(known ->
        new PaymentView(
            paymentId(one),
            known,
            order.path("user_id").asString(""),
            Amounts.money(
                Amounts.number(one.path("paid_amount"))
                    .or(() -> Amounts.number(one.path("amount"))),
                currency),
            refunded,
            Dates.of(order.path("last_updated_date")),
            false));
  }

  /// Empty for one that nobody has tried to pay; domain/api.md 7.4.
  private static Optional<PaymentView.Status> status(String status, String detail) {
    return switch (status) {
      case "created" -> Optional.empty();
      case "processed" -> Optional.of(PaymentView.Status.APPROVED);
      case "refunded" -> Optional.of(PaymentView.Status.REFUNDED);
      case "in_mediation" -> Optional.of(PaymentView.Status.IN_MEDIATION);
      case "charged_back" -> Optional.of(PaymentView.Status.chargedBack(detail));
      case "action_required", "at_terminal" ->
          Optional.of(
              detail.equals("waiting_capture")
                  ? PaymentView.Status.AUTHORIZED
                  : PaymentView.Status.PENDING);
      case "processing", "in_review" -> Optional.of(PaymentView.Status.IN_PROCESS);
      case "canceled", "cancelled", "expired" -> Optional.of(PaymentView.Status.CANCELLED);
      case "failed" -> Optional.of(PaymentView.Status.REJECTED);
      default -> Optional.of(PaymentView.Status.UNKNOWN);
    };
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
