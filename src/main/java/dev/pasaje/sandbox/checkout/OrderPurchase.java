// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An order of the Orders API on the hosted page.
record OrderPurchase(Document document) implements Purchase {
  private static final int USUAL_INSTALLMENTS = 12;

  @Override
  public Map<String, String> key() {
    return Map.of("order_id", document.id());
  }

  @Override
  public boolean isOpen(Instant now) {
    boolean tooEarly =
        Json.text(online(), "available_from")
            .flatMap(Dates::parse)
            .filter(now::isBefore)
            .isPresent();
    return Json.text(document.body(), "status").orElse("").equals("created") && !tooEarly;
  }

  private JsonNode online() {
    return document.body().path("config").path("online");
  }

  private JsonNode methods() {
    return document.body().path("config").path("payment_method");
  }

  @Override
  public Set<String> excluded() {
    return Purchase.ids(methods().path("not_allowed_ids"), methods().path("not_allowed_types"));
  }

  @Override
  public int mostInstallments() {
    return Json.number(methods(), "max_installments")
        .map(BigDecimal::intValue)
        .map(n -> Math.clamp(n, 1, USUAL_INSTALLMENTS))
        .orElse(USUAL_INSTALLMENTS);
  }

  @Override
  public String email() {
    return Json.text(document.body(), "payer", "email").orElse("");
  }

  @Override
  public BigDecimal total() {
    return Json.text(document.body(), "total_amount").map(BigDecimal::new).orElse(BigDecimal.ZERO);
  }

  @Override
  public long applicationId() {
    return document.notes().path("application_id").longValue();
  }

  @Override
  public Optional<String> returnUrl(String outcome) {
    return Json.text(online(), outcome + "_url")
        .or(() -> Json.text(online(), "auto_return_url"))
        .filter(url -> !url.isEmpty());
  }

  @Override
  public String autoReturn() {
    return Json.text(online(), "auto_return").orElse("");
  }

  /// No page says what an order's return carries: the payment's parameters and the order's id.
  @Override
  public Map<String, String> query(@Nullable Document payment, String site) {
    Map<String, String> query =
        Purchase.returned(payment, Json.text(document.body(), "external_reference").orElse(""));
    query.put("order_id", document.id());
    return query;
  }

  @Override
  public ObjectNode payment() {
    ObjectNode payment = Json.object().put("transaction_amount", Json.plain(total()));
    for (String name : new String[] {"external_reference", "description"}) {
      Json.text(document.body(), name).ifPresent(text -> payment.put(name, text));
    }
    returnUrl("success").ifPresent(url -> payment.put("callback_url", url));
    return payment;
  }
}
