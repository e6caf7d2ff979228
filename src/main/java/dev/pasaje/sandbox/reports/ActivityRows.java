// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The operations of an account as the activities reports list them: every payment, the rejected
/// ones with it; what came after; payouts. Without taxes.
final class ActivityRows {
  private static final Set<MovementKind> AFTER =
      Set.of(
          MovementKind.REFUND,
          MovementKind.CHARGEBACK,
          MovementKind.CHARGEBACK_CANCEL,
          MovementKind.DISPUTE,
          MovementKind.DISPUTE_CANCEL);

  private final World world;
  private final Account account;
  private final boolean live;
  private final Range range;
  private final List<Map<String, String>> rows = new ArrayList<>();

  private ActivityRows(World world, Account account, boolean live, Range range) {
    this.world = world;
    this.account = account;
    this.live = live;
    this.range = range;
  }

  /// In the order they were created.
  static List<Map<String, String>> of(
      ActivityKind kind, World world, Account account, boolean live, Range range) {
    ActivityRows all = new ActivityRows(world, account, live, range);
    switch (kind) {
      case COLLECTION -> all.own("payment").forEach(all::collection);
      case AFTER_COLLECTION -> all.after();
      case WITHDRAW -> all.own("payout_transaction").forEach(all::withdrawal);
    }
    all.rows.sort(Comparator.comparing(row -> row.getOrDefault("date_created", "")));
    return all.rows;
  }

  private Stream<Document> own(String kind) {
    return world
        .shelf(kind)
        .all()
        .filter(document -> document.ownerId() == account.id() && document.live() == live);
  }

  private boolean within(Instant at) {
    return range.contains(at);
  }

  private Map<String, String> row(Instant created) {
    Map<String, String> row = new HashMap<>();
    row.put("date_created", Dates.text(created));
    rows.add(row);
    return row;
  }

  private static void put(Map<String, String> row, String key, JsonNode node, String... path) {
    Json.anyText(node, path).ifPresent(text -> row.put(key, text));
  }

  private String amount(BigDecimal value) {
    return value.setScale(account.site().decimals(), RoundingMode.UNNECESSARY).toPlainString();
  }

  private static Instant created(Document document) {
    return Json.text(document.body(), "date_created").flatMap(Dates::parse).orElse(Instant.EPOCH);
  }

  private void buyer(Map<String, String> row, JsonNode payment) {
    put(row, "external_reference", payment, "external_reference");
    put(row, "payment_type", payment, "payment_type_id");
    put(row, "installments", payment, "installments");
    put(row, "store_id", payment, "store_id");
    put(row, "pos_id", payment, "pos_id");
    put(row, "counterpart_name", payment, "payer", "first_name");
    put(row, "counterpart_email", payment, "payer", "email");
    put(row, "buyer_document", payment, "payer", "identification", "number");
  }

  private void collection(Document payment) {
    JsonNode body = payment.body();
    if (!within(created(payment))) {
      return;
    }
    Map<String, String> row = row(created(payment));
    put(row, "date_approved", body, "date_approved");
    put(row, "date_released", body, "money_release_date");
    row.put("operation_id", payment.id());
    put(row, "status", body, "status");
    put(row, "status_detail", body, "status_detail");
    put(row, "operation_type", body, "operation_type");
    BigDecimal gross = Json.number(body, "transaction_amount").orElse(BigDecimal.ZERO);
    BigDecimal net =
        Json.number(body.path("transaction_details"), "net_received_amount")
            .orElse(BigDecimal.ZERO);
    row.put("transaction_amount", amount(gross));
    row.put("net_received_amount", amount(net));
    row.put("mercadopago_fee", amount(fees(body).negate()));
    put(row, "amount_refunded", body, "transaction_amount_refunded");
    if (row.getOrDefault("status", "").equals("rejected")) {
      // What stands in this column is not documented: an assumption of the emulator.
      put(row, "rejection_causes", body, "status_detail");
    }
    buyer(row, body);
  }

  private static BigDecimal fees(JsonNode payment) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode fee : payment.path("fee_details")) {
      sum = sum.add(Json.number(fee, "amount").orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  private void after() {
    for (Movement movement :
        Ledger.books(world, account, live, world.now()).movements().stream()
            .filter(each ->
                AFTER.stream()
                    .anyMatch(kind -> kind.transactionType().equals(each.transactionType())))
            .filter(each -> within(each.settled()))
            .toList()) {
      Map<String, String> row = row(movement.settled());
      row.put("operation_id", movement.sourceId());
      row.put("status", "approved");
      row.put("operation_type", movement.description());
      row.put("transaction_amount", amount(movement.gross()));
      row.put("mercadopago_fee", amount(movement.fees()));
      row.put("net_received_amount", amount(movement.gross().add(movement.fees())));
      world.shelf("payment").find(movement.sourceId()).ifPresent(p -> buyer(row, p.body()));
      by("chargeback", movement.sourceId(), row, "chargeback_id");
      by("claim", movement.sourceId(), row, "claim_id");
    }
  }

  private void by(String shelf, String payment, Map<String, String> row, String key) {
    own(shelf)
        .filter(one ->
            one.body().path("resource_id").asString("").equals(payment)
                || one.body().path("payments").toString().contains(payment))
        .findFirst()
        .ifPresent(one -> row.put(key, one.id()));
  }

  private void withdrawal(Document payout) {
    JsonNode body = payout.body();
    if (!within(created(payout))) {
      return;
    }
    Map<String, String> row = row(created(payout));
    row.put("operation_id", payout.id());
    put(row, "status", body, "status");
    // What stands here for a withdrawal, and where the account comes from, is not documented.
    row.put("operation_type", "withdrawal");
    BigDecimal amount = Json.number(body, "amount").orElse(BigDecimal.ZERO).negate();
    row.put("transaction_amount", amount(amount));
    row.put("mercadopago_fee", amount(BigDecimal.ZERO));
    row.put("net_received_amount", amount(amount));
  }
}
