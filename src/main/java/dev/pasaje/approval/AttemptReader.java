// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.approval.Attempt.Standing;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Payments and orders, as the API gives them, read as attempts; domain/api.md 2.2 and 7.
final class AttemptReader {
  /// A larger one is no amount; written out it would fill the memory.
  private static final int LARGEST = 20;

  private AttemptReader() {}

  /// Whether it is a payment or an order at all.
  static boolean readable(JsonNode record) {
    return record.isObject()
        && !record.path("id").asString("").isEmpty()
        && (record.has("status") || record.path("transactions").has("payments"));
  }

  static List<Attempt> read(JsonNode record) {
    if (!record.path("transactions").path("payments").isArray()) {
      return List.of(payment(record));
    }
    List<Attempt> attempts = new ArrayList<>();
    for (JsonNode transaction : record.path("transactions").path("payments")) {
      attempts.add(transaction(record, transaction));
    }
    return attempts;
  }

  private static Attempt payment(JsonNode raw) {
    String status = text(raw, "status");
    String detail = text(raw, "status_detail");
    JsonNode card = raw.path("card");
    JsonNode payer = raw.path("payer");
    String bin = text(card, "first_six_digits");
    boolean challenge =
        !raw.path("three_ds_info").isMissingNode()
            && !raw.path("three_ds_info").isNull()
            && !raw.path("three_ds_info").isEmpty();
    String threeDs = text(raw, "three_d_secure_mode");
    String type = text(raw, "payment_type_id");
    return new Attempt(
        StatusDetails.of(StatusDetail.Api.PAYMENTS, status, detail),
        text(raw, "id"),
        standing(status, detail, challenge || !threeDs.isEmpty()),
        date(raw, "date_created"),
        date(raw, "date_last_updated").orElse(Instant.EPOCH),
        text(raw, "currency_id"),
        amount(raw.path("transaction_amount")),
        text(raw, "external_reference").strip(),
        text(raw.path("order"), "id"),
        buyer(payer),
        text(raw, "collector_id").isEmpty()
            ? text(raw.path("collector"), "id")
            : text(raw, "collector_id"),
        text(payer, "id"),
        text(raw, "operation_type"),
        type,
        text(raw, "payment_method_id"),
        text(raw, "issuer_id"),
        text(raw.path("transaction_details"), "financial_institution"),
        Math.max(0, raw.path("installments").asInt(0)),
        bin,
        card(card, bin),
        checkout(raw),
        flag(raw.path("binary_mode")),
        threeDs,
        challenge || detail.contains("challenge"),
        text(raw.path("additional_info"), "ip_address"),
        shown(Datum.Body.PAYMENT, raw),
        hidden(status));
  }

  private static Attempt transaction(JsonNode order, JsonNode raw) {
    String status = text(raw, "status").isEmpty() ? text(order, "status") : text(raw, "status");
    String detail = text(raw, "status_detail");
    JsonNode method = raw.path("payment_method");
    JsonNode security = order.path("config").path("online").path("transaction_security");
    String asked = text(security, "validation");
    String threeDs =
        asked.isEmpty() ? text(method.path("transaction_security"), "validation") : asked;
    boolean challenge = detail.contains("challenge");
    return new Attempt(
        StatusDetails.of(StatusDetail.Api.ORDERS, status, detail),
        text(raw, "id").isEmpty() ? text(order, "id") : text(raw, "id"),
        standing(status, detail, challenge),
        date(raw, "date_created")
            .or(() -> date(order, "created_date"))
            .or(() -> date(order, "date_created")),
        date(order, "last_updated_date").orElse(Instant.EPOCH),
        text(order, "currency").isEmpty() ? text(order, "currency_id") : text(order, "currency"),
        amount(raw.path("amount")),
        text(order, "external_reference").strip(),
        text(order, "id"),
        buyer(order.path("payer")),
        text(order, "user_id"),
        text(order.path("payer"), "customer_id"),
        "",
        text(method, "type"),
        text(method, "id"),
        text(method, "issuer_id"),
        text(method, "financial_institution"),
        Math.max(0, method.path("installments").asInt(0)),
        "",
        text(method, "card_id"),
        "orders-" + (text(order, "type").isEmpty() ? "online" : text(order, "type")),
        Optional.empty(),
        threeDs,
        challenge,
        text(order.path("additional_info").path("payer"), "ip_address"),
        shown(Datum.Body.ORDER, order),
        Set.of());
  }

