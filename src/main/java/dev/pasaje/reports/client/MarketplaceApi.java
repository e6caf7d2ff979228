// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.mercadopago.MercadoPago;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The sales of a marketplace's sellers (domain/reports.md 6). No task route is documented: how far
/// a report came is seen in the list.
public final class MarketplaceApi implements ReportSource {
  private static final String BASE = "/v1/account/marketplace_sales_report";

  private final MercadoPago api;
  private final ReportCalls calls;
  private final List<String> marketplaces;
  private final String site;

  /// @param marketplaces such as `MP-MKT-1234`
  /// @param site such as `MLB`
  public MarketplaceApi(MercadoPago api, List<String> marketplaces, String site) {
    this.api = api;
    this.calls = new ReportCalls(api, "marketplace-sales");
    this.marketplaces = List.copyOf(marketplaces);
    this.site = site;
  }

  /// What a configuration must have, as far as it is known: which keys its columns may have is not
  /// documented, so that none are chosen here.
  public static ObjectNode recommended(Optional<ObjectNode> before) {
    ObjectNode node =
        before.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    if (!node.has("file_name_prefix")) {
      node.put("file_name_prefix", "pasaje-marketplace-sales");
    }
    if (!node.has("frequency")) {
      node.putObject("frequency").put("hour", 3).put("type", "daily").put("value", 1);
    }
    return node;
  }

  /// Refuses what must not be sent: prefix and columns are required (domain/reports.md 6).
  public static void check(ObjectNode configuration) {
    if (configuration.path("columns").isEmpty()
        || configuration.path("file_name_prefix").asString("").isBlank()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "reports.marketplace-columns", Map.of());
    }
  }

  @Override
  public String id() {
    return calls.report();
  }

  @Override
  public Optional<ObjectNode> configuration() {
    return calls.configuration(api.get(BASE + "/config", Map.of()));
  }

  @Override
  public void configure(ObjectNode configuration, Optional<ObjectNode> before) {
    JsonNode _ =
        calls.ok(
            before.isPresent()
                ? api.put(BASE + "/config", configuration)
                : api.post(BASE + "/config", configuration));
  }

  /// When it is made is the configuration's `frequency`. What is answered is not documented.
  public void schedule(boolean on) {
    String path = BASE + "/schedule";
    JsonNode _ =
        calls.ok(on ? api.post(path, JsonNodeFactory.instance.objectNode()) : api.delete(path));
  }

  @Override
  public Creation create(Range range) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    marketplaces.forEach(body.putArray("marketplaces")::add);
    body.put("site", site);
    body.put("begin_date", range.begin().toString());
    body.put("end_date", range.end().toString());
    return calls.create(BASE, body, ReportTask::of);
  }

  @Override
  public ReportTask task(String id) {
    return list().stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        // Just asked for, and not listed yet.
        .orElseGet(() ->
            new ReportTask(
                id, "", Optional.empty(), Optional.empty(), "", "", Optional.empty(), ""));
  }

  @Override
  public List<ReportTask> list() {
    return ReportApi.tasks(calls.get(BASE + "/list", Map.of()));
  }

  @Override
  public List<ReportTask> search(Range range) {
    return list().stream().filter(task -> task.covers(range)).toList();
  }

  @Override
  public Path download(String fileName, Path folder) {
    return calls.download(BASE + "/" + MercadoPago.encoded(fileName), folder.resolve(fileName));
  }
}
