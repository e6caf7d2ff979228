// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// `/preapproval_plan`: a template many people subscribe to.
final class Plans {
  static final String KIND = "preapproval_plan";
  private static final List<String> STATES = List.of("active", "inactive", "cancelled");

  private final World world;
  private final String baseUrl;

  Plans(World world, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  void routes(Router router) {
    router.post("/preapproval_plan", this::create);
    router.get("/preapproval_plan/search", this::search);
    router.get("/preapproval_plan/{id}", request -> Reply.ok(find(request).body()));
    router.put("/preapproval_plan/{id}", this::change);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode sent = request.object();
    String reason = Fields.text(sent, "reason");
    ObjectNode recurring = Recurrence.check(sent.path("auto_recurring"), caller.site());
    Subscriptions.checkTexts(sent);
    String id = world.chance("subscriptions").hex(32);
    String now = Dates.text(world.now());
    ObjectNode body = Json.object().put("id", id).put("reason", reason).put("status", "active");
    body.put("collector_id", caller.account().id())
        .put("application_id", caller.application().id());
    body.set("auto_recurring", recurring);
    for (String name : List.of("back_url", "external_reference")) {
      Json.text(sent, name).ifPresent(text -> body.put(name, text));
    }
    if (sent.path("payment_methods_allowed").isObject()) {
      body.set("payment_methods_allowed", sent.path("payment_methods_allowed"));
    }
    body.put("date_created", now).put("last_modified", now);
    body.put("init_point", baseUrl + "/subscriptions/checkout?preapproval_plan_id=" + id);
    Document plan = world.shelf(KIND).put(new Document(id, caller, body));
    plan.notes().put("application_id", caller.application().id());
    publish(plan, "created");
    return Reply.created(body);
  }

  private Reply change(Request request) {
    Document plan = find(request);
    Caller caller = world.access().seller(request);
    ObjectNode sent = request.object();
    ObjectNode body = plan.body();
    Subscriptions.checkTexts(sent);
    if (Json.present(sent, "auto_recurring")) {
      ObjectNode merged = ((ObjectNode) body.path("auto_recurring")).deepCopy();
      sent.path("auto_recurring")
          .properties()
          .forEach(member -> merged.set(member.getKey(), member.getValue()));
      body.set("auto_recurring", Recurrence.check(merged, caller.site()));
    }
    if (Json.present(sent, "status")) {
      body.put("status", Fields.oneOf(sent, "status", STATES));
    }
    for (String name : List.of("reason", "back_url", "external_reference")) {
      Json.text(sent, name).ifPresent(text -> body.put(name, text));
    }
    body.put("last_modified", Dates.text(world.now()));
    publish(plan, "updated");
    return Reply.ok(body);
  }

  private Document find(Request request) {
    String id = request.param("id");
    return world
        .shelf(KIND)
        .find(id, world.access().seller(request))
        .orElseThrow(() ->
            ApiError.service(
                404, "not_found", "The template with id " + id + " does not exist", List.of()));
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    String words = request.queryParam("q").orElse("").toLowerCase(Locale.ROOT);
    List<Document> found =
        world
            .shelf(KIND)
            .of(caller)
            .filter(plan ->
                request
                    .queryParam("status")
                    .map(want -> want.equals(Json.text(plan.body(), "status").orElse("")))
                    .orElse(true))
            .filter(plan ->
                Json.text(plan.body(), "reason")
                    .orElse("")
                    .toLowerCase(Locale.ROOT)
                    .contains(words))
            .toList()
            .reversed();
    return Subscriptions.page(request, found);
  }

  private void publish(Document plan, String action) {
    world.publish(
        new ResourceEvent(
            KIND,
            action,
            plan.id(),
            plan.ownerId(),
            plan.notes().path("application_id").longValue(),
            plan.live(),
            "",
            world.now()));
  }
}
