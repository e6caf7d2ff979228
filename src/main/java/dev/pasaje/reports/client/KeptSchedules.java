// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.json.BadDocument;
import dev.pasaje.json.Documents;
import dev.pasaje.reports.archive.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schedules of operation reports made from here, in `schedules.json` of an integration's
/// archive. Mercado Pago has no call that shows them, and needs the id to end one.
public final class KeptSchedules {
  private final Path file;

  /// @param id of the schedule that is there; empty when none is known
  /// @param body what it was asked for with
  /// @param replaced id of the one before, which is still to be ended; empty when none is
  /// @param unanswered whether one was asked for and no answer came: it may be there
  public record Entry(String id, ObjectNode body, String replaced, boolean unanswered) {}

  public KeptSchedules(Archive archive, String integration) {
    this.file = archive.root().resolve(integration).resolve("schedules.json");
  }

  public Optional<Entry> of(String report) {
    return read().path(report) instanceof ObjectNode found
        ? Optional.of(
            new Entry(
                found.path("id").asString(""),
                found.path("schedule") instanceof ObjectNode body ? body : empty(),
                found.path("replaces").asString(""),
                found.path("asked").asBoolean(false)))
        : Optional.empty();
  }

  /// On disk before the call is made. What was there before is there still.
  public void asked(String report) {
    ObjectNode all = read();
    (all.path(report) instanceof ObjectNode found ? found : all.putObject(report))
        .put("asked", true);
    write(all);
  }

  /// A schedule is there. The one known before, if any, is to be ended now.
  public void made(String report, String id, ObjectNode schedule) {
    ObjectNode all = read();
    String before = all.path(report).path("id").asString("");
    ObjectNode entry = all.putObject(report).put("id", id).put("replaces", before);
    entry.set("schedule", schedule);
    write(all);
  }

  /// The one before is ended.
  public void replaced(String report) {
    ObjectNode all = read();
    if (all.path(report) instanceof ObjectNode found) {
      found.put("replaces", "");
      write(all);
    }
  }

  public void forget(String report) {
    ObjectNode all = read();
    JsonNode _ = all.remove(report);
    write(all);
  }

  /// @throws BadDocument when somebody wrote something else there
  private ObjectNode read() {
    return Files.isRegularFile(file) && Documents.json(file) instanceof ObjectNode all
        ? all
        : empty();
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void write(ObjectNode all) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(partial, all.toPrettyString() + "\n", StandardCharsets.UTF_8);
      Files.move(
          partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException broken) {
      throw Archive.unwritable(file, broken);
    }
  }
}
