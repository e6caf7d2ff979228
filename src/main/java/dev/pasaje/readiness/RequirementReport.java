// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.quality.QualityReport;
import java.util.List;
import java.util.Optional;

/// What was found about one requirement of one integration.
///
/// @param quality the quality report behind it; only for [Requirement#QUALITY], and empty there
///   when there was no payment to judge
/// @param findings worst first
public record RequirementReport(
    Requirement requirement,
    Verdict verdict,
    Optional<QualityReport> quality,
    List<Finding> findings) {
  public RequirementReport {
    findings = findings.stream().sorted(Finding.WORST_FIRST).toList();
  }

  /// A requirement whose verdict follows from its findings alone.
  public static RequirementReport of(Requirement requirement, List<Finding> findings) {
    return new RequirementReport(requirement, Verdict.of(findings), Optional.empty(), findings);
  }
}
