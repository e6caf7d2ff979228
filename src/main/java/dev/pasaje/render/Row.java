// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import java.util.ArrayList;
import java.util.List;

/// One finding with the name of what it was found on: a report without its nesting.
///
/// @param subject the integration's name in the settings, or the payment or order judged, as it
///   came from outside
record Row(String subject, Requirement requirement, Finding finding) {
  static List<Row> of(ReadinessReport report) {
    List<Row> rows = new ArrayList<>();
    for (IntegrationReport integration : report.integrations()) {
      for (RequirementReport requirement : integration.requirements()) {
        for (Finding finding : Reader.findings(requirement)) {
          rows.add(new Row(integration.id(), requirement.requirement(), finding));
        }
      }
    }
    return rows;
  }

  static List<Row> of(List<QualityReport> reports) {
    List<Row> rows = new ArrayList<>();
    for (QualityReport report : reports) {
      String subject = report.subject().type() + " " + report.subject().id();
      report
          .findings()
          .forEach(finding -> rows.add(new Row(subject, Requirement.QUALITY, finding)));
    }
    return rows;
  }

  /// What names a finding over several runs, in a baseline too: `tienda/external-reference`.
  String key() {
    return subject + "/" + finding.info().id();
  }
}
