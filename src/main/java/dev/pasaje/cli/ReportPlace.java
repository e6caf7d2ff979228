// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose reports a command is about, and where they are kept.
public final class ReportPlace {
  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--archive", paramLabel = "DIRECTORY")
  private @Nullable Path archive;

  Integration integration(Desk desk, Settings settings) {
    return ReportDesk.one(desk.chosen(settings, integrations));
  }

  /// Beside the settings unless said otherwise.
  Archive archive(Terminal terminal, Optional<Settings> settings) {
    return ReportDesk.archive(terminal, settings, archive);
  }
}
