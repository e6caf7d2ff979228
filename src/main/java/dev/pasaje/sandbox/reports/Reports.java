// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.world.Access;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The routes of the release and of the settlement report (reports.md 2), of the activities reports
/// and of the marketplace's.
public final class Reports {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final World world;
  private final Tasks tasks;
  private final Schedules schedules;
  private final Activities activities;
  private final MarketplaceSales marketplace;
  private final Set<Quirks> quirks = Quirks.initial();

  public Reports(World world, String baseUrl) {
    this.world = world;
    this.tasks = new Tasks(world, baseUrl, new ReadyNotice(world, baseUrl));
    this.schedules = new Schedules(world, tasks, quirks);
    this.activities = new Activities(world);
    this.marketplace = new MarketplaceSales(world);
  }

  public void routes(Router router) {
    for (Family family : Family.values()) {
      String base = "/v1/account/" + family.path();
      router.post(base + "/config", request -> configure(request, family));
      router.get(base + "/config", request -> configuration(request, family));
      router.put(base + "/config", request -> reconfigure(request, family));
      router.post(base, request -> create(request, family));
      router.get(base, request -> list(request, family));
      router.get(base + "/list", request -> list(request, family));
      router.get(base + "/search", request -> search(request, family));
      router.get(base + "/task/{task_id}", request -> task(request, family));
      router.post(base + "/schedule", request -> schedule(request, family, true));
      router.delete(base + "/schedule", request -> schedule(request, family, false));
      router.get(base + "/{file_name}", request -> download(request, family));
    }
    activities.routes(router);
    marketplace.routes(router);
    new ReportControl(world, quirks).routes(router);
  }

  /// Without any credentials these routes were answered by the policy agent, not by the gateway
  /// (observed, reports.md 2).
  private Caller caller(Request request) {
    if (Access.bearer(request).isEmpty()) {
      throw ApiError.policy();
    }
    return world.access().seller(request);
  }

  static String slot(Caller caller) {
    return caller.account().id() + (caller.live() ? "" : " test");
  }

  private Shelf configurations(Family family) {
    return world.shelf(family.path() + "_config");
  }

  private Configuration current(Caller caller, Family family) {
    return configurations(family)
        .find(slot(caller))
        .map(document -> new Configuration(family, document.body()))
        .orElseGet(() -> Configuration.initial(family, caller.account().id()));
  }

  private ObjectNode shown(Configuration configuration, Caller caller) {
    ObjectNode body = configuration.json().deepCopy();
    body.put("scheduled", schedules.isOn(caller, configuration.family()));
    return body;
  }

  private Reply configure(Request request, Family family) {
    Caller caller = caller(request);
    if (configurations(family).find(slot(caller)).isPresent()) {
      throw ApiError.service(409, "conflict", "The configuration already exists", List.of());
    }
    Configuration made = Configuration.of(family, request.object());
    configurations(family).put(new Document(slot(caller), caller, made.json()));
    return Reply.created(shown(made, caller));
  }

  private Reply configuration(Request request, Family family) {
    Caller caller = caller(request);
    return configurations(family)
        .find(slot(caller))
        .map(document -> Reply.ok(shown(new Configuration(family, document.body()), caller)))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Configuration not found", List.of()));
  }

  private Reply reconfigure(Request request, Family family) {
    Caller caller = caller(request);
    Configuration made = Configuration.of(family, request.object());
    configurations(family).put(new Document(slot(caller), caller, made.json()));
    return Reply.ok(shown(made, caller));
  }

  private Reply create(Request request, Family family) {
    Caller caller = caller(request);
    ObjectNode body = request.object();
    Instant begin = date(body, "begin_date", "invalid_begin_date");
    Instant end = date(body, "end_date", "invalid_end_date");
    if (!begin.isBefore(end)) {
      throw ApiError.invalid("end_date_before_begin_date", "begin_date must be before end_date");
    }
    if (Duration.between(begin, end).compareTo(SHORTEST) < 0) {
      throw ApiError.invalid("invalid_end_date", "the range is too short");
    }
    // The real status for a longer range is unknown: an assumption of the emulator.
    if (Range.tooLong(begin, end)) {
      throw ApiError.invalid(
          "invalid_end_date", "the range must not be longer than " + Range.MOST_DAYS + " days");
    }
    if (quirks.contains(Quirks.REFUSED_RANGE) && caller.site() != Site.MLB) {
      return refused(begin, end);
    }
    Configuration configuration = current(caller, family);
    Range range = Range.wholeDays(begin, end, configuration.zone());
    Document task =
        tasks.create(configuration, caller.account(), caller.live(), range, "manual", quirks);
    return Reply.json(202, task.body());
  }

