// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Scoring without a report must say what the report says.
class QualityScoringTest {
  private static final List<String> EXAMPLES =
      List.of(
          "checkout-api-good",
          "checkout-api-bad",
          "checkout-api-pix",
          "checkout-pro-good",
          "checkout-pro-bad",
          "payment-only");

  private static final List<String> EDITS =
      List.of(
          "-preference",
          "-merchantOrder",
          "-request",
          "-request.body",
          "-request.headers",
          "-site",
          "-webhooks",
          "-declared",
          "payment.binary_mode=true",
          "payment.payment_type_id=\"ticket\"",
          "payment.payment_type_id=null",
          "payment.payer.email=\"x\"",
          "payment.external_reference=\"  \"",
          "payment.statement_descriptor=\"MERCADOPAGO\"",
          "payment.additional_info=null",
          "payment.issuer_id=null",
          "payment.currency_id=\"MXN\"",
          "payment.payer=null",
          "payment.notification_url=\"https://a..b.com/x\"",
          "payment.notification_url=\"https://shop.test/x\"",
          "payment.notification_url=\"https://shop.example/n?a=b\"",
          "payment.notification_url=null");

  private static void agree(Example example, Product product, QualityOptions options, String why) {
    QualityEvidence evidence = QualityEvidence.of("example", example.document());
    QualityScoring all = QualityScoring.of(product, Optional.empty(), options);
    assertThat(all.score(QualityEvidence.of("line", wanted(example.document()))))
        .as("what is read of a line is enough: " + why)
        .isEqualTo(all.score(evidence));
    for (Optional<Site> site : List.of(Optional.<Site>empty(), Optional.of(Site.MLM))) {
      QualityReport report = QualityEvaluation.evaluate(evidence, product, site, options);
      QualityScoring scoring = QualityScoring.of(product, site, options);
      QualityScoring.Scored scored = scoring.score(evidence);

      StringBuilder letters = new StringBuilder();
      report.findings().stream()
          .sorted(Comparator.comparing(finding -> finding.info().id()))
          .forEach(finding -> letters.append(letter(finding)));
      assertThat(scored.outcomes())
          .as(why + " " + scoring.rules().stream().map(rule -> rule.id()).toList())
          .isEqualTo(letters.toString());
      assertThat(scored.score()).as(why).isEqualTo(report.score());
      assertThat(scored.verdict()).as(why).isEqualTo(report.verdict());
      assertThat(scored.subject()).as(why).isEqualTo(report.subject());
    }
  }

  /// As it is read from a line of a file.
  private static JsonNode wanted(JsonNode document) {
    List<JsonNode> read = new ArrayList<>();
    try {
      JsonLines.read(
          new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8)),
          JsonLines.Place.BEGIN,
          QualityScoring.wanted(),
          new JsonLines.Taker() {
            @Override
            public void document(long line, JsonNode one) {
              read.add(one);
            }

            @Override
            public void unreadable(long line, String why) {
              throw new AssertionError(why);
            }
          });
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return read.getFirst();
  }

  private static char letter(Finding finding) {
    return switch (finding.outcome()) {
      case Outcome.Passed _ -> 'p';
      case Outcome.Failed _ -> 'f';
      case Outcome.Unknown _ -> 'u';
      case Outcome.NotApplicable _ -> 'n';
    };
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void it_agrees_with_the_report_on_every_example_and_fixture(Product product) {
    if (!QualityChecks.measurable(product)) {
      return;
    }
    for (String name : EXAMPLES) {
      agree(Example.named(name), product, QualityOptions.STANDARD, name);
    }
    for (RuleCase rule : RuleCase.ALL) {
      if (rule.product() == product) {
        agree(rule.good(), product, QualityOptions.STANDARD, rule.rule());
        agree(rule.good().edited(rule.failing()), product, QualityOptions.STANDARD, rule.rule());
      }
    }
  }

  @RepeatedTest(60)
  void it_agrees_with_the_report_on_random_evidence(RepetitionInfo info) {
    long seed = info.getCurrentRepetition() * 7919L;
    Random random = new Random(seed);
    List<Product> products = new ArrayList<>(List.of(Product.values()));
    products.removeIf(product -> !QualityChecks.measurable(product));
    Example example = Example.named(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
    for (String edit : EDITS) {
      if (random.nextInt(4) == 0 && example.canHold(edit.replaceFirst("^-", "").split("=")[0])) {
        example = example.edited(edit);
      }
    }
    QualityOptions options = QualityOptions.STANDARD.withThreshold(random.nextInt(101));
    if (random.nextBoolean()) {
      options = options.withoutDeviceIdForNonCard();
    }
    if (random.nextBoolean()) {
      options = options.withListedCategoriesOnly();
    }

    agree(example, products.get(random.nextInt(products.size())), options, "seed " + seed);
  }
}
