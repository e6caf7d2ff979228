// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.render.InboxReport;
import dev.pasaje.resources.Progress;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// One arrival as it came, and what became of it.
@Command(name = "show")
public final class NotificationsShowCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", descriptionKey = "ARRIVAL")
  private long id;

  private final Desk desk;

  public NotificationsShowCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    InboxReport.Shown shown;
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      shown = shown(database);
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> InboxReport.text(shown, ReportFormats.style(terminal));
              case JSON -> InboxReport.json(shown);
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return 0;
  }

  private InboxReport.Shown shown(Database database) {
    Inbox inbox = new Inbox(database);
    Inbox.Entry entry =
        inbox
            .one(id)
            .orElseThrow(() ->
                new PasajeException(
                    PasajeException.Kind.USAGE,
                    "inbox.unknown",
                    Map.of("found", Long.toString(id))));
    return new InboxReport.Shown(
        entry,
        Inbox.Stored.of(inbox.request(id).orElse(new byte[0])),
        entry
            .resource()
            .filter(_ -> !entry.integration().isEmpty())
            .flatMap(resource -> Progress.of(database, entry.integration(), resource)));
  }
}
