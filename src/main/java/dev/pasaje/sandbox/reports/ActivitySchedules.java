// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Activities reports that are made by themselves (reports.md 5). The body is that of the reference
/// page mercadopago.com.br/developers, reports/enable-automatic-generation/post: `type` frequency,
/// `data` with `period`, `hour` and `value`, `structure_id`, `notifiers`. Assumptions: what `value`
/// means, how many schedules a report may have, what a deletion answers, and the refusals.
final class ActivitySchedules {
  private static final String KIND = "activity_schedule";

  private final World world;
  private final ActivityConfigurations configurations;
  private final Activities statements;

  ActivitySchedules(World world, ActivityConfigurations configurations, Activities statements) {
    this.world = world;
    this.configurations = configurations;
    this.statements = statements;
    world.agenda().work(KIND, id -> world.shelf(KIND).find(id).ifPresent(this::due));
  }

  void routes(Router router) {
    router.post(Activities.BASE + "/schedule", this::create);
    router.delete(Activities.BASE + "/schedule/{schedule_id}", this::delete);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ActivityKind kind = Activities.kind(request);
    ObjectNode asked = request.object();
    JsonNode configuration = configurations.of(caller.account().id(), caller.live(), kind);
    check(asked, configuration);
    String id = world.chance(KIND).uuid();
    ObjectNode body = asked.deepCopy();
    body.put("id", id).put("status", "active").put("report_id", kind.id());
    Document schedule = world.shelf(KIND).put(new Document(id, caller, body));
    world.agenda().at(after(schedule, world.now()).due(), KIND, id);
    return Reply.created(body);
  }

  private static void check(ObjectNode asked, JsonNode configuration) {
    if (Json.text(asked, "type").filter("frequency"::equals).isEmpty()) {
      throw ApiError.invalid("invalid_type", "type must be frequency");
    }
    JsonNode data = asked.path("data");
    JsonNode hour = data.path("hour");
    if (Frequency.Each.of(data.path("period").asString("")).isEmpty()
        || !hour.isInt()
        || hour.intValue() < 0
        || hour.intValue() > 23) {
      throw ApiError.invalid(
          "invalid_data", "data needs period (daily, weekly, monthly) and hour (0 to 23)");
    }
    JsonNode value = data.path("value");
    if (!value.isMissingNode()
        && (!value.isInt() || value.intValue() < 0 || value.intValue() > 31)) {
      throw ApiError.invalid("invalid_data", "data.value must be a small number");
    }
    String structure = asked.path("structure_id").asString("");
    if (structure.isEmpty()
        || !configuration.path("structure").path("id").asString("").equals(structure)) {
      throw ApiError.invalid("invalid_structure_id", "structure_id names no configuration");
    }
    Set<String> known = new HashSet<>();
    configuration.path("notifiers").forEach(one -> known.add(one.path("id").asString("")));
    if (Json.present(asked, "notifiers") && !asked.path("notifiers").isArray()) {
      throw ApiError.invalid("invalid_notifiers", "notifiers must be a list");
    }
    for (JsonNode one : asked.path("notifiers")) {
      if (!known.contains(one.asString(""))) {
        throw ApiError.invalid("invalid_notifiers", "unknown notifier " + one.asString(""));
      }
    }
  }

  private Reply delete(Request request) {
    Caller caller = world.access().seller(request);
    ActivityKind kind = Activities.kind(request);
    Document schedule =
        world
            .shelf(KIND)
            .find(request.param("schedule_id"))
            .filter(one -> one.belongsTo(caller))
            .filter(one -> one.body().path("report_id").asString().equals(kind.id()))
            .filter(ActivitySchedules::active)
            .orElseThrow(
                () -> ApiError.service(404, "schedule_not_found", "Schedule not found", List.of()));
    world.agenda().cancel(KIND, schedule.id());
    schedule.body().put("status", "inactive");
    return Reply.ok(schedule.body());
  }

  private static boolean active(Document schedule) {
    return schedule.body().path("status").asString().equals("active");
  }

  private Period after(Document schedule, Instant now) {
    JsonNode data = schedule.body().path("data");
    JsonNode structure =
        configurations
            .of(schedule.ownerId(), schedule.live(), Activities.kind(schedule))
            .path("structure");
    return Period.after(
        new Frequency(
            Frequency.Each.of(data.path("period").asString()).orElseThrow(),
            data.path("hour").intValue(),
            Math.max(1, data.path("value").asInt(1))),
        Configuration.zone(structure),
        now);
  }

  private void due(Document schedule) {
    // The period whose hour is this one.
    statements.make(schedule, after(schedule, world.now().minusMillis(1)).range());
    world.agenda().at(after(schedule, world.now()).due(), KIND, schedule.id());
  }
}
