// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.analytics.Engine;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The report files a command is about: those named, else those of the archive.
final class ReportFiles {
  private static final long MEMORY = 1L << 30;

  private ReportFiles() {}

  static List<Path> of(
      Terminal terminal, List<Path> named, Archive archive, List<String> integrations) {
    if (!named.isEmpty()) {
      return named.stream().map(file -> terminal.directory().resolve(file).normalize()).toList();
    }
    List<Path> kept = new ArrayList<>();
    for (String integration : integrations) {
      for (ReportFamily family : ReportFamily.values()) {
        kept.addAll(archive.files(integration, family));
      }
    }
    if (kept.isEmpty()) {
      throw ReportDesk.usage("reports.nothing", Map.of());
    }
    return kept;
  }

  static Engine engine(Archive archive) {
    return Engine.duckDb(archive.root().resolve(".spill"), MEMORY);
  }
}
