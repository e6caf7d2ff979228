// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.reconciliation.OpenItem;
import dev.pasaje.reconciliation.OpenItems;
import dev.pasaje.render.ReconciliationReport;
import dev.pasaje.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A person closes an open item, with a note; its history is printed.
@Command(name = "resolve")
public final class ReconcileResolveCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ITEM", descriptionKey = "ITEM")
  private String item = "";

  @Option(names = "--note", paramLabel = "TEXT", required = true, descriptionKey = "reconcile.note")
  private String note = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, descriptionKey = "reconcile.by")
  private String by = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "resolved-manual",
      descriptionKey = "reconcile.state")
  private String state = "resolved-manual";

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  ReconcileResolveCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    if (note.isBlank() || by.isBlank()) {
      throw new PasajeException(PasajeException.Kind.USAGE, "reconcile.note", Map.of());
    }
    OpenItem.State wanted = state();
    Settings settings = desk.settings(global);
    String integration = ReconcileCommand.one(desk, settings, integrations).id();
    String id = item.strip().toLowerCase(Locale.ROOT);
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      OpenItems items = new OpenItems(database);
      if (!items.resolve(
          integration, id, wanted, by.strip(), note.strip(), terminal.clock().instant())) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "reconcile.unknown", Map.of("found", item));
      }
      terminal
          .out()
          .print(
              ReconciliationReport.resolved(
                  id, wanted, items.history(integration, id), terminal.language()));
    }
    return 0;
  }

  /// What only runs find out is not for a person to say.
  private OpenItem.State state() {
    List<OpenItem.State> accepted =
        Arrays.stream(OpenItem.State.values())
            .filter(one -> one != OpenItem.State.RESOLVED_AUTO)
            .toList();
    return accepted.stream()
        .filter(one -> one.id().equals(state.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new PasajeException(
                PasajeException.Kind.USAGE,
                "reconcile.state",
                Map.of(
                    "found",
                    state,
                    "accepted",
                    accepted.stream().map(OpenItem.State::id).collect(Collectors.joining(" ")))));
  }
}
