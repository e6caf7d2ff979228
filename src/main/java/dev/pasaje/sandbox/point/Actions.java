// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.point;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a terminal is asked to print. It is sent and printed after a while by the emulator's clock.
public final class Actions {
  private static final String KIND = "terminal_action";
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final List<String> TYPES = List.of("PRINT_INFO", "PRINT_DTE");

  private final World world;
  private final Terminals terminals;

  public Actions(World world, Terminals terminals) {
    this.world = world;
    this.terminals = terminals;
    world.agenda().work(KIND, this::step);
  }

  public void routes(Router router) {
    router.post("/terminals/v1/actions", this::create);
    router.get("/terminals/v1/actions/{action_id}", request -> Reply.ok(find(request).body()));
    router.post("/terminals/v1/actions/{action_id}/cancel", this::cancel);
  }

  private Document find(Request request) {
    return world
        .shelf(KIND)
        .find(request.param("action_id"), world.access().seller(request))
        .orElseThrow(() -> ApiError.service(404, "not_found", "Action not found", List.of()));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    String type = Fields.oneOf(body, "type", TYPES);
    String reference = Fields.text(body, "external_reference");
    String device = Fields.text(body.path("config"), "device_id");
    if (!body.path("content").isObject()) {
      throw Fields.refusal("content is required");
    }
    terminals.terminal(device, caller);
    ObjectNode action = Json.object();
    String id = "ACT" + world.chance(KIND).base32(26);
    action.put("id", id);
    action.put("type", type);
    action.put("status", "pending");
    action.put("external_reference", reference);
    action.set("config", body.path("config"));
    action.set("content", body.path("content"));
    action.put("date_created", Dates.utc(world.now()));
    action.put("last_updated_date", Dates.utc(world.now()));
    world.agenda().at(world.now().plus(STEP), KIND, id);
    return Reply.ok(world.shelf(KIND).put(new Document(id, caller, action)).body());
  }

  private void step(String id) {
    world
        .shelf(KIND)
        .find(id)
        .ifPresent(action -> {
          boolean sent = action.body().path("status").asString().equals("sent");
          action.body().put("status", sent ? "printed" : "sent");
          action.body().put("last_updated_date", Dates.utc(world.now()));
          if (!sent) {
            world.agenda().at(world.now().plus(STEP), KIND, id);
          }
        });
  }

  /// The description knows no cancelled action: one that was not sent in time reads `failed`.
  private Reply cancel(Request request) {
    Document action = find(request);
    if (!action.body().path("status").asString().equals("pending")) {
      throw Fields.refusal("only a pending action can be cancelled");
    }
    world.agenda().cancel(KIND, action.id());
    action.body().put("status", "failed");
    action.body().put("last_updated_date", Dates.utc(world.now()));
    return Reply.ok(action.body());
  }
}
