// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.orders.Moment;
import dev.pasaje.orders.Order;
import dev.pasaje.render.OrderReport;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One order and everything that happened to it.
@Command(name = "show")
public final class OrdersShowCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "REFERENCE", descriptionKey = "REFERENCE")
  private String reference = "";

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  public OrdersShowCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    Order order;
    List<Moment> timeline;
    try (OrderDesk store = OrderDesk.open(settings, terminal)) {
      order = store.order(desk.chosen(settings, integrations), reference);
      timeline = store.orders().timeline(order.integration(), reference);
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> OrderReport.text(order, timeline, ReportFormats.style(terminal));
              case JSON -> OrderReport.json(order, timeline);
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return 0;
  }
}
