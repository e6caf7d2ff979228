// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Backup;
import dev.pasaje.db.Database;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Fills an empty store from a backup.
@Command(name = "restore")
public final class RestoreCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "FILE", descriptionKey = "BACKUP")
  private Path file = Path.of("");

  private final Terminal terminal;
  private final Desk desk;

  public RestoreCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    Path path = terminal.directory().resolve(file);
    // Before a store is made: a file that is no good leaves nothing behind.
    Backup.verify(path);
    RowBar bar = new RowBar(terminal, !global.quiet());
    Backup.Contents restored;
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      restored = new Backup(database).restore(path, bar::to);
    } finally {
      bar.clear();
    }
    terminal
        .out()
        .println(
            Texts.of("cli", terminal.language())
                .get(
                    "restore.done",
                    Map.of(
                        "rows", Long.toString(restored.rows()),
                        "at", restored.createdAt().toString())));
    return 0;
  }
}
