// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.util.List;

/// What was found about one integration.
public record IntegrationReport(
    String id, Site site, Product product, List<RequirementReport> requirements) {
  public IntegrationReport {
    requirements = List.copyOf(requirements);
  }

  /// That of the requirements with something mandatory. Those that only advise count when nothing
  /// else was looked at.
  public Verdict verdict() {
    List<RequirementReport> gates = requirements.stream().filter(RequirementReport::gates).toList();
    return (gates.isEmpty() ? requirements : gates)
        .stream().map(RequirementReport::verdict).reduce(Verdict::and).orElse(Verdict.UNDETERMINED);
  }
}
