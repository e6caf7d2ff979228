// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The activities reports, "other operations" (reports.md 5): statements of at most a year, asked
/// for or made by a schedule. The names inside an answer are only partly documented; what is not is
/// an assumption of the emulator.
final class Activities {
  static final String BASE = "/v1/reporting/operations/{report_id}";
  private static final String STATEMENT = "activity_statement";
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  /// "Large files zipped": from how many bytes on is not documented.
  static final int ZIPPED_FROM = 1 << 20;

  private final World world;
  private final ActivityConfigurations configurations;
  private final ActivitySchedules schedules;
  private final ActivityNotice notice;

  Activities(World world) {
    this.world = world;
    this.configurations = new ActivityConfigurations(world);
    this.schedules = new ActivitySchedules(world, configurations, this);
    this.notice = new ActivityNotice(world, configurations);
    world.agenda().work(STATEMENT, id -> world.shelf(STATEMENT).find(id).ifPresent(this::finish));
  }

  void routes(Router router) {
    configurations.routes(router);
    schedules.routes(router);
    router.post(BASE + "/statements", this::create);
    router.get(BASE + "/statements", this::list);
    router.get(BASE + "/statements/{uid}", request -> Reply.ok(looked(found(request)).body()));
    router.get(BASE + "/statements/{uid}/download", this::download);
  }

  static ActivityKind kind(Request request) {
    return ActivityKind.of(request.param("report_id"))
        .orElseThrow(
            () -> ApiError.service(404, "report_not_found", "Report not found", List.of()));
  }

  private Caller caller(Request request) {
    return world.access().seller(request);
  }

  private Reply create(Request request) {
    Caller caller = caller(request);
    ActivityKind kind = kind(request);
    JsonNode range = request.object().path("filters").path("creation_date").path("range");
    Optional<Instant> from = Json.text(range, "gte").flatMap(Dates::parse);
    Optional<Instant> to = Json.text(range, "lte").flatMap(Dates::parse);
    if (from.isEmpty()
        || to.isEmpty()
        || !from.get().isBefore(to.get())
        || Duration.between(from.get(), to.get()).compareTo(LONGEST) > 0) {
      throw ApiError.service(
          400, "invalid_date_range", "The range must be at most one year", List.of());
    }
    if (own(caller, kind)
        .anyMatch(one ->
            one.body().path("status").asString().equals("pending")
                && one.body().path("filters").equals(request.object().path("filters")))) {
      throw ApiError.service(
          409, "export_already_requested", "The export was already requested", List.of());
    }
    Document made =
        made(caller.account().id(), caller.live(), kind, request.object().path("filters"));
    return Reply.created(Json.object().put("record_id", made.id()));
  }

  /// A statement of a schedule, which says whom it is told to.
  void make(Document schedule, Range range) {
    ObjectNode filters = Json.object();
    filters
        .putObject("creation_date")
        .putObject("range")
        .put("gte", range.begin().toString())
        .put("lte", range.end().toString());
    Document made = made(schedule.ownerId(), schedule.live(), kind(schedule), filters);
    made.notes().set("notifiers", Json.array().addAll(schedule.body().path("notifiers").values()));
  }

  private Document made(long ownerId, boolean live, ActivityKind kind, JsonNode filters) {
    String uid = world.chance(STATEMENT).uuid();
    ObjectNode body = Json.object().put("uid", uid).put("report_id", kind.id());
    body.put("status", "pending").put("date_created", Dates.text(world.now()));
    body.set("filters", filters);
    Document made =
        world.shelf(STATEMENT).put(new Document(uid, ownerId, live, body, Json.object()));
    world.agenda().at(world.now().plus(STEP), STATEMENT, uid);
    return made;
  }

  private Stream<Document> own(Caller caller, ActivityKind kind) {
    return world
        .shelf(STATEMENT)
        .of(caller)
        .filter(one -> one.body().path("report_id").asString().equals(kind.id()));
  }

  private Reply list(Request request) {
    ArrayNode results = Json.array();
    own(caller(request), kind(request)).forEach(one -> results.add(looked(one).body()));
    return Reply.ok(Json.object().set("results", results));
  }

  private Document found(Request request) {
    return own(caller(request), kind(request))
        .filter(one -> one.id().equals(request.param("uid")))
        .findFirst()
        .orElseThrow(
            () -> ApiError.service(404, "statement_not_found", "Statement not found", List.of()));
  }

  /// While the emulator's clock stands still, a look moves a statement instead.
  private Document looked(Document statement) {
    if (!world.clockRuns() && statement.body().path("status").asString().equals("pending")) {
      world.agenda().cancel(STATEMENT, statement.id());
      finish(statement);
    }
    return statement;
  }

  private void finish(Document statement) {
    boolean empty = rows(statement).isEmpty();
    statement.body().put("status", empty ? "empty" : "available");
    if (!empty) {
      notice.send(statement, csv(statement).length);
    }
  }

  private List<Map<String, String>> rows(Document statement) {
    JsonNode range = statement.body().path("filters").path("creation_date").path("range");
    return ActivityRows.of(
        kind(statement),
        world,
        world.accounts().account(statement.ownerId()).orElseThrow(),
        statement.live(),
        new Range(
            Json.text(range, "gte").flatMap(Dates::parse).orElseThrow(),
            Json.text(range, "lte").flatMap(Dates::parse).orElseThrow()));
  }

  static ActivityKind kind(Document statement) {
    return ActivityKind.of(statement.body().path("report_id").asString()).orElseThrow();
  }

  private Reply download(Request request) {
    Document statement = looked(found(request));
    if (!statement.body().path("status").asString().equals("available")) {
      throw ApiError.service(404, "statement_not_available", "Statement not available", List.of());
    }
    byte[] csv = csv(statement);
    String name = kind(statement).id() + "-" + statement.id();
    return csv.length < ZIPPED_FROM
        ? Reply.bytes(200, "text/csv;charset=UTF-8", csv)
            .withHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        : Reply.bytes(200, "application/zip", zipped(name + ".csv", csv))
            .withHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
  }

  private byte[] csv(Document statement) {
    JsonNode structure =
        configurations.of(statement.ownerId(), statement.live(), kind(statement)).path("structure");
    List<String> keys = new ArrayList<>();
    structure.path("columns").forEach(column -> keys.add(column.path("key").asString("")));
    List<String> columns = keys.isEmpty() ? kind(statement).columns() : keys;
    String separator =
        Json.text(structure.path("file_format"), "column_separator")
            .filter(text -> text.length() == 1)
            .orElse(",");
    return ReportFile.csv(
        new Table(columns, columns, rows(statement)), separator.charAt(0), Set.of());
  }

  private static byte[] zipped(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    } catch (IOException cannotHappenInMemory) {
      throw new UncheckedIOException(cannotHappenInMemory);
    }
    return bytes.toByteArray();
  }
}
