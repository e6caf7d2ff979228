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
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Payment intents of the legacy Point API: an amount waiting on a terminal for a card.
public final class PaymentIntents {
  private static final String KIND = "point_payment_intent";
  private static final Set<String> WAITING = Set.of("open", "on_terminal");
  private static final Set<String> METHODS = Set.of("credit_card", "debit_card");
  private static final List<String> OUTCOMES =
      List.of("on_terminal", "processing", "processed", "abandoned", "cancelled", "error");

  private final World world;
  private final Terminals terminals;

  public PaymentIntents(World world, Terminals terminals) {
    this.world = world;
    this.terminals = terminals;
  }

  public void routes(Router router) {
    String intents = "/point/integration-api/devices/{deviceid}/payment-intents";
    router.post(intents, this::create);
    router.delete(intents + "/{paymentintentid}", this::cancel);
    String known = "/point/integration-api/payment-intents";
    router.get(known + "/events", this::events);
    router.get(known + "/{paymentintentid}", request -> Reply.ok(find(request).body()));
    router.get(known + "/{paymentintentid}/events", request -> Reply.ok(event(find(request))));
    router.post("/_sandbox/point/payment-intents/{paymentintentid}", this::decide);
  }

  private Document find(Request request) {
    return world
        .shelf(KIND)
        .find(request.param("paymentintentid"), world.access().seller(request))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Payment intent not found", List.of()));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    String device = terminals.terminal(request.param("deviceid"), caller).id();
    ObjectNode body = request.object();
    if (!body.path("amount").isIntegralNumber() || body.path("amount").asLong(0) <= 0) {
      throw Fields.refusal("amount must be a positive integer");
    }
    JsonNode payment = body.path("payment");
    if (Json.present(payment, "type")) {
      Fields.oneOf(payment, "type", METHODS);
    }
    boolean busy =
        world
            .shelf(KIND)
            .of(caller)
            .anyMatch(other ->
                other.body().path("device_id").asString().equals(device)
                    && WAITING.contains(status(other)));
    if (busy) {
      throw ApiError.service(
          409, "conflict", "There is already a queued intent for the device", List.of());
    }
    ObjectNode intent = Json.object();
    String id = world.chance(KIND).uuid();
    intent.put("id", id);
    intent.put("device_id", device);
    intent.set("amount", body.path("amount"));
    intent.put("description", Fields.optionalText(body, "description").orElse(""));
    if (payment.isObject()) {
      intent.set("payment", payment);
    }
    intent.set(
        "additional_info",
        body.path("additional_info").isObject() ? body.path("additional_info") : Json.object());
    intent.put("created_on", Dates.text(world.now()));
    Document document = new Document(id, caller, intent);
    move(document, "open");
    return Reply.created(world.shelf(KIND).put(document).body());
  }

  private static String status(Document intent) {
    return intent.body().path("status").asString();
  }

  /// The description names the state `status` in small letters, recorded answers `state` in
  /// capitals.
  private void move(Document intent, String status) {
    intent.body().put("status", status).put("state", status.toUpperCase(Locale.ROOT));
    intent.notes().put("changed_on", Dates.text(world.now()));
  }

  private Reply cancel(Request request) {
    Document intent = find(request);
    terminals.terminal(request.param("deviceid"), world.access().seller(request));
    if (!intent.body().path("device_id").asString().equals(request.param("deviceid"))) {
      throw ApiError.service(404, "not_found", "Payment intent not found", List.of());
    }
    if (!status(intent).equals("open")) {
      throw ApiError.service(409, "conflict", "Only an open intent can be cancelled", List.of());
    }
    move(intent, "cancelled");
    return Reply.ok(Json.object().put("id", intent.id()));
  }

  private static ObjectNode event(Document intent) {
    return Json.object()
        .put("payment_intent_id", intent.id())
        .put("status", intent.body().path("state").asString())
        .put("created_on", intent.notes().path("changed_on").asString());
  }

  private Reply events(Request request) {
    Caller caller = world.access().seller(request);
    Predicate<String> inRange =
        day -> {
          Optional<String> from = request.queryParam("startDate");
          Optional<String> to = request.queryParam("endDate");
          return (from.isEmpty() || day.compareTo(from.get()) >= 0)
              && (to.isEmpty() || day.compareTo(to.get()) <= 0);
        };
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("events");
    world
        .shelf(KIND)
        .of(caller)
        .map(PaymentIntents::event)
        .filter(event -> inRange.test(event.path("created_on").asString().substring(0, 10)))
        .forEach(list::add);
    return Reply.ok(body);
  }

  /// What the buyer and the terminal do: a control call of the emulator.
  private Reply decide(Request request) {
    Caller caller = world.access().seller(request);
    Document intent = find(request);
    String status = Fields.oneOf(request.object(), "status", OUTCOMES);
    move(intent, status);
    world.publish(
        new ResourceEvent(
            "point_integration_wh",
            "state_" + status.toUpperCase(Locale.ROOT),
            intent.id(),
            caller.account().id(),
            caller.application().id(),
            caller.live(),
            "",
            world.now()));
    return Reply.ok(intent.body());
  }
}
