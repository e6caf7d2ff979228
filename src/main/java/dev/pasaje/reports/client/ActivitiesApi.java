// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

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

  private final ReportCalls calls;
  private final String base;

  /// @param report `activities_collection`, `activities_after_collection` or `activities_withdraw`
  public ActivitiesApi(MercadoPago api, String report) {
    this.calls = new ReportCalls(api, report);
    this.base = "/v1/reporting/operations/" + MercadoPago.encoded(report) + "/statements";
  }

  @Override
  public String id() {
    return calls.report();
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
