// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.ReportFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The routes of one report family for one account; domain/reports.md 2.
public final class ReportApi implements ReportSource {
  private final MercadoPago api;
  private final ReportCalls calls;
  private final ReportFamily family;
  private final String base;

  public ReportApi(MercadoPago api, ReportFamily family) {
    this.api = api;
    this.calls = new ReportCalls(api, family.id());
    this.family = family;
    this.base = "/v1/account/" + family.route();
  }

  public ReportFamily family() {
    return family;
  }

  @Override
  public String id() {
    return family.id();
  }

  @Override
  public Optional<ObjectNode> configuration() {
    return calls.configuration(asked());
  }

  /// What came in its place too, for whom a refusal is a fact and no failure.
  Call<JsonNode> asked() {
    return api.get(base + "/config", Map.of());
  }

  @Override
  public void configure(ObjectNode configuration, Optional<ObjectNode> before) {
    JsonNode _ =
        calls.ok(
            before.isPresent()
                ? api.put(base + "/config", configuration)
                : api.post(base + "/config", configuration));
  }

  public ReportTask schedule(boolean on) {
    String path = base + "/schedule";
    return ReportTask.of(
        calls.ok(on ? api.post(path, JsonNodeFactory.instance.objectNode()) : api.delete(path)));
  }

  @Override
  public Creation create(Range range) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("begin_date", range.begin().toString());
    body.put("end_date", range.end().toString());
    return calls.create(base, body, ReportTask::of);
  }

  @Override
  public ReportTask task(String id) {
    return ReportTask.of(calls.get(base + "/task/" + MercadoPago.encoded(id), Map.of()));
  }

  @Override
  public List<ReportTask> list() {
    return tasks(calls.get(base + "/list", Map.of()));
  }

  @Override
  public List<ReportTask> search(Range range) {
    return tasks(
            calls.get(
                base + "/search",
                Map.of(
                    "begin_date", range.begin().toString(),
                    "end_date", range.end().toString(),
                    "limit", "500")))
        .stream()
        .filter(task -> task.covers(range))
        .toList();
  }

  /// A list, or a page with `results`: both were met.
  static List<ReportTask> tasks(JsonNode body) {
    JsonNode list = body.isArray() ? body : body.path("results");
    return StreamSupport.stream(list.spliterator(), false).map(ReportTask::of).toList();
  }

  @Override
  public Path download(String fileName, Path folder) {
    return calls.download(base + "/" + MercadoPago.encoded(fileName), folder.resolve(fileName));
  }
}
