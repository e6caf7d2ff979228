// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.orders.Order;
import dev.pasaje.orders.OrderState;
import dev.pasaje.orders.Orders;
import dev.pasaje.render.OrderReport;
import dev.pasaje.settings.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The orders that are known, the one that changed last first.
@Command(name = "list")
public final class OrdersListCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);
  private static final int MOST = 100_000;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--state", paramLabel = "STATE")
  private List<String> states = List.of();

  @Option(names = "--most", paramLabel = "COUNT", defaultValue = "100")
  private int most = 100;

  private final Desk desk;

  public OrdersListCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    Set<String> wanted =
        desk.chosen(settings, integrations).stream()
            .map(Integration::id)
            .collect(Collectors.toSet());
    if (most < 1 || most > MOST) {
      throw usage("orders.most", Integer.toString(most), "1 - " + MOST);
    }
    Orders.Filter filter = new Orders.Filter(wanted, wantedStates(), most);
    List<Order> found;
    try (OrderDesk store = OrderDesk.open(settings, terminal)) {
      found = wanted.isEmpty() ? List.of() : store.orders().list(filter);
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> OrderReport.text(found, ReportFormats.style(terminal));
              case JSON -> OrderReport.json(found);
              case CSV -> OrderReport.csv(found);
              case JSONL, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return 0;
  }

  private Set<OrderState> wantedStates() {
    Set<OrderState> wanted = EnumSet.noneOf(OrderState.class);
    for (String state : states) {
      wanted.add(
          OrderState.of(state)
              .orElseThrow(() ->
                  usage(
                      "orders.state",
                      state,
                      Arrays.stream(OrderState.values())
                          .map(OrderState::id)
                          .collect(Collectors.joining(" ")))));
    }
    return wanted;
  }

  private static PasajeException usage(String code, String found, String accepted) {
    return new PasajeException(
        PasajeException.Kind.USAGE, code, Map.of("found", found, "accepted", accepted));
  }
}
