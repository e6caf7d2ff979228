// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.quality.SiteFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The quality requirement of one integration, judged by the checklist of its product.
public final class QualityRequirement {
  /// Mercado Pago measures on a productive payment too (domain/quality.md A2).
  public static final CheckInfo SUBJECT =
      new CheckInfo(
          "payment-to-judge",
          Requirement.QUALITY,
          null,
          Severity.REQUIRED,
          null,
          "mercadopago.com/developers, integration-quality");

  private QualityRequirement() {}

  static RequirementReport judge(
      IntegrationEvidence integration, QualityLook look, SiteFacts site, QualityOptions options) {
    Evidence asked = Evidence.call(look.request(), look.answer());
    return switch (look.ending()) {
      case OTHER_PRODUCT -> without(Outcome.notApplicable(Outcome.Inapplicability.OTHER_PRODUCT));
      case NO_TOKEN -> without(Outcome.unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE));
      case NO_PAYMENT -> without(Outcome.unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE, asked));
      case REFUSED -> without(Outcome.unknown(Outcome.Ignorance.REFUSED, asked));
      case NO_ANSWER -> without(Outcome.unknown(Outcome.Ignorance.NO_ANSWER, asked));
      case FOUND -> {
        QualityEvidence found = QualityEvidence.of(look.request(), look.records().orElseThrow());
        yield judged(
            QualityEvaluation.evaluate(
                found.with(site).withDeclared(integration.declared()),
                integration.product(),
                Optional.of(integration.site()),
                options));
      }
    };
  }

  private static RequirementReport judged(QualityReport report) {
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.add(
        new Finding(
            SUBJECT,
            0,
            Outcome.passed(
                Evidence.field(report.subject().type() + ".id", report.subject().id()))));
    return new RequirementReport(
        Requirement.QUALITY, verdict(report), Optional.of(report), findings);
  }

  static Verdict verdict(QualityReport report) {
    return switch (report.verdict()) {
      case IDEAL, APPROVED -> Verdict.READY;
      case BELOW -> Verdict.NOT_READY;
      case UNDETERMINED -> Verdict.UNDETERMINED;
    };
  }

  private static RequirementReport without(Outcome outcome) {
    return RequirementReport.of(Requirement.QUALITY, List.of(new Finding(SUBJECT, 0, outcome)));
  }
}
