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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes everything in the store to a file, while it is used.
@Command(name = "backup")
public final class BackupCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "FILE", descriptionKey = "BACKUP")
  private Path file = Path.of("");

  @Option(names = "--force")
  private boolean force;

  private final Terminal terminal;
  private final Desk desk;

  public BackupCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    Path path = terminal.directory().resolve(file);
    RowBar bar = new RowBar(terminal, !global.quiet());
    Backup.Contents saved;
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      saved =
          new Backup(database)
              .save(
                  path,
                  force ? Backup.Existing.REPLACE : Backup.Existing.KEEP,
                  terminal.clock().instant(),
                  bar::to);
    } finally {
      bar.clear();
    }
    terminal
        .out()
        .println(
            Texts.of("cli", terminal.language())
                .get(
                    "backup.done",
                    Map.of("rows", Long.toString(saved.rows()), "file", file.toString())));
    return 0;
  }
}
