// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A request for a payment that passed every check.
///
/// @param request the body as sent
/// @param token of the card, when one pays
/// @param customer the saved customer who pays, when one does
/// @param expires when the request says so
record Draft(
    Caller seller,
    ObjectNode request,
    PaymentMethod method,
    BigDecimal amount,
    int installments,
    Optional<Document> token,
    Optional<Document> customer,
    Optional<Instant> expires) {

  boolean flag(String name, boolean otherwise) {
    return Json.flag(request, name).orElse(otherwise);
  }

  boolean captures() {
    return flag("capture", true);
  }

  boolean binary() {
    return flag("binary_mode", false);
  }

  String threeDs() {
    return Json.text(request, "three_d_secure_mode").orElse("not_supported");
  }

  String email() {
    return Json.text(request, "payer", "email")
        .or(() -> customer.flatMap(c -> Json.text(c.body(), "email")))
        .orElse("");
  }

  String holder() {
    return token.flatMap(t -> Json.text(t.body(), "cardholder", "name")).orElse("");
  }
}
