// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.customers;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/customers/{id}/addresses`.
final class Addresses {
  static final String KIND = "customer_address";
  private static final List<String> ECHOED =
      List.of(
          "zip_code",
          "street_name",
          "street_number",
          "city",
          "state",
          "country",
          "neighborhood",
          "municipality",
          "apartment",
          "floor",
          "comments",
          "name",
          "phone");

  private final World world;
  private final Customers customers;
  private final Shelf addresses;

  Addresses(World world, Customers customers) {
    this.world = world;
    this.customers = customers;
    this.addresses = world.shelf(KIND);
  }

  void routes(Router router) {
    router.post("/v1/customers/{customer_id}/addresses", this::create);
    router.get("/v1/customers/{customer_id}/addresses", this::list);
    router.get(
        "/v1/customers/{customer_id}/addresses/{address_id}",
        request -> Reply.ok(find(request).body()));
    router.put("/v1/customers/{customer_id}/addresses/{address_id}", this::change);
    router.delete("/v1/customers/{customer_id}/addresses/{address_id}", this::remove);
  }

  private Reply create(Request request) {
    Document customer = customers.find(request, "customer_id");
    JsonNode sent = request.json();
    check(sent);
    String id = Long.toString(world.next(KIND, 1_215_179_651L));
    ObjectNode body = Json.object().put("id", id);
    echo(sent, body);
    String now = Dates.text(world.now());
    body.put("date_created", now).putNull("date_last_updated").put("normalized", true);
    ObjectNode notes = Json.object().put("customer_id", customer.id());
    addresses.put(new Document(id, customer.ownerId(), customer.live(), body, notes));
    customers.makeDefault(customer, "default_address", id);
    return Reply.created(body);
  }

  private Reply list(Request request) {
    Document customer = customers.find(request, "customer_id");
    ArrayNode list = Json.array();
    addresses
        .all()
        .filter(address -> isOf(address, customer))
        .forEach(address -> list.add(address.body()));
    return Reply.ok(list);
  }

  private Reply change(Request request) {
    Document address = find(request);
    JsonNode sent = request.json();
    check(sent);
    echo(sent, address.body());
    address.body().put("date_last_updated", Dates.text(world.now()));
    return Reply.ok(address.body());
  }

  private Reply remove(Request request) {
    Document address = find(request);
    addresses.remove(address.id());
    customers.noLongerDefault(
        customers.find(request, "customer_id"), "default_address", address.id());
    return Reply.ok(address.body());
  }

  private Document find(Request request) {
    Document customer = customers.find(request, "customer_id");
    return addresses
        .find(request.param("address_id"))
        .filter(address -> isOf(address, customer))
        .orElseThrow(CustomerErrors::addressNotFound);
  }

  private static boolean isOf(Document address, Document customer) {
    return customer.id().equals(Json.text(address.notes(), "customer_id").orElse(""));
  }

  private static void check(JsonNode sent) {
    if (!sent.isObject()) {
      throw CustomerErrors.BODY.refusal();
    }
    CustomerData.address(sent);
  }

  private static void echo(JsonNode sent, ObjectNode body) {
    for (String name : ECHOED) {
      if (sent.has(name)) {
        body.set(name, sent.path(name));
      }
    }
  }
}
