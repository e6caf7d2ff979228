// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.capture.CapturedRequests;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Payments written by hand, one after the other.
final class Shop {
  static final Instant START = Instant.parse("2026-11-02T12:00:00Z");
  static final JsonMapper JSON = JsonMapper.builder().build();

  final List<ObjectNode> payments = new ArrayList<>();
  final CapturedRequests captured = new CapturedRequests();
  private Instant now = START;

  Shop wait(Duration gap) {
    now = now.plus(gap);
    return this;
  }

  /// A card payment of 100 pesos; whatever is asked for is changed.
  ObjectNode pay(String status, String detail, Consumer<ObjectNode> change) {
    ObjectNode payment = JSON.createObjectNode();
    payment.put("id", 1 + payments.size());
    payment.put("status", status).put("status_detail", detail);
    payment.put("date_created", now.toString()).put("collector_id", 7);
    payment.put("currency_id", "ARS").put("transaction_amount", 100);
    payment.put("payment_method_id", "visa").put("payment_type_id", "credit_card");
    change.accept(payment);
    payments.add(payment);
    return payment;
  }

  ObjectNode approved(String reference) {
    return pay("approved", "accredited", one -> one.put("external_reference", reference));
  }

  ObjectNode rejected(String reference, String detail) {
    return pay("rejected", detail, one -> one.put("external_reference", reference));
  }

  Analysis analysis(String... accounts) {
    Attempts attempts = new Attempts(Set.of(accounts), Optional.empty(), Optional.empty());
    payments.forEach(attempts::add);
    return Analysis.of("shop", attempts, captured, ZoneId.of("America/Argentina/Buenos_Aires"));
  }

  List<Analysis.Insight> insights(Analysis.Kind kind) {
    return analysis().insights().stream().filter(one -> one.kind() == kind).toList();
  }
}
