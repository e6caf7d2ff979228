// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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

  /// All findings, integration by integration.
  public List<Finding> findings() {
    return integrations.stream()
        .flatMap(integration -> integration.requirements().stream())
        .flatMap(requirement -> requirement.findings().stream())
        .toList();
  }

  /// The findings that an earlier report does not know.
  ///
  /// @param known `integration/check` of what was not passed then
  public List<Finding> newSince(Set<String> known) {
    return integrations.stream()
        .flatMap(integration ->
            integration.requirements().stream()
                .flatMap(requirement -> requirement.findings().stream())
                .filter(finding ->
                    !known.contains(Snapshot.key(integration.id(), finding.info().id()))))
        .toList();
  }
}
