// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Score;
import dev.pasaje.check.Waiver;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reports on a shop with typical mistakes, whole and small.
final class Samples {
  static final Instant AT = Instant.parse("2026-11-24T15:00:00Z");

  private static final Outcome PASSED =
      Outcome.passed(Evidence.field("payment.additional_info", "given"));

  /// What the sample payment lacks; the rest of the checklist passed.
  private static final Map<String, Outcome> MISTAKES =
      Map.ofEntries(
          Map.entry(
              "external-reference",
              Outcome.failed(
                  Evidence.field("payment.external_reference", null)
                      .expecting("your order's number"))),
          Map.entry(
              "statement-descriptor",
              Outcome.failed(Evidence.field("payment.statement_descriptor", "MERCADOPAGO"))),
          Map.entry(
              "item-category-id",
              Outcome.failed(
                  Evidence.field("payment.additional_info.items[0].category_id", null),
                  Evidence.field("payment.additional_info.items[2].category_id", null))),
          Map.entry(
              "back-end-sdk",
              Outcome.unknown(
                  Ignorance.ONLY_IN_THE_REQUEST,
                  Evidence.header("User-Agent", null).expecting("MercadoPago … SDK/…"))),
          Map.entry(
              "max-installments", Outcome.failed(Evidence.field("payment.installments", "24"))),
          Map.entry("mp-logo", Outcome.unknown(Ignorance.NOT_DECLARED)),
          Map.entry("chargebacks-api", Outcome.unknown(Ignorance.NOT_DECLARED)),
          Map.entry(
              "refunds-api",
              Outcome.passed(
                  new Evidence(Evidence.Kind.DECLARATION, "declared.refunds-api", "true", "true"))),
          Map.entry("binary-mode-choice", Outcome.notApplicable(Inapplicability.NOT_USED)));

  private Samples() {}

  /// A Checkout Pro payment judged by the whole checklist.
  static QualityReport quality() {
    return quality("1318204719", Product.CHECKOUT_PRO, MISTAKES);
  }

  static QualityReport flawless() {
    return quality("1318204720", Product.CHECKOUT_PRO, Map.of());
  }

  private static QualityReport quality(
      String payment, Product product, Map<String, Outcome> outcomes) {
    List<Finding> findings =
        QualityChecks.of(product).stream()
            .map(rule ->
                new Finding(
                    rule.info(), rule.weight(), outcomes.getOrDefault(rule.info().id(), PASSED)))
            .toList();
    return report(new QualityReport.Subject("payment", payment), findings);
  }

  /// Four findings of that payment: one of each outcome.
  static QualityReport smallQuality() {
    List<String> some =
        List.of("external-reference", "back-end-sdk", "payer-email", "binary-mode-choice");
    return report(
        new QualityReport.Subject("payment", "1318204719"),
        quality().findings().stream()
            .filter(finding -> some.contains(finding.info().id()))
            .toList());
  }

  static QualityReport report(QualityReport.Subject subject, List<Finding> findings) {
    Score score = Score.of(findings, Score.DEFAULT_THRESHOLD).orElseThrow();
    return new QualityReport(
        subject,
        Product.CHECKOUT_PRO,
        Optional.of(Site.MLA),
        score,
        QualityReport.judge(score, findings),
        findings);
  }

  /// Words whose check texts stay as they are when those of the product are improved.
  static Words words(Language language) {
    return new Words(
        language,
        (info, part, _) ->
            "["
                + part
                + "] "
                + info.id()
                + ", in a sentence that is long enough to be broken into two lines");
  }

