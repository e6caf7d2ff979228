// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.customers;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/customers`: create, read, change, remove, search.
public final class Customers {
  static final String KIND = "customer";
  private static final int USUAL_LIMIT = 10;
  private static final List<String> TEXTS = List.of("first_name", "last_name", "description");
  private static final List<String> NULLABLE =
      List.of("date_registered", "default_card", "default_address");

  private final World world;
  private final Shelf customers;
  private final CardTokens tokens;

  public Customers(World world, CardTokens tokens) {
    this.world = world;
    this.customers = world.shelf(KIND);
    this.tokens = tokens;
  }

  public void routes(Router router) {
    router.post("/v1/customers", this::create);
    router.get("/v1/customers/search", this::search);
    router.get("/v1/customers/{id}", request -> Reply.ok(show(find(request, "id"))));
    router.put("/v1/customers/{id}", this::change);
    router.delete("/v1/customers/{id}", this::remove);
    // What the OpenAPI description says; every SDK deletes on the route above.
    router.delete("/v1/customers/{id}/delete", this::remove);
    new Cards(world, this, tokens).routes(router);
    new Addresses(world, this).routes(router);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode sent = CustomerData.read(request);
    Json.text(sent, "email").ifPresent(email -> refuseDuplicate(caller, email));
    String id = caller.account().id() + "-" + world.chance("customers").lettersAndDigits(14);
    String now = Dates.text(world.now());
    ObjectNode body = Json.object().put("id", id);
    Json.text(sent, "email").ifPresent(email -> body.put("email", email));
    TEXTS.forEach(name -> body.put(name, Json.text(sent, name).orElse("")));
    NULLABLE.forEach(name -> body.put(name, CustomerData.orNull(sent, name)));
    body.set("phone", CustomerData.phoneOf(sent.path("phone")));
    body.set("identification", CustomerData.identificationOf(sent.path("identification")));
    body.set("address", address(sent.path("address")));
    body.set("metadata", sent.path("metadata").isObject() ? sent.path("metadata") : Json.object());
    body.put("date_created", now);
    body.put("date_last_updated", now);
    body.put("live_mode", caller.live());
    body.put("user_id", caller.account().id());
    body.put("merchant_id", caller.account().id());
    body.put("client_id", caller.application().id());
    body.put("status", "active");
    return Reply.created(show(customers.put(new Document(id, caller, body))));
  }

  private Reply change(Request request) {
    Document customer = find(request, "id");
    ObjectNode sent = CustomerData.read(request);
    ObjectNode body = customer.body();
    Json.text(sent, "email").ifPresent(email -> changeEmail(request, body, email));
    for (String name : TEXTS) {
      Json.text(sent, name).ifPresent(text -> body.put(name, text));
    }
    for (String name : NULLABLE) {
      if (sent.has(name)) {
        body.put(name, CustomerData.orNull(sent, name));
      }
    }
    if (sent.path("phone").isObject()) {
      body.set("phone", CustomerData.phoneOf(sent.path("phone")));
    }
    if (sent.path("identification").isObject()) {
      body.set("identification", CustomerData.identificationOf(sent.path("identification")));
    }
    if (sent.path("address").isObject()) {
      body.set("address", address(sent.path("address")));
    }
    if (sent.path("metadata").isObject()) {
      body.set("metadata", sent.path("metadata"));
    }
    touch(customer);
    return Reply.ok(show(customer));
  }

  /// An address can be given once, to a customer that has none (reference of `PUT /v1/customers`).
  private void changeEmail(Request request, ObjectNode body, String email) {
    String before = Json.text(body, "email").orElse("");
    if (!before.isEmpty() && !before.equalsIgnoreCase(email)) {
      throw CustomerErrors.EMAIL_FIXED.refusal();
    }
    if (before.isEmpty()) {
      refuseDuplicate(world.access().seller(request), email);
      body.put("email", email);
    }
  }

  private Reply remove(Request request) {
    Document customer = find(request, "id");
    customers.remove(customer.id());
    customer.body().put("status", "deactive");
    touch(customer);
    return Reply.ok(show(customer));
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    int limit = number(request, "limit", USUAL_LIMIT);
    int offset = number(request, "offset", 0);
    List<String> filters = List.of("email", "first_name", "last_name", "id", "description");
    List<Document> found =
        customers
            .of(caller)
            .filter(customer ->
                filters.stream()
                    .allMatch(name ->
                        request
                            .queryParam(name)
                            .map(want ->
                                want.equalsIgnoreCase(Json.text(customer.body(), name).orElse("")))
                            .orElse(true)))
            .toList();
    ObjectNode page = Json.object();
    page.putObject("paging").put("limit", limit).put("offset", offset).put("total", found.size());
    ArrayNode results = page.putArray("results");
    found.stream().skip(offset).limit(limit).map(this::show).forEach(results::add);
    return Reply.ok(page);
  }

  private static int number(Request request, String name, int usual) {
    return request
        .queryParam(name)
        .map(text ->
            Request.parseLong(text)
                .filter(n -> n >= 0 && n <= 10_000)
                .orElseThrow(CustomerErrors.PARAMETERS::refusal))
        .map(Long::intValue)
        .orElse(usual);
  }

  private void refuseDuplicate(Caller caller, String email) {
    if (customers
        .of(caller)
        .anyMatch(other -> email.equalsIgnoreCase(Json.text(other.body(), "email").orElse("")))) {
      throw CustomerErrors.EXISTS.refusal();
    }
  }

  /// The customer of the path, if the caller owns it.
  Document find(Request request, String name) {
    Caller caller = world.access().seller(request);
    return customers
        .find(request.param(name), caller)
        .orElseThrow(CustomerErrors::customerNotFound);
  }

  void touch(Document customer) {
    customer.body().put("date_last_updated", Dates.text(world.now()));
  }

  /// A first card or address becomes the default one.
  void makeDefault(Document customer, String name, String id) {
    if (customer.body().path(name).isNull()) {
      customer.body().put(name, id);
    }
    touch(customer);
  }

  void noLongerDefault(Document customer, String name, String id) {
    if (id.equals(Json.text(customer.body(), name).orElse(""))) {
      customer.body().putNull(name);
    }
    touch(customer);
  }

  private ObjectNode show(Document customer) {
    ObjectNode shown = customer.body().deepCopy();
    list(shown.putArray("cards"), Cards.KIND, customer);
    list(shown.putArray("addresses"), Addresses.KIND, customer);
    return shown;
  }

  private void list(ArrayNode list, String kind, Document customer) {
    world
        .shelf(kind)
        .all()
        .filter(one -> customer.id().equals(Json.text(one.notes(), "customer_id").orElse("")))
        .forEach(one -> list.add(one.body().deepCopy()));
  }

  private static ObjectNode address(JsonNode sent) {
    ObjectNode address = Json.object().put("id", CustomerData.orNull(sent, "id"));
    for (String name :
        List.of("zip_code", "street_name", "street_number", "city", "state", "country")) {
      if (Json.present(sent, name)) {
        address.set(name, sent.path(name));
      }
    }
    return address;
  }
}
