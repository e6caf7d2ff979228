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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Points of sale: the tills of a store, each with a printed QR code of its own.
public final class PointsOfSale {
  static final String KIND = "pos";
  private static final long FIRST_ID = 2_711_001;
  private static final List<String> FILTERS =
      List.of("external_id", "external_store_id", "store_id", "category");

  private final World world;
  private final String baseUrl;

  public PointsOfSale(World world, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  public void routes(Router router) {
    router.post("/pos", this::create);
    router.get("/pos", request -> list(request, world.access().seller(request)));
    router.get("/pos/{id}", request -> Reply.ok(find(request).body()));
    router.put("/pos/{id}", this::update);
    router.delete("/pos/{id}", this::delete);
    router.get("/users/{user_id}/pos", request -> list(request, Stores.owner(world, request)));
  }

  private Shelf shelf() {
    return world.shelf(KIND);
  }

  private Document find(Request request) {
    return shelf()
        .find(request.param("id"), world.access().seller(request))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Point of sale not found", List.of()));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    ObjectNode pos = Json.object();
    String id = Long.toString(world.next(KIND, FIRST_ID));
    pos.put("id", id);
    pos.put("user_id", caller.account().id());
    pos.put("name", Fields.text(body, "name"));
    pos.put("fixed_amount", false);
    pos.put("site", caller.site().name());
    pos.put("status", "active");
    pos.put("uuid", world.chance(KIND).uuid());
    pos.put("date_created", Dates.text(world.now()));
    pos.put("date_last_updated", Dates.text(world.now()));
    keep(pos, body, caller);
    pos.put(
        "qr_code",
        QrData.ofTill(caller.site(), pos.path("uuid").asString(), caller.account().firstName()));
    pos.put("qr_code_image", baseUrl + "/instore/merchant/qr/" + id + ".png");
    return Reply.created(shelf().put(new Document(id, caller, pos)).body());
  }

  private Reply update(Request request) {
    Document pos = find(request);
    ObjectNode body = request.object();
    Fields.optionalText(body, "name").ifPresent(name -> pos.body().put("name", name));
    keep(pos.body(), body, world.access().seller(request));
    pos.body().put("date_last_updated", Dates.text(world.now()));
    return Reply.ok(pos.body());
  }

  private void keep(ObjectNode pos, ObjectNode body, Caller caller) {
    Optional<String> externalId = Fields.optionalText(body, "external_id");
    boolean taken =
        shelf()
            .of(caller)
            .filter(other -> !other.id().equals(Json.textOrNull(pos, "id")))
            .anyMatch(other -> Json.text(other.body(), "external_id").equals(externalId));
    if (externalId.isPresent() && taken) {
      throw Fields.refusal("external_id already exists: " + externalId.get());
    }
    externalId.ifPresent(text -> pos.put("external_id", text));
    Fields.optionalFlag(body, "fixed_amount").ifPresent(flag -> pos.put("fixed_amount", flag));
    Fields.optionalText(body, "url").ifPresent(url -> pos.put("url", url));
    Fields.optionalText(body, "external_store_id")
        .ifPresent(text -> pos.put("external_store_id", text));
    if (Json.present(body, "category")) {
      if (!body.path("category").isIntegralNumber()) {
        throw Fields.refusal("category must be an integer");
      }
      pos.put("category", body.path("category").longValue());
    }
    storeOf(body, caller)
        .ifPresent(store -> {
          pos.put("store_id", store.id());
          Json.text(store.body(), "external_id")
              .ifPresent(text -> pos.put("external_store_id", text));
        });
  }

  /// The store named by `store_id`, a number or text, or by `external_store_id`.
  private Optional<Document> storeOf(ObjectNode body, Caller caller) {
    Shelf stores = world.shelf(Stores.KIND);
    if (Json.present(body, "store_id")) {
      return Optional.of(
          Json.anyText(body, "store_id")
              .flatMap(id -> stores.find(id, caller))
              .orElseThrow(() -> Fields.refusal("store_id does not exist")));
    }
    return Json.text(body, "external_store_id")
        .flatMap(text ->
            stores
                .of(caller)
                .filter(store -> Json.text(store.body(), "external_id").equals(Optional.of(text)))
                .findFirst());
  }

  private Reply list(Request request, Caller caller) {
    return Page.of(request, 50, 1000, 10_000)
        .reply(
            "results",
            shelf().of(caller).map(Document::body).filter(pos -> matches(pos, request)).toList());
  }

  private static boolean matches(ObjectNode pos, Request request) {
    return FILTERS.stream()
        .allMatch(name ->
            request.queryParam(name).isEmpty()
                || Json.anyText(pos, name).equals(request.queryParam(name)));
  }

  private Reply delete(Request request) {
    Document pos = find(request);
    shelf().remove(pos.id());
    return Reply.ok(Json.object().put("id", pos.id()));
  }
}
