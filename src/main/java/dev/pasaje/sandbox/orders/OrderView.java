// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a payment's state into the transaction of an order.
final class OrderView {
  private static final List<String> METHOD_ECHO =
      List.of(
          "id",
          "type",
          "token",
          "installments",
          "statement_descriptor",
          "issuer_id",
          "financial_institution");
  private static final List<String> PAYMENT_ECHO =
      List.of(
          "expiration_time",
          "date_of_expiration",
          "automatic_payments",
          "stored_credential",
          "subscription_data");

  private final int decimals;
  private final OrderIds ids;

  OrderView(int decimals, OrderIds ids) {
    this.decimals = decimals;
    this.ids = ids;
  }

  /// A transaction as sent, not yet paid.
  ObjectNode created(String id, JsonNode sent) {
    ObjectNode shown = Json.object().put("id", id);
    shown.put("amount", Json.text(sent, "amount").orElse(""));
    put(shown, TransactionState.CREATED);
    for (String name : PAYMENT_ECHO) {
      if (Json.present(sent, name)) {
        shown.set(name, sent.path(name));
      }
    }
    if (sent.path("payment_method").isObject()) {
      method(shown, sent.path("payment_method"));
    }
    return shown;
  }

  static void method(ObjectNode shown, JsonNode sent) {
    ObjectNode method =
        shown.path("payment_method") instanceof ObjectNode there
            ? there
            : shown.putObject("payment_method");
    for (String name : METHOD_ECHO) {
      if (Json.present(sent, name)) {
        method.set(name, sent.path(name));
      }
    }
  }

  static void put(ObjectNode shown, TransactionState state) {
    shown.put("status", state.status()).put("status_detail", state.detail());
  }

  /// Brings a transaction up to date with its payment.
  void follow(ObjectNode shown, ObjectNode payment, ObjectNode security) {
    put(
        shown,
        TransactionState.of(
            Json.text(payment, "status").orElse(""),
            Json.text(payment, "status_detail").orElse("")));
    shown.put("reference_id", Json.anyText(payment, "id").orElse(""));
    BigDecimal amount = Json.number(payment, "transaction_amount").orElse(BigDecimal.ZERO);
    if (Json.present(payment, "date_approved")) {
      shown.put("paid_amount", money(amount));
    }
    BigDecimal refunded =
        Json.number(payment, "transaction_amount_refunded").orElse(BigDecimal.ZERO);
    if (refunded.signum() > 0) {
      shown.put("refunded_amount", money(refunded));
    }
    Json.text(payment, "date_of_expiration")
        .ifPresent(date -> shown.put("date_of_expiration", date));
    if (shown.path("payment_method") instanceof ObjectNode method) {
      howToPay(method, payment, security);
    }
  }

  private static void howToPay(ObjectNode method, ObjectNode payment, ObjectNode security) {
    JsonNode data = payment.path("point_of_interaction").path("transaction_data");
    for (String name : List.of("qr_code", "qr_code_base64", "ticket_url")) {
      Json.text(data, name).ifPresent(text -> method.put(name, text));
    }
    JsonNode details = payment.path("transaction_details");
    boolean transfer = Json.text(payment, "payment_type_id").orElse("").equals("bank_transfer");
    Json.text(details, "external_resource_url")
        .ifPresent(url -> method.put(transfer ? "redirect_url" : "ticket_url", url));
    Json.text(details, "payment_method_reference_id")
        .ifPresent(text -> method.put("reference", text));
    Json.text(details, "verification_code")
        .ifPresent(text -> method.put("verification_code", text));
    Json.text(details, "digitable_line").ifPresent(text -> method.put("digitable_line", text));
    Json.text(details, "transaction_id")
        .filter(_ -> data.has("qr_code"))
        .ifPresent(text -> method.put("e2e_id", text));
    barcode(payment).ifPresent(text -> method.put("barcode_content", text));
    Json.anyText(payment, "card", "id").ifPresent(id -> method.put("card_id", id));
    Optional<String> challenge = Json.text(payment, "three_ds_info", "external_resource_url");
    if (challenge.isPresent() || method.has("transaction_security")) {
      ObjectNode shown =
          method.path("transaction_security") instanceof ObjectNode there
              ? there
              : method.putObject("transaction_security");
      shown.setAll(security);
      challenge.ifPresent(
          url -> shown.put("id", Json.anyText(payment, "id").orElse("")).put("url", url));
      shown.put(
          "status",
          challenge.isPresent()
              ? "pending"
              : Json.text(payment, "status").orElse("").equals("approved") ? "success" : "failed");
    }
  }

  private static Optional<String> barcode(ObjectNode payment) {
    return Json.text(payment, "barcode", "content")
        .or(() -> Json.text(payment, "transaction_details", "barcode", "content"));
  }

  /// The refunds of a payment as the order lists them; ids are given once and kept in the notes.
  ArrayNode refunds(String transactionId, ObjectNode payment, ObjectNode notes) {
    ObjectNode known =
        notes.path("refunds") instanceof ObjectNode there ? there : notes.putObject("refunds");
    ArrayNode shown = Json.array();
    for (JsonNode refund : payment.path("refunds")) {
      String number = Json.anyText(refund, "id").orElse("");
      if (!known.has(number)) {
        known.put(number, ids.refund());
      }
      shown
          .addObject()
          .put("id", Json.text(known, number).orElse(""))
          .put("transaction_id", transactionId)
          .put("reference_id", number)
          .put("amount", money(Json.number(refund, "amount").orElse(BigDecimal.ZERO)))
          .put(
              "status",
              Json.text(refund, "status").orElse("").equals("approved")
                  ? "processed"
                  : "processing")
          .put(
              "status_detail",
              Json.text(refund, "status").orElse("").equals("approved")
                  ? "accredited"
                  : "in_process");
    }
    return shown;
  }

  /// What the refund call answers: the order's state and the refunds it made.
  static ObjectNode refunded(Document order, int before) {
    ObjectNode body = order.body();
    ObjectNode shown = Json.object();
    for (String name : List.of("id", "status", "status_detail")) {
      shown.set(name, body.path(name));
    }
    ArrayNode made = shown.putObject("transactions").putArray("refunds");
    JsonNode all = body.path("transactions").path("refunds");
    for (int i = before; i < all.size(); i++) {
      made.add(all.get(i));
    }
    return shown;
  }

  String money(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
