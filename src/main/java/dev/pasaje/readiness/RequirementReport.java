// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.quality.QualityReport;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    Verdict verdict = Verdict.of(findings);
    return new RequirementReport(
        requirement,
        verdict == Verdict.READY && blind(findings) ? Verdict.UNDETERMINED : verdict,
        Optional.empty(),
        findings);
  }

  /// Unknown is never passed: where nothing at all could be seen, advice or not, nobody says ready.
  private static boolean blind(List<Finding> findings) {
    List<Finding> open = findings.stream().filter(one -> !one.waived()).toList();
    return open.stream().anyMatch(Finding::unknown)
        && open.stream().noneMatch(one -> one.passed() || one.failed());
  }

  /// Whether it can keep a shop from going live; one that only advises never does.
  boolean gates() {
    return quality.isPresent()
        || findings.stream().anyMatch(finding -> finding.info().severity().mandatory());
  }

  /// The same after somebody answered for some findings; the verdict follows them.
  RequirementReport with(UnaryOperator<Finding> answers) {
    List<Finding> answered = findings.stream().map(answers).toList();
    if (quality.isEmpty()) {
      return of(requirement, answered);
    }
    QualityReport report =
        quality.get().withWaivers(quality.get().findings().stream().map(answers).toList());
    // The finding on the payment itself is not among the report's own.
    return new RequirementReport(
        requirement,
        QualityRequirement.verdict(report).and(Verdict.of(answered)),
        Optional.of(report),
        answered);
  }
}
