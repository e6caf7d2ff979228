// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Answer;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QualityEvidenceTest {
  private static QualityEvidence read(String json) {
    return QualityEvidence.of(
        "in.json", Documents.json("in.json", json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"status\":\"approved\",\"order\":{\"id\":\"2\"}}|payment|1",
        "{\"id\":\"1\"}|payment|1",
        "{\"id\":\"ORD01K\",\"type\":\"online\"}|order|ORD01K",
        "{\"id\":\"01JG28\",\"transactions\":{\"payments\":[]}}|order|01JG28",
        "{\"payment\":{\"id\":5},\"order\":{\"id\":\"ORD1\"}}|payment|5",
        "{\"order\":{\"id\":\"ORD1\"}}|order|ORD1",
        "{\"preference\":{\"id\":\"7-a\"},\"payment\":null}|preference|7-a"
      })
  void the_subject_is_told_from_the_document(String json, String type, String id) {
    assertThat(read(json).subject()).isEqualTo(new QualityReport.Subject(type, id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|quality.not-evidence",
        "3|quality.not-evidence",
        "{}|quality.no-subject",
        "{\"a\":1}|quality.not-evidence",
        "{\"id\":\"7-a\",\"items\":[]}|quality.not-evidence",
        "{\"id\":{\"x\":1}}|quality.not-evidence",
        "{\"payment\":{\"id\":5},\"preferense\":{}}|quality.unknown-key",
        "{\"payment\":[]}|quality.not-an-object",
        "{\"payment\":{}}|quality.no-id",
        "{\"declared\":{}}|quality.no-subject"
      })
  void what_is_no_evidence_is_refused_with_a_reason(String json, String code) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            PasajeException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.kind()).isEqualTo(PasajeException.Kind.USAGE);
              assertThat(refused.getMessage()).contains("in.json");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"external_reference\":{\"x\":1},\"payer\":[],\"additional_info\":7}",
        "{\"id\":1,\"additional_info\":{\"items\":{\"0\":{}}},\"binary_mode\":\"maybe\"}",
        "{\"id\":1,\"additional_info\":{\"items\":[null,3,[],{\"quantity\":\"many\",\"unit_price\":1e999999}]}}",
        "{\"payment\":{\"id\":1},\"site\":{\"tls\":[],\"page\":{\"scripts\":\"x\",\"cardForm\":{}}},\"webhooks\":{\"topics\":[{}]},\"declared\":{\"refunds-by-api\":[]},\"request\":{\"headers\":[],\"body\":3}}"
      })
  void a_field_of_the_wrong_type_is_absent_and_never_an_error(String json) {
    for (Product product : List.of(Product.CHECKOUT_PRO, Product.CHECKOUT_API)) {
      QualityReport report =
          QualityEvaluation.evaluate(
              read(json), product, Optional.empty(), QualityOptions.STANDARD);
      assertThat(report.score().value()).isZero();
    }
  }

  @Test
  void a_number_counts_as_what_it_prints() {
    QualityReport report =
        QualityEvaluation.evaluate(
            read("{\"id\":1,\"external_reference\":4711}"),
            Product.CHECKOUT_API,
            Optional.of(Site.MLA),
            QualityOptions.STANDARD);
    assertThat(QualityRulesTest.finding(report, "external-reference").outcome().evidence())
        .hasToString(
            "[Evidence[kind=FIELD, where=payment.external_reference, found=4711, expected=null]]");
  }

  /// Any node of a good document may be replaced by a value of another type.
  @RepeatedTest(100)
  void no_replaced_value_ever_breaks_the_judgement(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    String[] odd = {"null", "7", "\"x\"", "[]", "{}", "true", "[[[]]]", "-1.5e300"};
    String[] paths = {
      "payment.payer",
      "payment.additional_info",
      "payment.additional_info.items",
      "payment.currency_id",
      "payment.payment_type_id",
      "payment.order",
      "preference.items",
      "preference.payer",
      "preference.back_urls",
      "preference.shipments",
      "preference.payment_methods",
      "preference.expires",
      "merchantOrder.shipping_cost",
      "request.headers",
      "request.body",
      "site.tls",
      "site.page",
      "webhooks.topics",
      "webhooks.url"
    };
    Example example = Example.named("checkout-pro-good");
    for (int i = 0; i < 6; i++) {
      String path = paths[random.nextInt(paths.length)];
      if (example.canHold(path)) {
        example = example.edited(path + "=" + odd[random.nextInt(odd.length)]);
      }
    }
    QualityReport report = example.judged(Product.CHECKOUT_PRO);
    assertThat(report.score().floor())
        .as("seed %d", info.getCurrentRepetition())
        .isBetween(0, report.score().ceiling());
  }

  @Test
  void the_site_is_told_by_any_record() {
    assertThat(read("{\"id\":1,\"currency_id\":\"CLP\"}").siteId()).contains(Site.MLC);
    assertThat(read("{\"id\":\"ORD1\",\"country_code\":\"UY\"}").siteId()).contains(Site.MLU);
    assertThat(read("{\"id\":1,\"currency_id\":\"USD\"}").siteId()).isEmpty();
  }

  @Test
  void answers_of_the_settings_file_win_over_those_of_the_document() {
    QualityEvidence evidence =
        read("{\"payment\":{\"id\":1},\"declared\":{\"refunds_by_api\":false}}")
            .withDeclared(Map.of("refunds-by-api", Answer.of(true)));
    assertThat(evidence.declared("refunds-api").map(Declared::answer)).contains(true);
  }

  @Test
  void an_answer_of_the_settings_file_is_shown_with_its_date() {
    QualityEvidence evidence =
        read("{\"payment\":{\"id\":1}}")
            .withDeclared(
                Map.of(
                    "refunds-by-api",
                    new Answer(true, Optional.of(LocalDate.parse("2026-10-01"))),
                    "point-logs",
                    Answer.of(false)));
    assertThat(evidence.declared("refunds-api").map(Declared::shown)).contains("true (2026-10-01)");
    assertThat(evidence.declared("point-logs").map(Declared::shown)).contains("false");
    assertThat(
            evidence.withDeclared(Map.of("refunds-api", Answer.of(true))).declared("refunds-api"))
        .isEqualTo(evidence.declared("refunds-api"));
  }

  @Test
  void the_examples_fit_the_published_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/schemas/quality-evidence.schema.json")),
                InputFormat.JSON);
    try (var files = Files.list(Path.of("examples/payments"))) {
      List<Path> examples = files.sorted().toList();
      assertThat(examples).hasSizeGreaterThanOrEqualTo(6);
      for (Path example : examples) {
        assertThat(schema.validate(Files.readString(example), InputFormat.JSON))
            .as(example.toString())
            .isEmpty();
        JsonNode document = Documents.json(example);
        assertThat(QualityEvidence.of(example.toString(), document).subject().id()).isNotEmpty();
      }
    }
    assertThat(schema.validate("{\"payment\":{},\"typo\":1}", InputFormat.JSON)).isNotEmpty();
  }
}
