// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Brings statements somebody told of into the archive, each once however often it is told: the
/// file is downloaded by the statement's own id, never from an address in a notice
/// (domain/reports.md 5). What is written in the journal of asked ranges is left alone, so that a
/// command may run beside it.
public final class Statements {
  private final Archive archive;
  private final InstantSource clock;

  public Statements(Archive archive, InstantSource clock) {
    this.archive = archive;
    this.clock = clock;
  }

  /// @param report such as `activities_collection`
  /// @param body of the statement, as the API answered it
  /// @return the copy; empty when there is nothing to keep: not ready, empty, or here already
  /// @throws dev.pasaje.failure.PasajeException when it cannot be downloaded or written now
  public Optional<Path> keep(
      MercadoPago account, String integration, String report, String uid, JsonNode body) {
    ActivitiesApi api = new ActivitiesApi(account, report);
    ReportTask task = api.read(uid, body);
    if (task.fileName().isEmpty()) {
      return Optional.empty();
    }
    String name = task.fileName().get();
    for (String kept : api.keptAs(name)) {
      if (archive.has(integration, report, kept)) {
        return Optional.empty();
      }
    }
    Path place = archive.place(integration, report, name);
    try {
      Files.createDirectories(place.toAbsolutePath().getParent());
      Path folder = Files.createTempDirectory(place.toAbsolutePath().getParent(), ".incoming");
      try {
        Path incoming = api.download(name, folder);
        Origin origin = new Origin(integration, task.begin(), task.end(), task.reportId(), uid, "");
        return Optional.of(archive.keepFile(incoming, report, origin, clock.instant()));
      } finally {
        Fetcher.clear(folder);
        Files.deleteIfExists(folder);
      }
    } catch (IOException broken) {
      throw Archive.unwritable(place, broken);
    }
  }
}
