// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
  private static final Schema QUALITY = schema("quality-report");
  private static final Schema READINESS = schema("readiness-report");
  private static final Schema FINDING = schema("readiness-finding");

  private static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(Path.of("docs/schemas/" + name + ".schema.json")), InputFormat.JSON);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  @Test
  void a_quality_report_has_the_published_keys_in_the_published_order() {
    assertThat(JsonReport.of(Samples.smallQuality(), Language.EN))
        .startsWith(
            """
            {
              "schemaVersion" : 1,
              "subject" : {
                "type" : "payment",
                "id" : "1318204719"
              },
              "product" : "checkout-pro",
              "site" : "MLA",
              "score" : {
                "value" : 36,
                "floor" : 36,
                "ceiling" : 57,
                "threshold" : 73
              },
              "scoreWithWaivers" : null,
              "verdict" : "below",
              "findings" : [
                {
                  "id" : "external-reference",
                  "officialName" : "external_reference",
                  "aspect" : "reconciliation",
                  "severity" : "required",
                  "outcome" : "failed",
                  "reason" : null,
                  "weight" : 12,
                  "evidence" : [
                    {
                      "kind" : "field",
                      "where" : "payment.external_reference",
                      "found" : null,
                      "expected" : "your order's number"
                    }
                  ],
                  "title" : "The payment carries your order number",
            """
                .stripTrailing());
  }

  @Test
  void a_readiness_report_has_the_published_keys_in_the_published_order() {
    JsonNode report = JsonMapper.shared().readTree(JsonReport.of(Samples.readiness(), Language.EN));

    assertThat(report.propertyNames()).containsExactly("schemaVersion", "verdict", "integrations");
    assertThat(report.at("/integrations/0").propertyNames())
        .containsExactly("id", "verdict", "requirements");
    assertThat(report.at("/integrations/0/requirements/0").propertyNames())
        .containsExactly("id", "verdict", "score", "scoreWithWaivers", "findings");
    assertThat(report.at("/integrations/0/requirements/0/findings/0").propertyNames())
        .containsExactly(
            "id",
            "officialName",
            "aspect",
            "severity",
            "outcome",
            "reason",
            "weight",
            "evidence",
            "title",
            "remedy",
            "waiver");
    assertThat(report.at("/verdict").asString()).isEqualTo("not-ready");
    assertThat(report.at("/integrations/0/requirements/1/id").asString()).isEqualTo("quality");
  }

  @Test
  void any_report_follows_its_schema_and_prints_the_same_bytes_twice() {
    for (long seed = 0; seed < 40; seed++) {
      String quality = JsonReport.of(new RandomReports(seed).quality(), Language.PT);
      String readiness = JsonReport.of(new RandomReports(seed).readiness(), Language.ES);

      assertThat(QUALITY.validate(quality, InputFormat.JSON)).as("quality %s", seed).isEmpty();
      assertThat(READINESS.validate(readiness, InputFormat.JSON))
          .as("readiness %s", seed)
          .isEmpty();
      assertThat(JsonReport.of(new RandomReports(seed).quality(), Language.PT)).isEqualTo(quality);
      assertThat(JsonReport.of(new RandomReports(seed).readiness(), Language.ES))
          .isEqualTo(readiness);
      String lines = JsonReport.lines(new RandomReports(seed).readiness(), Language.ES);
      assertThat(lines.lines())
          .as("lines %s", seed)
          .allSatisfy(line -> assertThat(FINDING.validate(line, InputFormat.JSON)).isEmpty());
      assertThat(quality + readiness + lines).doesNotContain("0123456789abcdef");
    }
  }

  @Test
  void the_schemas_refuse_a_report_with_a_key_too_many_or_too_few() {
    String report = JsonReport.of(Samples.quality(), Language.EN);

    assertThat(QUALITY.validate(report.replace("\"verdict\"", "\"judgement\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(READINESS.validate("{\"schemaVersion\":1,\"verdict\":\"ready\"}", InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void a_waiver_and_the_score_with_it_are_beside_what_was_found() {
    JsonNode report =
        JsonMapper.shared().readTree(JsonReport.of(Samples.waivedReadiness(), Language.EN));
    JsonNode finding = report.at("/integrations/0/requirements/0/findings/0");
    JsonNode quality = report.at("/integrations/0/requirements/1");

    assertThat(finding.at("/outcome").asString()).isEqualTo("failed");
    assertThat(finding.at("/waiver").toString())
        .isEqualTo(
            "{\"reason\":\"accepted-risk\",\"note\":\"moves to the new account in January\","
                + "\"by\":\"Ana Souza\",\"until\":\"2027-01-31\"}");
    assertThat(quality.at("/score/floor").asInt()).isEqualTo(36);
    assertThat(quality.at("/score/ceiling").asInt()).isEqualTo(57);
    assertThat(quality.at("/scoreWithWaivers/floor").asInt()).isEqualTo(45);
    assertThat(quality.at("/scoreWithWaivers/ceiling").asInt()).isEqualTo(45);
    assertThat(report.at("/integrations/0/requirements/0/score").isNull()).isTrue();
  }

  @Test
  void a_readiness_report_in_lines_is_one_finding_a_line() {
    String lines = JsonReport.lines(Samples.waivedReadiness(), Language.EN);

    assertThat(lines.lines().toList())
        .hasSize(8)
        .allSatisfy(line -> assertThat(FINDING.validate(line, InputFormat.JSON)).isEmpty())
        .allSatisfy(line ->
            assertThat(JsonMapper.shared().readTree(line).at("/integration").asString())
                .isEqualTo("tienda"));
    assertThat(
            FINDING.validate(
                lines.lines().findFirst().orElseThrow().replace("weight", "points"),
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void several_reports_are_one_object_a_line() {
    String lines = JsonReport.lines(List.of(Samples.quality(), Samples.flawless()), Language.EN);

    assertThat(lines.lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(QUALITY.validate(line, InputFormat.JSON)).isEmpty());
    assertThat(lines).endsWith("}\n");
  }
}
