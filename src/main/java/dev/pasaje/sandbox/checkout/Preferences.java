// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/checkout/preferences`. What was sent is kept, so that an update replaces only what it names.
public final class Preferences {
  static final String KIND = "preference";
  private static final int USUAL_LIMIT = 30;

  private final World world;
  private final Shelf preferences;
  private final String baseUrl;

  public Preferences(World world, String baseUrl) {
    this.world = world;
    this.preferences = world.shelf(KIND);
    this.baseUrl = baseUrl;
  }

  public void routes(Router router) {
    router.post("/checkout/preferences", this::create);
    router.get("/checkout/preferences/search", this::search);
    router.get("/checkout/preferences/{id}", request -> Reply.ok(find(request).body()));
    router.put("/checkout/preferences/{id}", this::change);
    router.put("/checkout/preferences/{id}/expire", this::expire);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode sent = request.object();
    PreferenceRules.check(sent, caller.site());
    String id = caller.account().id() + "-" + world.chance("preferences").uuid();
    String page = "/checkout/v1/redirect?pref_id=" + id;
    ObjectNode body = Json.object().put("id", id);
    body.put("client_id", Long.toString(caller.application().id()));
    body.put("collector_id", caller.account().id());
    body.put("date_created", Dates.text(world.now(), ZoneOffset.UTC));
    body.put("init_point", baseUrl + page);
    body.put("sandbox_init_point", baseUrl + page);
    body.put("live_mode", caller.live());
    body.put("site_id", caller.site().name());
    body.putNull("last_updated");
    PreferenceBody.echo(sent, caller.site().currency(), body);
    ObjectNode notes = Json.object();
    notes.set("sent", sent);
    preferences.put(new Document(id, caller.account().id(), caller.live(), body, notes));
    return Reply.created(body);
  }

  private Reply change(Request request) {
    Caller caller = world.access().seller(request);
    Document preference = find(request);
    ObjectNode sent = ((ObjectNode) preference.notes().path("sent")).deepCopy();
    request.object().properties().forEach(member -> sent.set(member.getKey(), member.getValue()));
    PreferenceRules.check(sent, caller.site());
    return renew(preference, sent, caller);
  }

  /// The route is known (measured), its body and effect are not: here the link ends now.
  private Reply expire(Request request) {
    Caller caller = world.access().seller(request);
    Document preference = find(request);
    ObjectNode sent = ((ObjectNode) preference.notes().path("sent")).deepCopy();
    sent.put("expires", true).put("expiration_date_to", Dates.text(world.now()));
    return renew(preference, sent, caller);
  }

  private Reply renew(Document preference, ObjectNode sent, Caller caller) {
    preference.notes().set("sent", sent);
    PreferenceBody.echo(sent, caller.site().currency(), preference.body());
    preference.body().put("last_updated", Dates.text(world.now(), ZoneOffset.UTC));
    return Reply.ok(preference.body());
  }

  private Document find(Request request) {
    Caller caller = world.access().seller(request);
    return preferences
        .find(request.param("id"), caller)
        .orElseThrow(
            () -> ApiError.service(404, "invalid_id", "preference_id not found", List.of()));
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    List<Document> found =
        preferences
            .of(caller)
            .filter(one -> matches(request, one, "external_reference"))
            .filter(one -> matches(request, one, "site_id"))
            .filter(one -> matches(request, one, "marketplace"))
            .filter(one -> matches(request, one, "sponsor_id"))
            .toList()
            .reversed();
    ArrayNode elements = Json.array();
    Pages page = Pages.of(request, USUAL_LIMIT);
    page.slice(found).forEach(one -> elements.add(summary(one.body())));
    return Reply.ok(page.elements(elements, found.size()));
  }

  private static boolean matches(Request request, Document one, String name) {
    return request
        .queryParam(name)
        .map(want ->
            want.equals(
                Json.anyText(one.body(), name).orElse(name.equals("sponsor_id") ? "0" : "")))
        .orElse(true);
  }

  /// An element of the search: a summary whose items are titles.
  private static ObjectNode summary(ObjectNode body) {
    ObjectNode element = Json.object();
    copy(body, element, "id", "client_id", "collector_id");
    element.putNull("concept_id").put("corporation_id", "");
    copy(
        body,
        element,
        "date_created",
        "expiration_date_from",
        "expiration_date_to",
        "expires",
        "external_reference");
    element.put("integrator_id", "");
    ArrayNode titles = element.putArray("items");
    body.path("items").forEach(item -> titles.add(Json.text(item, "title").orElse("")));
    copy(body, element, "last_updated", "live_mode", "marketplace", "operation_type");
    element.put("payer_email", Json.text(body, "payer", "email").orElse(""));
    element.putNull("payer_id").put("platform_id", "");
    copy(body, element, "processing_modes");
    element.put("product_id", "").put("purpose", Json.text(body, "purpose").orElse(""));
    copy(body, element, "site_id");
    element.set(
        "sponsor_id",
        body.has("sponsor_id") ? body.path("sponsor_id") : Json.object().numberNode(0));
    element.put("shipping_mode", Json.text(body, "shipments", "mode").orElse(""));
    return element;
  }

  private static void copy(ObjectNode from, ObjectNode to, String... names) {
    for (String name : names) {
      JsonNode value = from.path(name);
      to.set(name, value.isMissingNode() ? Json.object().nullNode() : value);
    }
  }
}
