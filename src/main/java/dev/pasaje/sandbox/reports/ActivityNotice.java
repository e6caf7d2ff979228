// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the webhook notifiers of an activities report that a statement is there (reports.md 5):
/// one POST, without retries. It is signed with the notifier's `key`, but by which algorithm and in
/// which header is documented nowhere, so that here it is not signed at all.
final class ActivityNotice {
  private final World world;
  private final ActivityConfigurations configurations;

  ActivityNotice(World world, ActivityConfigurations configurations) {
    this.world = world;
    this.configurations = configurations;
  }

  /// @param size bytes of the file
  void send(Document statement, int size) {
    if (world.remembers()) {
      return;
    }
    Set<String> chosen = new HashSet<>();
    statement.notes().path("notifiers").forEach(one -> chosen.add(one.asString("")));
    byte[] body = Json.bytes(body(statement, size));
    for (JsonNode notifier :
        configurations
            .of(statement.ownerId(), statement.live(), Activities.kind(statement))
            .path("notifiers")) {
      if (notifier.path("type").asString("").equals("webhook")
          && (chosen.isEmpty() || chosen.contains(notifier.path("id").asString("")))) {
        ReadyNotice.post(URI.create(notifier.path("data").path("url").asString()), body);
      }
    }
  }

  private static ObjectNode body(Document statement, int size) {
    String report = Activities.kind(statement).id();
    ObjectNode body = Json.object();
    body.put("report_id", report);
    body.put("statement_id", statement.id());
    body.put("status", statement.body().path("status").asString());
    body.putArray("files")
        .addObject()
        .put("type", "text/csv")
        .put("name", report + ".csv")
        .put("size", size)
        .put("has_zip_version", size >= Activities.ZIPPED_FROM);
    return body;
  }
}
