// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A chargeback or a claim: somebody wants the money of payments back.
///
/// @param updated when it last changed, by its own word
record CaseView(String id, Kind kind, Set<String> payments, Instant updated) {

  /// What it is and how it stands.
  enum Kind {
    CHARGEBACK_OPEN(PaymentView.Status.CHARGED_BACK),
    CHARGEBACK_LOST(PaymentView.Status.CHARGEBACK_LOST),
    CHARGEBACK_WON(PaymentView.Status.CHARGEBACK_WON),
    CLAIM_OPEN(PaymentView.Status.IN_MEDIATION),
    CLAIM_OVER(PaymentView.Status.APPROVED);

    private final PaymentView.Status puts;

    Kind(PaymentView.Status puts) {
      this.puts = puts;
    }

    /// The state a payment is in because of it.
    PaymentView.Status puts() {
      return puts;
    }

    boolean chargeback() {
      return this != CLAIM_OPEN && this != CLAIM_OVER;
    }
  }

  static CaseView chargeback(JsonNode body) {
    Set<String> payments = new LinkedHashSet<>();
    body.path("payments").forEach(id -> payments.add(id.asString("")));
    payments.add(body.path("payment_id").asString(""));
    payments.remove("");
    JsonNode covered = body.path("coverage_applied");
    Instant updated = Dates.of(body.path("date_last_updated"));
    return new CaseView(
        body.path("id").asString(""),
        !covered.isBoolean()
            ? Kind.CHARGEBACK_OPEN
            : covered.booleanValue() ? Kind.CHARGEBACK_WON : Kind.CHARGEBACK_LOST,
        payments,
        updated);
  }

  static CaseView claim(JsonNode body) {
    String resource = body.path("resource_id").asString("");
    return new CaseView(
        body.path("id").asString(""),
        body.path("status").asString("").equals("opened") ? Kind.CLAIM_OPEN : Kind.CLAIM_OVER,
        body.path("resource").asString("payment").equals("payment") && !resource.isEmpty()
            ? Set.of(resource)
            : Set.of(),
        Dates.of(body.path("last_updated")));
  }
}
