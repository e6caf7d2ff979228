// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityProbe;
import dev.pasaje.quality.QualityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The quality requirement of one integration: the payment named in the settings, or else the
/// latest approved one, judged by the checklist of its product.
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

  private final MercadoPago.Access access;
  private final QualityOptions options;

  QualityRequirement(MercadoPago.Access access, QualityOptions options) {
    this.access = access;
    this.options = options;
  }

  RequirementReport measure(Integration integration) {
    if (!QualityChecks.measurable(integration.product())) {
      return without(Outcome.notApplicable(Outcome.Inapplicability.OTHER_PRODUCT));
    }
    Optional<MercadoPago> api = Credentials.production(integration, access);
    if (api.isEmpty()) {
      return without(Outcome.unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE));
    }
    if (integration.payment().isPresent()) {
      return judge(integration, api.get(), integration.payment().get());
    }
    String search = "GET /v1/payments/search status=approved";
    Call<Page<Payment>> latest =
        api.get()
            .payments(
                Map.of(
                    "sort", "date_created",
                    "criteria", "desc",
                    "status", "approved",
                    "limit", "1"));
    return switch (latest) {
      case Call.Ok<Page<Payment>>(Page<Payment> page, _) when page.results().isEmpty() ->
          without(
              Outcome.unknown(
                  Outcome.Ignorance.NOT_IN_THE_EVIDENCE, Evidence.call(search, "0 payments")));
      case Call.Ok<Page<Payment>>(Page<Payment> page, _) ->
          judge(integration, api.get(), page.results().getFirst().id());
      case Call.Refused<Page<Payment>>(ApiError error) -> without(refused(search, error));
      case Call.Unreachable<Page<Payment>> nothing -> without(unreachable(search, nothing));
    };
  }

  private RequirementReport judge(Integration integration, MercadoPago api, String id) {
    return switch (new QualityProbe(api).gather(id)) {
      case Call.Ok<QualityEvidence>(QualityEvidence evidence, _) -> {
        QualityReport report =
            QualityEvaluation.evaluate(
                evidence.withDeclared(integration.declared()),
                integration.product(),
                Optional.of(integration.site()),
                options);
        List<Finding> findings = new ArrayList<>(report.findings());
        findings.add(
            new Finding(
                SUBJECT, 0, Outcome.passed(Evidence.field(report.subject().type() + ".id", id))));
        yield new RequirementReport(
            Requirement.QUALITY, verdict(report), Optional.of(report), findings);
      }
      case Call.Refused<QualityEvidence>(ApiError error) ->
          without(refused("payment " + id, error));
      case Call.Unreachable<QualityEvidence> nothing ->
          without(unreachable("payment " + id, nothing));
    };
  }

  private static Verdict verdict(QualityReport report) {
    return switch (report.verdict()) {
      case IDEAL, APPROVED -> Verdict.READY;
      case BELOW -> Verdict.NOT_READY;
      case UNDETERMINED -> Verdict.UNDETERMINED;
    };
  }

  private static RequirementReport without(Outcome outcome) {
    return RequirementReport.of(Requirement.QUALITY, List.of(new Finding(SUBJECT, 0, outcome)));
  }

  private static Outcome refused(String request, ApiError error) {
    return Outcome.unknown(
        Outcome.Ignorance.REFUSED,
        Evidence.call(request, error.status() + " " + error.code() + ": " + error.message()));
  }

  private static Outcome unreachable(String request, Call.Unreachable<?> nothing) {
    return Outcome.unknown(
        Outcome.Ignorance.NO_ANSWER,
        Evidence.call(request, nothing.reason().id() + ": " + nothing.detail()));
  }
}
