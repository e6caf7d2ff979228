// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.client.ReportTask;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The reports Mercado Pago has, and which of them are kept here.
@Command(name = "list")
public final class ReportsListCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();

  @Option(names = "--family", paramLabel = "FAMILY")
  private List<String> families = List.of();

  private final Desk desk;
  private final String release;

  public ReportsListCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    Settings settings = desk.settings(global);
    Integration integration = place.integration(desk, settings);
    Archive kept = place.archive(terminal, Optional.of(settings));
    try (ReportDesk reports = new ReportDesk(terminal, release)) {
      for (ReportFamily family : ReportDesk.families(families)) {
        List<ReportTask> tasks = reports.api(settings.apiBaseUrl(), integration, family).list();
        if (tasks.isEmpty() && !global.quiet()) {
          terminal
              .err()
              .println(
                  Texts.of("reports", terminal.language())
                      .get("list.none", Map.of("family", family.id())));
        }
        for (ReportTask task : tasks) {
          boolean here =
              task.fileName()
                  .filter(name -> kept.has(integration.id(), family.id(), name))
                  .isPresent();
          terminal
              .out()
              .println(
                  String.join(
                      "  ",
                      here ? "*" : "-",
                      family.id(),
                      task.begin().map(String::valueOf).orElse("?"),
                      task.end().map(String::valueOf).orElse("?"),
                      task.status().isEmpty() ? "-" : task.status(),
                      task.fileName().orElse("-")));
        }
      }
    }
    return 0;
  }
}
