// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.orders.Order;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A person answers a fraud alert: the order may go on.
@Command(name = "release")
public final class OrdersReleaseCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "REFERENCE", descriptionKey = "REFERENCE")
  private String reference = "";

  @Option(names = "--by", paramLabel = "NAME", required = true)
  private String by = "";

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  public OrdersReleaseCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    if (by.isBlank()) {
      throw new PasajeException(PasajeException.Kind.USAGE, "orders.by", Map.of());
    }
    Settings settings = desk.settings(global);
    try (OrderDesk store = OrderDesk.open(settings, terminal)) {
      Order order = store.order(desk.chosen(settings, integrations), reference);
      boolean released =
          store
              .orders()
              .release(order.integration(), reference, by.strip(), terminal.clock().instant());
      if (!released) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "orders.not-held", Map.of("found", reference));
      }
      Order now = store.order(desk.chosen(settings, List.of(order.integration())), reference);
      Texts texts = Texts.of("orders", terminal.language());
      terminal
          .out()
          .println(
              texts.get(
                  "release.done",
                  Map.of("reference", reference, "state", texts.get("state." + now.state().id()))));
    }
    return 0;
  }
}
