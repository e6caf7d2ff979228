// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.customers;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.catalog.Issuers;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/customers/{id}/cards`: cards saved by token, which new tokens can name by `card_id`.
final class Cards {
  static final String KIND = CardTokens.SAVED_CARDS;

  private final World world;
  private final Customers customers;
  private final CardTokens tokens;
  private final Shelf cards;

  Cards(World world, Customers customers, CardTokens tokens) {
    this.world = world;
    this.customers = customers;
    this.tokens = tokens;
    this.cards = world.shelf(KIND);
  }

  void routes(Router router) {
    router.post("/v1/customers/{customer_id}/cards", this::save);
    router.get("/v1/customers/{customer_id}/cards", this::list);
    router.get("/v1/customers/{customer_id}/cards/{id}", request -> Reply.ok(find(request).body()));
    router.put("/v1/customers/{customer_id}/cards/{id}", this::change);
    router.delete("/v1/customers/{customer_id}/cards/{id}", this::remove);
  }

  private Reply save(Request request) {
    Caller caller = world.access().seller(request);
    Document customer = customers.find(request, "customer_id");
    JsonNode sent = request.json();
    if (!sent.isObject()) {
      throw CustomerErrors.BODY.refusal();
    }
    String id = Json.text(sent, "token").orElseThrow(CustomerErrors.CARD_REQUIRED::refusal);
    Document token = tokens.usable(id, caller);
    tokens.use(token);
    return Reply.created(save(caller, customer, token).body());
  }

  private Document save(Caller caller, Document customer, Document token) {
    String id = Long.toString(world.next("saved card", 1_643_916_656_196L));
    String now = Dates.text(world.now());
    JsonNode from = token.body();
    ObjectNode body = Json.object();
    body.set("cardholder", from.path("cardholder"));
    body.put("customer_id", customer.id()).put("date_created", now).put("date_last_updated", now);
    for (String name : List.of("expiration_month", "expiration_year", "first_six_digits")) {
      body.set(name, from.path(name));
    }
    body.put("id", id);
    String methodId = Json.text(token.notes(), "payment_method_id").orElse("");
    Optional<PaymentMethod> method = PaymentMethods.find(caller.site(), methodId);
    method.ifPresent(
        one -> body.putObject("issuer").put("id", Issuers.id(one)).put("name", one.name()));
    body.set("last_four_digits", from.path("last_four_digits"));
    String logo = "https://www.mercadopago.com/org-img/MP3/API/logos/" + methodId + ".gif";
    body.putObject("payment_method")
        .put("id", methodId)
        .put("name", methodId)
        .put("payment_type_id", method.map(PaymentMethod::type).orElse("credit_card"))
        .put("thumbnail", logo)
        .put("secure_thumbnail", logo);
    int digits = method.map(PaymentMethod::securityCode).orElse(3);
    body.putObject("security_code")
        .put("length", digits)
        .put("card_location", digits == 4 ? "front" : "back");
    body.put("user_id", Long.toString(caller.account().id())).put("live_mode", caller.live());
    ObjectNode notes = Json.object().put("customer_id", customer.id());
    customers.makeDefault(customer, "default_card", id);
    return cards.put(new Document(id, customer.ownerId(), customer.live(), body, notes));
  }

  private Reply list(Request request) {
    Document customer = customers.find(request, "customer_id");
    ArrayNode list = Json.array();
    cards.all().filter(card -> isOf(card, customer)).forEach(card -> list.add(card.body()));
    return Reply.ok(list);
  }

  private Reply change(Request request) {
    Document card = find(request);
    JsonNode sent = request.json();
    if (!sent.isObject()) {
      throw CustomerErrors.BODY.refusal();
    }
    Optional<Integer> month = whole(sent, "expiration_month", 1, 12);
    Optional<Integer> year = whole(sent, "expiration_year", 2000, 2100);
    JsonNode holder = sent.path("cardholder");
    CustomerData.identification(holder.path("identification"));
    CustomerData.text(holder, "name", CustomerErrors.CARD_DATA);
    ObjectNode body = card.body();
    month.ifPresent(value -> body.put("expiration_month", value));
    year.ifPresent(value -> body.put("expiration_year", value));
    if (holder.isObject() && body.path("cardholder") instanceof ObjectNode shown) {
      Json.text(holder, "name").ifPresent(name -> shown.put("name", name));
      if (holder.path("identification").isObject()) {
        shown.set("identification", CustomerData.identificationOf(holder.path("identification")));
      }
    }
    body.put("date_last_updated", Dates.text(world.now()));
    return Reply.ok(body);
  }

  private static Optional<Integer> whole(JsonNode sent, String name, int least, int most) {
    if (!Json.present(sent, name)) {
      return Optional.empty();
    }
    return Optional.of(
        Json.number(sent, name)
            .filter(n -> Json.plain(n).scale() <= 0)
            .filter(n ->
                n.compareTo(BigDecimal.valueOf(least)) >= 0
                    && n.compareTo(BigDecimal.valueOf(most)) <= 0)
            .map(BigDecimal::intValue)
            .orElseThrow(CustomerErrors.CARD_DATA::refusal));
  }

  private Reply remove(Request request) {
    Document card = find(request);
    cards.remove(card.id());
    customers.noLongerDefault(customers.find(request, "customer_id"), "default_card", card.id());
    return Reply.ok(card.body());
  }

  private Document find(Request request) {
    Document customer = customers.find(request, "customer_id");
    return cards
        .find(request.param("id"))
        .filter(card -> isOf(card, customer))
        .orElseThrow(CustomerErrors::cardNotFound);
  }

  private static boolean isOf(Document card, Document customer) {
    return customer.id().equals(Json.text(card.notes(), "customer_id").orElse(""));
  }
}