  /// A file as it was last reviewed.
  static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/dev/pasaje/render", name));
  }

  static CheckInfo check(String id) {
    return Readiness.catalog().find(id).orElseThrow();
  }

  static Finding finding(String id, Outcome outcome) {
    return new Finding(check(id), 0, outcome);
  }

  private static RequirementReport credentials() {
    List<Finding> findings = new ArrayList<>();
    for (CheckInfo check : Readiness.catalog().all()) {
      if (check.requirement() == Requirement.CREDENTIALS) {
        findings.add(
            new Finding(
                check,
                0,
                switch (check.id()) {
                  case "test-credentials-in-production" ->
                      Outcome.failed(
                          Evidence.call("GET /users/me tags", "[\"normal\", \"test_user\"]")
                              .expecting("no test_user"));
                  case "webhook-secret-missing" ->
                      Outcome.unknown(
                          Ignorance.NOT_IN_THE_EVIDENCE,
                          Evidence.setting("integrations.tienda.webhook-secrets", null));
                  case "key-and-token-mismatch" ->
                      Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER);
                  default -> Outcome.passed(Evidence.call("GET /users/me", "200, user 2210937483"));
                }));
      }
    }
    return RequirementReport.of(Requirement.CREDENTIALS, findings);
  }

  static ReadinessReport readiness() {
    return new ReadinessReport(
        AT,
        List.of(
            new IntegrationReport(
                "tienda",
                Site.MLA,
                Product.CHECKOUT_PRO,
                List.of(
                    credentials(),
                    new RequirementReport(
                        Requirement.QUALITY,
                        Verdict.NOT_READY,
                        Optional.of(quality()),
                        quality().findings())))),
        List.of(
            Requirement.TLS,
            Requirement.PIX,
            Requirement.APPROVAL,
            Requirement.NOTIFICATIONS,
            Requirement.REPORTS));
  }

  static Finding waived(Finding finding) {
    return finding.with(
        new Waiver(
            finding.info().id(),
            Waiver.Reason.ACCEPTED_RISK,
            "moves to the new account in January",
            "Ana Souza",
            LocalDate.of(2027, 1, 31)));
  }

  /// One integration with a finding of every kind: two failed of which one is waived, an unknown
  /// one, one that does not apply, one that passed.
  static ReadinessReport waivedReadiness() {
    List<Finding> credentials =
        List.of(
            waived(
                finding(
                    "test-credentials-in-production",
                    Outcome.failed(
                        Evidence.call("GET /users/me tags", "[\"test_user\"]")
                            .expecting("no test_user")))),
            finding("site-mismatch", Outcome.passed(Evidence.call("GET /users/me site_id", "MLB"))),
            finding(
                "key-and-token-mismatch",
                Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER)));
    QualityReport quality =
        smallQuality()
            .withWaivers(
                smallQuality().findings().stream()
                    .map(one -> one.info().id().equals("back-end-sdk") ? waived(one) : one)
                    .toList());
    return new ReadinessReport(
        AT,
        List.of(
            new IntegrationReport(
                "tienda",
                Site.MLB,
                Product.CHECKOUT_PRO,
                List.of(
                    RequirementReport.of(Requirement.CREDENTIALS, credentials),
                    new RequirementReport(
                        Requirement.QUALITY,
                        Verdict.NOT_READY,
                        Optional.of(quality),
                        Stream.concat(
                                quality.findings().stream(),
                                Stream.of(
                                    finding(
                                        "payment-to-judge",
                                        Outcome.unknown(
                                            Ignorance.NO_ANSWER,
                                            Evidence.call(
                                                "GET /v1/payments/1318204719", "timeout")))))
                            .toList())))),
        List.of(Requirement.TLS));
  }

  /// One integration with two findings on credentials.
  static ReadinessReport smallReadiness() {
    return new ReadinessReport(
        AT,
        List.of(
            new IntegrationReport(
                "tienda",
                Site.MLB,
                Product.BRICKS,
                List.of(
                    RequirementReport.of(
                        Requirement.CREDENTIALS,
                        List.of(
                            finding(
                                "test-credentials-in-production",
                                Outcome.failed(
                                    Evidence.call("GET /users/me tags", "[\"test_user\"]")
                                        .expecting("no test_user"))),
                            finding(
                                "site-mismatch",
                                Outcome.passed(Evidence.call("GET /users/me site_id", "MLB")))))))),
        List.of(Requirement.TLS, Requirement.PIX));
  }
}