  /// `cancelled` and `expired` judge nobody, but after a 3DS challenge they do: the buyer failed it
  /// or left it (domain/quality.md B7).
  private static Standing standing(String status, String detail, boolean challenge) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "approved",
          "authorized",
          "refunded",
          "charged_back",
          "in_mediation",
          "processed",
          "partially_refunded" ->
          Standing.APPROVED;
      case "rejected", "failed" -> Standing.REJECTED;
      case "cancelled", "canceled", "expired" ->
          challenge && (detail.contains("challenge") || detail.equals("expired"))
              ? Standing.REJECTED
              : Standing.ABANDONED;
      case "action_required" ->
          detail.equals("waiting_capture") ? Standing.APPROVED : Standing.OPEN;
      default -> Standing.OPEN;
    };
  }

  /// Without the way in, a payment does not say; what it does say is in domain/api.md 2.2.
  private static String checkout(JsonNode raw) {
    String point = text(raw.path("point_of_interaction"), "type").toUpperCase(Locale.ROOT);
    String operation = text(raw, "operation_type");
    if (operation.equals("recurring_payment")) {
      return "subscription";
    }
    if (operation.equals("pos_payment") || point.equals("POINT") || point.equals("INSTORE")) {
      return "in-store";
    }
    return text(raw.path("order"), "type").equals("mercadopago") || point.equals("CHECKOUT")
        ? "checkout-pro"
        : "checkout-api";
  }

  /// The e-mail and the document of the buyer are shown for approved payments only (api.md 2.2).
  private static Set<Datum> hidden(String status) {
    return switch (status) {
      case "approved", "refunded", "charged_back" -> Set.of();
      default -> EnumSet.of(Datum.EMAIL, Datum.DOCUMENT);
    };
  }

  private static Set<Datum> shown(Datum.Body body, JsonNode raw) {
    Set<Datum> shown = EnumSet.noneOf(Datum.class);
    for (Datum datum : Datum.values()) {
      if (datum.in(body, raw)) {
        shown.add(datum);
      }
    }
    return shown;
  }

  private static String card(JsonNode card, String bin) {
    String last = text(card, "last_four_digits");
    return bin.isEmpty() && last.isEmpty() ? text(card, "id") : bin + "…" + last;
  }

  private static String buyer(JsonNode payer) {
    String email = text(payer, "email").strip().toLowerCase(Locale.ROOT);
    if (!email.isEmpty()) {
      return email;
    }
    String document = text(payer.path("identification"), "number").strip();
    return document.isEmpty() ? text(payer, "id") : document;
  }

  private static BigDecimal amount(JsonNode node) {
    try {
      BigDecimal amount =
          node.isNumber() ? node.decimalValue() : new BigDecimal(node.asString("0").strip());
      return Math.abs(amount.scale()) > LARGEST
              || amount.signum() < 0
              || amount.precision() > LARGEST
          ? BigDecimal.ZERO
          : amount;
    } catch (NumberFormatException odd) {
      return BigDecimal.ZERO;
    }
  }

  private static Optional<Boolean> flag(JsonNode node) {
    return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
  }

  static Optional<Instant> date(JsonNode raw, String name) {
    try {
      String text = text(raw, name).strip().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant())
              .filter(at -> at.isAfter(Instant.EPOCH));
    } catch (DateTimeException odd) {
      return Optional.empty();
    }
  }

  static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asString("") : "";
  }
}
