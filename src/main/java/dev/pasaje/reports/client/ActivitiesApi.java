// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.activity.Zipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One of the activities reports, "other operations" (domain/reports.md 5). Its statements have no
/// file names: they are named here after the report and their number.
public final class ActivitiesApi implements ReportSource {
  /// The longest range of one request.
  public static final int MOST_DAYS = 365;

  private static final String ENDING = ".csv";

  private final MercadoPago api;
  private final ReportCalls calls;
  private final String root;
  private final String base;

  /// @param report `activities_collection`, `activities_after_collection` or `activities_withdraw`
  public ActivitiesApi(MercadoPago api, String report) {
    this.api = api;
    this.calls = new ReportCalls(api, report);
    this.root = "/v1/reporting/operations/" + MercadoPago.encoded(report);
    this.base = root + "/statements";
  }

  @Override
  public String id() {
    return calls.report();
  }

  @Override
  public Optional<ObjectNode> configuration() {
    return calls.configuration(api.get(root + "/config", Map.of()));
  }

  /// The id of what is replaced goes into the path (domain/reports.md 5).
  @Override
  public void configure(ObjectNode configuration, Optional<ObjectNode> before) {
    ObjectNode body = configuration.deepCopy();
    if (body.path("structure") instanceof ObjectNode structure) {
      structure.remove("id");
    }
    JsonNode _ =
        calls.ok(
            before.isEmpty()
                ? api.post(root + "/config", body)
                : api.put(
                    root + "/config/" + MercadoPago.encoded(OperationsSetup.id(before.get())),
                    body));
  }

  /// Has statements made by themselves. There is no call that shows a schedule: whoever loses the
  /// id cannot end it.
  ///
  /// @return the id; empty when the answer had none
  public String schedule(ObjectNode schedule) {
    return calls.once(root + "/schedule", schedule).path("id").asString("");
  }

  /// Ends a schedule.
  ///
  /// @return false when there was none of that id
  public boolean unschedule(String id) {
    Call<JsonNode> call = api.delete(root + "/schedule/" + MercadoPago.encoded(id));
    if (ReportCalls.absent(call)) {
      return false;
    }
    JsonNode _ = calls.ok(call);
    return true;
  }

  @Override
  public Creation create(Range range) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("filters")
        .putObject("creation_date")
        .putObject("range")
        .put("gte", range.begin().toString())
        .put("lte", range.end().toString());
    return calls.create(
        base,
        body,
        answer ->
            task(
                answer.path("record_id").asString(""),
                "pending",
                Optional.of(range.begin()),
                Optional.of(range.end())));
  }

  @Override
  public ReportTask task(String id) {
    return statement(calls.get(base + "/" + MercadoPago.encoded(id), Map.of()));
  }

  @Override
  public List<ReportTask> list() {
    JsonNode answer = calls.get(base, Map.of());
    JsonNode all = answer.isArray() ? answer : answer.path("results");
    return StreamSupport.stream(all.spliterator(), false).map(this::statement).toList();
  }

  @Override
  public List<ReportTask> search(Range range) {
    return list().stream().filter(task -> task.covers(range)).toList();
  }

  @Override
  public List<String> keptAs(String fileName) {
    return List.of(fileName, fileName.substring(0, fileName.length() - ENDING.length()) + ".zip");
  }

  /// A statement as it was read elsewhere.
  ///
  /// @param uid as it was asked for
  public ReportTask read(String uid, JsonNode body) {
    ReportTask seen = statement(body);
    return task(uid, seen.status(), seen.begin(), seen.end());
  }

  @Override
  public Path download(String fileName, Path folder) throws IOException {
    String uid = fileName.substring(id().length() + 1, fileName.length() - ENDING.length());
    Path file =
        calls.download(
            base + "/" + MercadoPago.encoded(uid) + "/download", folder.resolve(fileName));
    return Zipped.is(file)
        ? Files.move(
            file, folder.resolve(id() + "-" + uid + ".zip"), StandardCopyOption.REPLACE_EXISTING)
        : file;
  }

  /// What names the number in a list is not documented: `uid` as in the route, or `id`.
  private ReportTask statement(JsonNode node) {
    JsonNode range = node.path("filters").path("creation_date").path("range");
    return task(
        node.path("uid").asString(node.path("id").asString("")),
        node.path("status").asString(""),
        time(range.path("gte")),
        time(range.path("lte")));
  }

  private ReportTask task(
      String uid, String status, Optional<Instant> begin, Optional<Instant> end) {
    Optional<String> name =
        status.equals("available") ? Optional.of(id() + "-" + uid + ENDING) : Optional.empty();
    return new ReportTask(uid, id(), begin, end, status, "", name, "");
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return Optional.of(OffsetDateTime.parse(node.asString("")).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
