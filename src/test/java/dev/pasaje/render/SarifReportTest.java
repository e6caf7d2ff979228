// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.readiness.IntegrationReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
  private static final Schema SCHEMA = schema();
  private static final SarifReport.Run RUN = SarifReport.Run.of("1.2.3");

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(Samples.golden("schemas/sarif-schema-2.1.0.json"), InputFormat.JSON);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  private static JsonNode run(String sarif) {
    return JsonMapper.shared().readTree(sarif).at("/runs/0");
  }

  @Test
  void a_report_looks_as_it_was_last_reviewed() throws IOException {
    assertThat(
            new SarifReport(
                    Samples.words(Language.EN), RUN.against(Set.of("tienda/external-reference")))
                .document(Samples.waivedReadiness()))
        .isEqualTo(Samples.golden("sarif-en.json"));
  }

  @Test
  void any_report_follows_the_official_schema_and_is_the_same_bytes_twice() {
    for (long seed = 0; seed < 8; seed++) {
      for (Language language : Language.values()) {
        String sarif =
            SarifReport.of(new RandomReports(seed).readiness(), language, RUN.against(Set.of("x")));

        assertThat(SCHEMA.validate(sarif, InputFormat.JSON)).as("seed %s", seed).isEmpty();
        assertThat(sarif)
            .doesNotContain("0123456789abcdef", "\u001b", "\u202e")
            .doesNotContainPattern("(?<!\\\\)(\\\\\\\\)*\\\\u00[01]");
        assertThat(
                SarifReport.of(
                    new RandomReports(seed).readiness(), language, RUN.against(Set.of("x"))))
            .isEqualTo(sarif);
      }
    }
  }

  @Test
  void the_schema_refuses_a_level_there_is_not() {
    String sarif = SarifReport.of(Samples.waivedReadiness(), Language.EN, RUN);

    assertThat(SCHEMA.validate(sarif.replace("\"error\"", "\"grave\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void results_are_what_failed_and_what_is_mandatory_and_unknown_each_with_its_rule() {
    for (long seed = 0; seed < 12; seed++) {
      ReadinessReport report = new RandomReports(seed).readiness();
      JsonNode run = run(SarifReport.of(report, Language.EN, RUN));
      List<Row> told =
          Row.of(report).stream()
              .filter(row ->
                  row.finding().failed()
                      || (row.finding().unknown() && row.finding().info().severity().mandatory()))
              .toList();

      assertThat(run.at("/results").size()).isEqualTo(told.size());
      for (int i = 0; i < told.size(); i++) {
        JsonNode result = run.at("/results/" + i);
        String id = told.get(i).finding().info().id();
        assertThat(result.at("/ruleId").asString()).isEqualTo(id);
        assertThat(
                run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt() + "/id").asString())
            .isEqualTo(id);
        assertThat(result.at("/kind").asString().equals("open"))
            .isEqualTo(result.at("/level").asString().equals("none"));
        assertThat(result.at("/suppressions").size() == 1)
            .isEqualTo(told.get(i).finding().waived());
        assertThat(result.at("/message/text").asString().replace("{{", "").replace("}}", ""))
            .doesNotContain("{", "}", "](");
      }
    }
  }

  private static ReadinessReport failing(String integration, String where, String found) {
    return new ReadinessReport(
        Samples.AT,
        List.of(
            new IntegrationReport(
                integration,
                Site.MLA,
                Product.CHECKOUT_PRO,
                List.of(
                    RequirementReport.of(
                        Requirement.QUALITY,
                        List.of(
                            Samples.finding(
                                "item-category-id",
                                Outcome.failed(Evidence.field(where, found)))))))),
        List.of());
  }

  private static String fingerprint(ReadinessReport report, Language language) {
    JsonNode fingerprints =
        run(SarifReport.of(report, language, RUN)).at("/results/0/partialFingerprints");
    assertThat(fingerprints.at("/primaryLocationLineHash"))
        .isEqualTo(fingerprints.at("/pasaje~1v1"));
    return fingerprints.at("/primaryLocationLineHash").asString();
  }

  @Test
  void a_fingerprint_outlives_the_language_the_value_the_item_and_the_payment() {
    String known =
        fingerprint(failing("a", "GET /v1/payments/1318204719 items[0].id", "x"), Language.EN);

    assertThat(known).matches("[0-9a-f]{64}");
    assertThat(
            fingerprint(failing("a", "GET /v1/payments/1318999999 items[2].id", "y"), Language.PT))
        .isEqualTo(known);
    Set<String> others = new HashSet<>(Set.of(known));
    assertThat(others.add(fingerprint(failing("b", "items[0].id", "x"), Language.EN))).isTrue();
    assertThat(others.add(fingerprint(failing("a", "items[0].title", "x"), Language.EN))).isTrue();
  }

  @Test
  void a_baseline_tells_what_is_new_from_what_was_there() {
    ReadinessReport report = failing("a", "items[0].id", "x");

    assertThat(
            run(SarifReport.of(report, Language.EN, RUN))
                .at("/results/0/baselineState")
                .isMissingNode())
        .isTrue();
    assertThat(baselineState(report, Set.of())).isEqualTo("new");
    assertThat(baselineState(report, Set.of("b/item-category-id"))).isEqualTo("new");
    assertThat(baselineState(report, Set.of("a/item-category-id"))).isEqualTo("unchanged");
  }

  private static String baselineState(ReadinessReport report, Set<String> known) {
    return run(SarifReport.of(report, Language.EN, RUN.against(known)))
        .at("/results/0/baselineState")
        .asString();
  }

  @Test
  void a_settings_file_with_an_odd_name_is_still_an_address() {
    String sarif =
        SarifReport.of(failing("a", "x", "y"), Language.EN, RUN.reading("ci/tienda año 1.yaml"));

    assertThat(SCHEMA.validate(sarif, InputFormat.JSON)).isEmpty();
    assertThat(
            run(sarif)
                .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asString())
        .isEqualTo("ci/tienda%20a%C3%B1o%201.yaml");
  }
}
