// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.mercadopago.MercadoPago;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The sales of a marketplace's sellers (domain/reports.md 6). No task route is documented: how far
/// a report came is seen in the list.
public final class MarketplaceApi implements ReportSource {
  private static final String BASE = "/v1/account/marketplace_sales_report";

  private final ReportCalls calls;
  private final List<String> marketplaces;
  private final String site;

  /// @param marketplaces such as `MP-MKT-1234`
  /// @param site such as `MLB`
  public MarketplaceApi(MercadoPago api, List<String> marketplaces, String site) {
    this.calls = new ReportCalls(api, "marketplace-sales");
    this.marketplaces = List.copyOf(marketplaces);
    this.site = site;
  }

  @Override
  public String id() {
    return calls.report();
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
