// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shops;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Stores of a merchant.
public final class Stores {
  static final String KIND = "store";
  private static final long FIRST_ID = 51_000_001;

  private final World world;

  public Stores(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.post("/users/{user_id}/stores", this::create);
    router.get("/users/{user_id}/stores/search", this::search);
    router.put("/users/{user_id}/stores/{id}", this::update);
    router.delete("/users/{user_id}/stores/{id}", this::delete);
    router.get("/stores/{id}", this::read);
  }

  /// The caller, who must be the user of the path.
  static Caller owner(World world, Request request) {
    Caller caller = world.access().seller(request);
    if (!request.param("user_id").equals(Long.toString(caller.account().id()))) {
      throw ApiError.service(
          403,
          "forbidden",
          "The user_id is not the owner of the access_token",
          java.util.List.of());
    }
    return caller;
  }

  private Shelf shelf() {
    return world.shelf(KIND);
  }

  private Document find(Request request, Caller caller) {
    return shelf()
        .find(request.param("id"), caller)
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Store not found", java.util.List.of()));
  }

  private Reply create(Request request) {
    Caller caller = owner(world, request);
    ObjectNode body = request.object();
    String name = Fields.text(body, "name");
    ObjectNode store = Json.object();
    String id = Long.toString(world.next(KIND, FIRST_ID));
    store.put("id", id);
    store.put("name", name);
    store.put("date_creation", Dates.text(world.now()));
    store.put("date_created", Dates.text(world.now()));
    store.put("date_last_updated", Dates.text(world.now()));
    keep(store, body, caller);
    return Reply.created(shelf().put(new Document(id, caller, store)).body());
  }

  private Reply update(Request request) {
    Caller caller = owner(world, request);
    Document store = find(request, caller);
    ObjectNode body = request.object();
    Fields.optionalText(body, "name").ifPresent(name -> store.body().put("name", name));
    keep(store.body(), body, caller);
    store.body().put("date_last_updated", Dates.text(world.now()));
    return Reply.ok(store.body());
  }

  private void keep(ObjectNode store, ObjectNode body, Caller caller) {
    Optional<String> externalId = Fields.optionalText(body, "external_id");
    boolean taken =
        shelf()
            .of(caller)
            .filter(other -> !other.id().equals(Json.textOrNull(store, "id")))
            .anyMatch(other -> Json.text(other.body(), "external_id").equals(externalId));
    if (externalId.isPresent() && taken) {
      throw Fields.refusal("external_id already exists: " + externalId.get());
    }
    externalId.ifPresent(id -> store.put("external_id", id));
    for (String name : new String[] {"business_hours", "location"}) {
      if (Json.present(body, name)) {
        if (!body.path(name).isObject()) {
          throw Fields.refusal(name + " must be an object");
        }
        store.set(name, body.path(name));
      }
    }
  }

  private Reply read(Request request) {
    return Reply.ok(find(request, world.access().seller(request)).body());
  }

  private Reply search(Request request) {
    Caller caller = owner(world, request);
    Optional<String> externalId = request.queryParam("external_id");
    return Page.of(request, 50, 1000, 10_000)
        .reply(
            "results",
            shelf()
                .of(caller)
                .map(Document::body)
                .filter(store ->
                    externalId.isEmpty() || Json.text(store, "external_id").equals(externalId))
                .toList());
  }

  private Reply delete(Request request) {
    Document store = find(request, owner(world, request));
    shelf().remove(store.id());
    return Reply.ok(Json.object().put("id", store.id()));
  }
}
