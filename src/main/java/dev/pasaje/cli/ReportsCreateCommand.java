// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.ArchiveLock;
import dev.pasaje.reports.client.Fetcher;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.reports.client.ReportTask;
import dev.pasaje.settings.Settings;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks for reports of a range, each part once, and does not wait.
@Command(name = "create")
public final class ReportsCreateCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();

  @Option(names = "--family", paramLabel = "FAMILY")
  private List<String> families = List.of();

  @Option(names = "--from", paramLabel = "DAY", required = true)
  private String from = "";

  @Option(names = "--to", paramLabel = "DAY")
  private @Nullable String to;

  private final Desk desk;
  private final String release;

  public ReportsCreateCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    ReportDesk.days(from, to);
    Settings settings = desk.settings(global);
    Integration integration = place.integration(desk, settings);
    Archive kept = place.archive(terminal, Optional.of(settings));
    try (ArchiveLock _ = ArchiveLock.take(kept, integration.id());
        ReportDesk reports = new ReportDesk(terminal, release)) {
      for (ReportFamily family : ReportDesk.families(families)) {
        ReportApi api = reports.api(settings.apiBaseUrl(), integration, family);
        String zone = zone(api);
        ZoneOffset offset = Range.zone(zone);
        Fetcher fetcher =
            new Fetcher(api, kept, integration.id(), zone, terminal.clock(), Pacing.Sleeper.REAL);
        for (Range range : reports.ranges(from, to, offset)) {
          ReportTask task = fetcher.ask(range);
          terminal
              .out()
              .println(
                  String.join(
                      "  ",
                      family.id(),
                      range.begin().toString(),
                      range.end().toString(),
                      task.id(),
                      task.status(),
                      task.fileName().orElse("-")));
        }
      }
    }
    return 0;
  }

  /// The zone its days are in.
  static String zone(ReportApi api) {
    return api.configuration()
        .map(node -> node.path("display_timezone").asString(""))
        .filter(text -> !text.isEmpty())
        .orElse("GMT-04");
  }
}
