// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.archive;

import java.time.Instant;
import java.util.Optional;

/// Where a file came from. A report does not say which range it covers; only its task does
/// (domain/reports.md 8), and the task's range wins over the one asked for.
///
/// @param requestedEnd the last second, included, as Mercado Pago gives it
public record Origin(
    String integration,
    Optional<Instant> requestedBegin,
    Optional<Instant> requestedEnd,
    String reportId,
    String taskId,
    String displayTimezone) {

  /// A file that was given, with nothing known about it.
  public static Origin unknown(String integration) {
    return new Origin(integration, Optional.empty(), Optional.empty(), "", "", "");
  }
}
