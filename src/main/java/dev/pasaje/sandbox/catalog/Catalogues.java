// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Access;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The catalogue calls, most of them open to browsers by public key.
public final class Catalogues {
  private final Access access;

  public Catalogues(Access access) {
    this.access = access;
  }

  public void routes(Router router) {
    router.browser("GET", "/v1/payment_methods", this::methods);
    router.browser("GET", "/v1/payment_methods/search", this::search);
    router.browser("GET", "/v1/payment_methods/installments", this::installments);
    router.browser("GET", "/v1/payment_methods/card_issuers", this::issuers);
    router.browser("GET", "/v1/identification_types", this::identificationTypes);
    router.browser("GET", "/sites/{site}/payment_methods", this::ofSite);
    router.browser("GET", "/sites/{site}/identification_types", this::typesOfSite);
  }

  private Reply methods(Request request) {
    return list(PaymentMethods.of(access.browser(request).account()));
  }

  /// The public list of a country: no credentials.
  private Reply ofSite(Request request) {
    return list(PaymentMethods.of(site(request)));
  }

  private Reply typesOfSite(Request request) {
    return Reply.ok(IdentificationTypes.json(site(request)));
  }

  private static Site site(Request request) {
    return Site.of(request.param("site"))
        .orElseThrow(() -> ApiError.notFound(1004, "Site not found"));
  }

  private static Reply list(Stream<PaymentMethod> methods) {
    ArrayNode list = Json.array();
    methods.forEach(method -> list.add(method.json()));
    return Reply.ok(list);
  }

  private Reply identificationTypes(Request request) {
    return Reply.ok(IdentificationTypes.json(access.browser(request).site()));
  }

  /// What MercadoPago.js asks with the first digits of a card.
  private Reply search(Request request) {
    Caller caller = access.browser(request);
    Optional<String> bin = bin(request).or(() -> request.queryParam("bins"));
    ArrayNode results = Json.array();
    PaymentMethods.of(caller.account())
        .filter(method ->
            bin.isEmpty()
                || PaymentMethods.ofCard(caller.site(), bin.get())
                    .filter(method::equals)
                    .isPresent())
        .forEach(method -> results.add(found(method)));
    ObjectNode page = Json.object();
    page.putObject("paging").put("total", results.size()).put("limit", 30).put("offset", 0);
    page.set("results", results);
    return Reply.ok(page);
  }

  private static ObjectNode found(PaymentMethod method) {
    ObjectNode node = method.json();
    if (method.card()) {
      node.putObject("issuer")
          .put("id", Issuers.id(method))
          .put("name", method.name())
          .put("default", true);
    }
    node.put("marketplace", "NONE").putArray("labels");
    node.put("site_id", method.site().name()).put("processing_mode", "aggregator");
    node.put("min_accreditation_days", 0)
        .put("max_accreditation_days", method.accreditation() / 1440);
    return node;
  }

  private Reply installments(Request request) {
    Caller caller = access.browser(request);
    BigDecimal amount = amount(request);
    ArrayNode list = Json.array();
    method(request, caller).ifPresent(method -> list.add(Installments.json(method, amount)));
    return Reply.ok(list);
  }

  private static BigDecimal amount(Request request) {
    String text =
        request
            .queryParam("amount")
            .orElseThrow(
                () -> ApiError.badRequest(4002, "Transaction_amount attribute can't be null"));
    if (!text.matches("[0-9]{1,12}([.][0-9]{1,10})?")) {
      throw ApiError.badRequest(4003, "Transaction_amount attribute must be numeric");
    }
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() <= 0) {
      throw ApiError.badRequest(4037, "Invalid transaction_amount");
    }
    return amount;
  }

  private Reply issuers(Request request) {
    Caller caller = access.browser(request);
    ArrayNode list = Json.array();
    method(request, caller)
        .filter(PaymentMethod::card)
        .ifPresent(method ->
            list.add(
                Issuers.of(method)
                    .put("processing_mode", "aggregator")
                    .putNull("merchant_account_id")));
    return Reply.ok(list);
  }

  /// The method named, or the brand of the first digits; empty when neither is given or known.
  private static Optional<PaymentMethod> method(Request request, Caller caller) {
    Optional<String> id = request.queryParam("payment_method_id");
    if (id.isPresent()) {
      return Optional.of(
          PaymentMethods.find(caller.site(), id.get())
              .orElseThrow(() -> ApiError.badRequest(3028, "Invalid payment_method_id")));
    }
    return bin(request).flatMap(digits -> PaymentMethods.ofCard(caller.site(), digits));
  }

  private static Optional<String> bin(Request request) {
    return request.queryParam("bin").filter(digits -> digits.matches("[0-9]{6,19}"));
  }
}
