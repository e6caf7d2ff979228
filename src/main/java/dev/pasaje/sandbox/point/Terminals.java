// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.point;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Point terminals. No API call creates one: they are linked in the application on the phone, here
/// by the seed or a control call.
public final class Terminals {
  static final String KIND = "terminal";
  private static final List<String> MODES = List.of("PDV", "STANDALONE");

  private final World world;

  public Terminals(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.get("/terminals/v1/list", request -> list(request, "terminals"));
    router.patch("/terminals/v1/setup", this::setUp);
    router.get("/point/integration-api/devices", request -> list(request, "devices"));
    router.patch("/point/integration-api/devices/{deviceid}", this::change);
    router.post("/_sandbox/terminals", this::link);
  }

  private Shelf shelf() {
    return world.shelf(KIND);
  }

  Document terminal(String id, Caller caller) {
    return shelf()
        .find(id, caller)
        .orElseThrow(() -> ApiError.service(404, "not_found", "Device not found", List.of()));
  }

  private Reply list(Request request, String name) {
    Caller caller = world.access().seller(request);
    return Page.of(request, 50, 1000, 10_000)
        .reply(
            name,
            shelf()
                .of(caller)
                .map(Document::body)
                .filter(terminal ->
                    List.of("store_id", "pos_id").stream()
                        .allMatch(key ->
                            request.queryParam(key).isEmpty()
                                || Json.anyText(terminal, key).equals(request.queryParam(key))))
                .toList());
  }

  /// All or nothing: one unknown terminal leaves the others as they are.
  private Reply setUp(Request request) {
    Caller caller = world.access().seller(request);
    JsonNode wanted = request.object().path("terminals");
    if (!wanted.isArray() || wanted.isEmpty()) {
      throw Fields.refusal("terminals is required");
    }
    List<Runnable> changes = new ArrayList<>();
    ArrayNode answer = Json.array();
    for (JsonNode one : wanted) {
      String id = Fields.text(one, "id");
      String mode = Fields.oneOf(one, "operating_mode", MODES);
      Document terminal =
          shelf().find(id, caller).orElseThrow(() -> Fields.refusal("terminal not found: " + id));
      changes.add(() -> terminal.body().put("operating_mode", mode));
      answer.addObject().put("id", id).put("operating_mode", mode);
    }
    changes.forEach(Runnable::run);
    ObjectNode body = Json.object();
    body.set("terminals", answer);
    return Reply.ok(body);
  }

  private Reply change(Request request) {
    Document terminal = terminal(request.param("deviceid"), world.access().seller(request));
    String mode = Fields.oneOf(request.object(), "operating_mode", MODES);
    terminal.body().put("operating_mode", mode);
    return Reply.ok(Json.object().put("operating_mode", mode));
  }

  private Reply link(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    String serial =
        Fields.optionalText(body, "serial").orElse("N950NCB" + world.chance(KIND).digits(9));
    return Reply.created(add(caller, "NEWLAND_N950__" + serial).body());
  }

  /// Links a terminal to the caller's account, on its own until it is set up.
  public Document add(Caller caller, String id) {
    ObjectNode terminal = Json.object();
    terminal.put("id", id);
    Document till = world.shelf("pos").of(caller).findFirst().orElse(null);
    terminal.put("pos_id", till == null ? 0 : Request.parseLong(till.id()).orElse(0L));
    terminal.put("store_id", till == null ? "" : Json.text(till.body(), "store_id").orElse(""));
    terminal.put(
        "external_pos_id", till == null ? "" : Json.text(till.body(), "external_id").orElse(""));
    terminal.put("operating_mode", "STANDALONE");
    terminal.put("status", "active");
    return shelf().put(new Document(id, caller, terminal));
  }
}
