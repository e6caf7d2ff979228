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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A preference on the hosted page.
record PreferencePurchase(Document document) implements Purchase {
  private static final int USUAL_INSTALLMENTS = 12;

  @Override
  public Map<String, String> key() {
    return Map.of("pref_id", document.id());
  }

  @Override
  public boolean isOpen(Instant now) {
    boolean tooEarly = date("expiration_date_from").filter(now::isBefore).isPresent();
    boolean tooLate = date("expiration_date_to").filter(end -> !now.isBefore(end)).isPresent();
    return !Json.flag(document.body(), "expires").orElse(false) || (!tooEarly && !tooLate);
  }

  private Optional<Instant> date(String name) {
    return Json.text(document.body(), name).flatMap(Dates::parse);
  }

  @Override
  public Set<String> excluded() {
    JsonNode methods = document.body().path("payment_methods");
    return Purchase.ids(
        methods.path("excluded_payment_methods"), methods.path("excluded_payment_types"));
  }

  @Override
  public int mostInstallments() {
    return Json.number(document.body(), "payment_methods", "installments")
        .map(BigDecimal::intValue)
        .map(n -> Math.min(n, USUAL_INSTALLMENTS))
        .orElse(USUAL_INSTALLMENTS);
  }

  @Override
  public String email() {
    return Json.text(document.body(), "payer", "email").orElse("");
  }

  @Override
  public BigDecimal total() {
    BigDecimal total = Json.number(document.body(), "shipments", "cost").orElse(BigDecimal.ZERO);
    for (JsonNode item : document.body().path("items")) {
      total = total.add(Purchase.price(item));
    }
    return total;
  }

  @Override
  public long applicationId() {
    return Json.text(document.body(), "client_id").map(Long::parseLong).orElse(0L);
  }

  @Override
  public Optional<String> returnUrl(String outcome) {
    return Json.text(document.body(), "back_urls", outcome).filter(url -> !url.isEmpty());
  }

  @Override
  public String autoReturn() {
    return Json.text(document.body(), "auto_return").orElse("");
  }

  @Override
  public Map<String, String> query(@Nullable Document payment, String site) {
    Map<String, String> query =
        Purchase.returned(payment, Json.text(document.body(), "external_reference").orElse(""));
    query.put("preference_id", document.id());
    query.put("site_id", Json.text(document.body(), "site_id").orElse(site));
    query.put("processing_mode", "aggregator");
    query.put("merchant_account_id", "null");
    return query;
  }

  @Override
  public ObjectNode payment() {
    ObjectNode body = document.body();
    ObjectNode payment = Json.object().put("transaction_amount", Json.plain(total()));
    payment.put("description", Json.text(body.path("items").path(0), "title").orElse(""));
    for (String name :
        new String[] {"external_reference", "notification_url", "date_of_expiration"}) {
      Json.text(body, name)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> payment.put(name, text));
    }
    Json.text(body, "statement_descriptor")
        .filter(text -> !text.isEmpty() && text.length() <= 22)
        .ifPresent(text -> payment.put("statement_descriptor", text));
    payment.put("binary_mode", Json.flag(body, "binary_mode").orElse(false));
    payment.set("metadata", body.path("metadata"));
    returnUrl("success").ifPresent(url -> payment.put("callback_url", url));
    ArrayNode items = payment.putObject("additional_info").putArray("items");
    for (JsonNode item : body.path("items")) {
      ObjectNode shown = items.addObject();
      for (String name :
          new String[] {
            "id", "title", "description", "picture_url", "category_id", "quantity", "unit_price"
          }) {
        if (Json.present(item, name)) {
          shown.set(name, item.path(name));
        }
      }
    }
    payment.putObject("point_of_interaction").put("type", "CHECKOUT").put("sub_type", "PRO");
    return payment;
  }
}
