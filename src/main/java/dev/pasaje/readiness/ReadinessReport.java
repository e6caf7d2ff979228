// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Requirement;
import java.time.Instant;
import java.util.List;

/// The go-live verdict over all integrations asked about.
///
/// @param at when it was measured
/// @param notMeasured requirements this run did not look at: the verdict says nothing about them
public record ReadinessReport(
    Instant at, List<IntegrationReport> integrations, List<Requirement> notMeasured) {
  public ReadinessReport {
    integrations = List.copyOf(integrations);
    notMeasured = List.copyOf(notMeasured);
  }

  public Verdict verdict() {
    return integrations.stream()
        .map(IntegrationReport::verdict)
        .reduce(Verdict::and)
        .orElse(Verdict.UNDETERMINED);
  }
}
