// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A report as a task or a list shows it. Task id, report id and file name are three identities
/// (domain/reports.md 2); ready means the file name is there, whatever the status says.
///
/// @param status in Mercado Pago's words
/// @param created as printed; its offset was seen to be wrong, so no age is computed from it
public record ReportTask(
    String id,
    String reportId,
    Optional<Instant> begin,
    Optional<Instant> end,
    String status,
    String createdFrom,
    Optional<String> fileName,
    String created) {

  static ReportTask of(JsonNode node) {
    return new ReportTask(
        text(node, "id"),
        text(node, "report_id"),
        time(node, "begin_date"),
        time(node, "end_date"),
        text(node, "status"),
        text(node, "created_from"),
        Optional.of(text(node, "file_name")).filter(name -> !name.isBlank()),
        text(node, "date_created"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    try {
      return Optional.of(OffsetDateTime.parse(text(node, name)).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  boolean covers(Range range) {
    return begin.filter(range.begin()::equals).isPresent()
        && end.filter(range.end()::equals).isPresent();
  }

  /// Made, with nothing in it: so the activities reports say.
  boolean empty() {
    return status.equals("empty");
  }

  boolean ended() {
    return status.equals("failed") || status.equals("deleted");
  }
}
