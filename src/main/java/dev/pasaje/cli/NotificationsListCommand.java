// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.render.DeadWorkReport;
import dev.pasaje.render.InboxReport;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What arrived, the latest first; or what was given up.
@Command(name = "list")
public final class NotificationsListCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);
  private static final List<String> DISPOSITIONS =
      List.of("raised", "nothing-to-read", "quarantined", "unrouted", "too-large");
  private static final int MOST = 100_000;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--disposition", paramLabel = "DISPOSITION")
  private @Nullable String disposition;

  @Option(names = "--resource", paramLabel = "ID")
  private @Nullable String resource;

  @Option(names = "--limit", paramLabel = "COUNT", defaultValue = "50")
  private int limit = 50;

  @Option(names = "--dead")
  private boolean dead;

  private final Desk desk;

  public NotificationsListCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    if (integration != null) {
      desk.chosen(settings, List.of(integration));
    }
    if (limit < 1 || limit > MOST) {
      throw usage("inbox.limit", Integer.toString(limit), "1 - " + MOST);
    }
    if (disposition != null && !DISPOSITIONS.contains(disposition)) {
      throw usage("inbox.disposition", disposition, String.join(" ", DISPOSITIONS));
    }
    if (dead && (disposition != null || resource != null)) {
      throw new PasajeException(PasajeException.Kind.USAGE, "inbox.dead-alone", Map.of());
    }
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      if (dead) {
        dead(terminal, database);
      } else {
        arrivals(terminal, database);
      }
    }
    return 0;
  }

  private void arrivals(Terminal terminal, Database database) {
    List<Inbox.Entry> found =
        new Inbox(database)
            .latest(new Inbox.Filter(text(integration), text(disposition), text(resource)), limit);
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> InboxReport.text(found, ReportFormats.style(terminal));
              case JSON -> InboxReport.json(found);
              case CSV -> InboxReport.csv(found);
              case JSONL, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
  }

  private void dead(Terminal terminal, Database database) {
    List<WorkQueue.Dead> found = new WorkQueue(database).dead(text(integration), limit);
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> DeadWorkReport.text(found, ReportFormats.style(terminal));
              case JSON -> DeadWorkReport.json(found);
              case CSV -> DeadWorkReport.csv(found);
              case JSONL, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
  }

  private static String text(@Nullable String option) {
    return option == null ? "" : option;
  }

  private static PasajeException usage(String code, String found, String accepted) {
    return new PasajeException(
        PasajeException.Kind.USAGE, code, Map.of("found", found, "accepted", accepted));
  }
}
