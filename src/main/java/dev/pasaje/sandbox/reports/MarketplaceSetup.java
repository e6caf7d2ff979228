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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Configuration and schedule of the marketplace's sales (reports.md 6). Scheduled, a report of the
/// own marketplace is made each time the hour of the configuration's `frequency` comes; nothing is
/// told of it but the list. Whether a configuration shows that it is scheduled is unknown: here it
/// does not.
final class MarketplaceSetup {
  private static final String KIND = "marketplace_report_config";
  private static final String SCHEDULE = "marketplace_schedule";

  private final World world;
  private final MarketplaceSales sales;

  MarketplaceSetup(World world, MarketplaceSales sales) {
    this.world = world;
    this.sales = sales;
    world.agenda().work(SCHEDULE, slot -> world.shelf(SCHEDULE).find(slot).ifPresent(this::due));
  }

  void routes(Router router) {
    String base = MarketplaceSales.BASE;
    router.post(base + "/config", request -> configure(request, 201));
    router.put(base + "/config", request -> configure(request, 200));
    router.get(base + "/config", this::configuration);
    router.post(base + "/schedule", request -> turn(request, true));
    router.delete(base + "/schedule", request -> turn(request, false));
  }

  /// The configuration a report is made with.
  Optional<Document> of(Document report) {
    return world
        .shelf(KIND)
        .all()
        .filter(one -> one.ownerId() == report.ownerId() && one.live() == report.live())
        .findFirst();
  }

  private Reply configure(Request request, int status) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    if (Json.text(body, "file_name_prefix").filter(text -> !text.isBlank()).isEmpty()
        || !body.path("columns").isArray()
        || body.path("columns").isEmpty()) {
      throw ApiError.invalid("invalid_parameter", "file_name_prefix and columns are required");
    }
    JsonNode frequency = body.path("frequency");
    if (Json.present(body, "frequency") && !isFrequency(frequency)) {
      throw ApiError.invalid(
          "invalid_parameter", "frequency needs hour, type and, but for daily, value");
    }
    world.shelf(KIND).put(new Document(Reports.slot(caller), caller, body));
    return Reply.json(status, body);
  }

  private static boolean isFrequency(JsonNode frequency) {
    int hour = frequency.path("hour").asInt(-1);
    String type = frequency.path("type").asString("");
    return frequency.path("hour").isInt()
        && hour >= 0
        && hour <= 23
        && Frequency.Each.of(type).isPresent()
        && (type.equals("daily") || Frequency.day(frequency.path("value")).isPresent());
  }

  /// What the answer holds is not documented; the list's members are used.
  private Reply turn(Request request, boolean on) {
    Caller caller = world.access().seller(request);
    String slot = Reports.slot(caller);
    Document schedule =
        world
            .shelf(SCHEDULE)
            .find(slot)
            .orElseGet(() -> world.shelf(SCHEDULE).put(new Document(slot, caller, Json.object())));
    Document configuration =
        world
            .shelf(KIND)
            .find(slot)
            .filter(one -> one.body().has("frequency"))
            .orElseThrow(() ->
                ApiError.service(
                    404, "not_found", "Configuration with a frequency not found", List.of()));
    Period period = period(configuration, world.now());
    schedule.notes().put("application_id", caller.application().id());
    schedule
        .body()
        .put("created_from", "schedule")
        .put("status", on ? "pending" : "deleted")
        .put("begin_date", period.range().begin().toString())
        .put("end_date", period.range().end().toString());
    world.agenda().cancel(SCHEDULE, slot);
    if (on) {
      world.agenda().at(period.due(), SCHEDULE, slot);
    }
    return Reply.ok(schedule.body());
  }

  private static Period period(Document configuration, Instant now) {
    return Period.after(
        Frequency.of(configuration.body().path("frequency"), Frequency.Each.DAILY),
        Configuration.zone(configuration.body()),
        now);
  }

  private void due(Document schedule) {
    Document _ =
        sales.made(
            schedule,
            schedule.notes().path("application_id").asLong(),
            new Range(
                Instant.parse(schedule.body().path("begin_date").asString()),
                Instant.parse(schedule.body().path("end_date").asString())),
            "schedule");
    world
        .shelf(KIND)
        .find(schedule.id())
        .map(one -> period(one, world.now()))
        .ifPresent(next -> {
          schedule.body().put("begin_date", next.range().begin().toString());
          schedule.body().put("end_date", next.range().end().toString());
          world.agenda().at(next.due(), SCHEDULE, schedule.id());
        });
  }

  private Reply configuration(Request request) {
    return world
        .shelf(KIND)
        .find(Reports.slot(world.access().seller(request)))
        .map(document -> Reply.ok(document.body()))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Configuration not found", List.of()));
  }
}