  /// Understood but not created; the body of the real answer is unknown.
  private static Reply refused(Instant begin, Instant end) {
    return Reply.json(
        203,
        Json.object()
            .put("message", "The report was not created, try again with the dates of this answer")
            .put("begin_date", begin.toString())
            .put("end_date", end.toString()));
  }

  private static Instant date(ObjectNode body, String name, String error) {
    return Json.text(body, name)
        .flatMap(Dates::parse)
        .orElseThrow(() -> ApiError.invalid(error, name + " is missing or malformed"));
  }

  private Stream<Document> own(Caller caller, Family family) {
    return world
        .shelf(Tasks.KIND)
        .of(caller)
        .filter(task -> task.body().path("report_type").asString().equals(family.type()));
  }

  /// Newest first, without the deleted schedules.
  private List<ObjectNode> entries(Caller caller, Family family) {
    return own(caller, family)
        .filter(task -> !task.body().path("status").asString().equals("deleted"))
        .sorted(
            Comparator.comparingLong((Document task) -> task.body().path("id").asLong()).reversed())
        .map(task -> {
          tasks.looked(task);
          return Tasks.entry(task);
        })
        .toList();
  }

  private Reply list(Request request, Family family) {
    ArrayNode list = Json.array();
    entries(caller(request), family).forEach(list::add);
    return Reply.ok(list);
  }

  private Reply search(Request request, Family family) {
    Caller caller = caller(request);
    Optional<Instant> begin = request.queryParam("begin_date").flatMap(Dates::parse);
    Optional<Instant> end = request.queryParam("end_date").flatMap(Dates::parse);
    boolean byCreation = request.queryParam("range").filter("date_created"::equals).isPresent();
    List<ObjectNode> found =
        entries(caller, family).stream()
            .filter(entry ->
                Stream.of("id", "file_name", "created_from", "report_id", "format", "status")
                    .allMatch(name ->
                        request.queryParam(name).isEmpty()
                            || Json.anyText(entry, name).equals(request.queryParam(name))))
            .filter(entry -> overlaps(entry, begin, end, byCreation))
            .toList();
    return Page.of(request, 50, 500, 10_000).reply("results", found);
  }

  private static boolean overlaps(
      ObjectNode entry, Optional<Instant> begin, Optional<Instant> end, boolean byCreation) {
    Optional<Instant> first =
        Json.text(entry, byCreation ? "date_created" : "begin_date").flatMap(Dates::parse);
    Optional<Instant> last =
        Json.text(entry, byCreation ? "date_created" : "end_date").flatMap(Dates::parse);
    return (begin.isEmpty() || last.filter(at -> !at.isBefore(begin.get())).isPresent())
        && (end.isEmpty() || first.filter(at -> !at.isAfter(end.get())).isPresent());
  }

  private Reply task(Request request, Family family) {
    Caller caller = caller(request);
    if (request.longParam("task_id").isEmpty()) {
      throw ApiError.invalid("invalid_parameter", "task id must be a number");
    }
    Document task =
        own(caller, family)
            .filter(each -> each.id().equals(request.param("task_id")))
            .findFirst()
            .orElseThrow(() ->
                ApiError.service(
                    404, "task_not_found_for_user", "Task not found for user", List.of()));
    tasks.looked(task);
    return Reply.ok(task.body());
  }

  private Reply schedule(Request request, Family family, boolean on) {
    Caller caller = caller(request);
    Configuration configuration = current(caller, family);
    return Reply.ok(schedules.turn(caller, configuration, on).body());
  }

  private Reply download(Request request, Family family) {
    Caller caller = caller(request);
    String name = request.param("file_name");
    boolean spreadsheet = name.endsWith(".xlsx");
    Document task =
        own(caller, family)
            .filter(Tasks::isReady)
            .filter(each -> Tasks.stem(each).equals(Tasks.withoutEnding(name)))
            .filter(_ -> spreadsheet || name.endsWith(".csv"))
            .findFirst()
            .orElseThrow(() ->
                ApiError.service(
                    404, "not_found", "Resource " + request.path() + "/ not found", List.of()));
    Table table = tasks.table(task, caller.account());
    String disposition = "attachment; filename=\"" + name + "\"";
    if (spreadsheet) {
      return Reply.bytes(
              200,
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              ReportFile.xlsx(table, family.type()))
          .withHeader("Content-Disposition", disposition);
    }
    char separator = Tasks.configuration(task).separator();
    return Reply.bytes(
            200, "text/csv;charset=UTF-8", ReportFile.csv(table, separator, Tasks.quirks(task)))
        .withHeader("Content-Disposition", disposition);
  }
}
