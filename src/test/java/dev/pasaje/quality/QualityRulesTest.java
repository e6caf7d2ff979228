// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class QualityRulesTest {
  /// domain/quality.md A3.
  private static final Set<String> PRO_SCORED =
      Set.of(
          "item_quantity",
          "item_unit_price",
          "statement_descriptor_/_soft_descriptor",
          "back_urls",
          "webhooks_ipn",
          "external_reference",
          "email",
          "payer_first_name",
          "payer_last_name",
          "item_category_id",
          "item_description",
          "item_id",
          "item_title",
          "back_end_sdk");

  private static final Set<String> PRO_UNSCORED =
      Set.of(
          "binary_mode",
          "date_of_expiration",
          "marketing_information",
          "expiration",
          "max_installments",
          "modal",
          "logos",
          "response_messages",
          "excluded_payment_methods",
          "excluded_payment_types",
          "shipment_amount",
          "payment_get_or_search_api",
          "chargebacks_api",
          "cancellation_api",
          "refunds_api",
          "settlement",
          "release",
          "address",
          "payer_identification",
          "payer_phone",
          "payer_identification_mlm",
          "front_end_sdk_pro");

  /// domain/quality.md A4.
  private static final Set<String> API_SCORED =
      Set.of(
          "email",
          "payer_first_name",
          "payer_last_name",
          "item_title",
          "item_description",
          "item_quantity",
          "item_unit_price",
          "item_id",
          "item_category_id",
          "device_id",
          "issuer_id",
          "webhooks_ipn",
          "external_reference",
          "back_end_sdk",
          "web_front_end_sdk",
          "statement_descriptor",
          "ssl",
          "tls",
          "secure_form");

  private static final Set<String> API_UNSCORED =
      Set.of(
          "address",
          "payer_identification",
          "payer_identification_mlm",
          "payer_phone",
          "payment_get_or_search_api",
          "chargebacks_api",
          "cancellation_api",
          "refunds_api",
          "settlement",
          "release",
          "binary_mode",
          "auth_and_capt",
          "logos",
          "response_messages",
          "payer_id_/_customer_id");

  private static Set<String> officialNames(Product product, boolean scored) {
    return QualityChecks.of(product).stream()
        .filter(check -> check.weight() > 0 == scored)
        .map(check -> check.info().officialName())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Test
  void every_official_item_is_there_by_its_name() {
    assertThat(officialNames(Product.CHECKOUT_PRO, true)).isEqualTo(PRO_SCORED).hasSize(14);
    assertThat(officialNames(Product.CHECKOUT_API, true)).isEqualTo(API_SCORED).hasSize(19);
    assertThat(officialNames(Product.BRICKS, true)).isEqualTo(API_SCORED);
    assertThat(officialNames(Product.CHECKOUT_PRO, false)).containsAll(PRO_UNSCORED).hasSize(22);
    // 14 entries, one of which names both identification items.
    assertThat(officialNames(Product.CHECKOUT_API, false))
        .containsAll(API_UNSCORED)
        .contains("date_of_expiration")
        .hasSize(16);
  }

  @Test
  void the_weights_of_every_product_add_up_to_a_hundred() {
    for (Product product : Product.values()) {
      assertThat(Weights.rules(product).stream().mapToInt(rule -> Weights.of(rule, product)).sum())
          .as(product.id())
          .isEqualTo(100);
    }
    for (Product product :
        List.of(
            Product.CHECKOUT_PRO,
            Product.CHECKOUT_PRO_ORDERS,
            Product.CHECKOUT_API,
            Product.CHECKOUT_API_ORDERS,
            Product.BRICKS)) {
      assertThat(QualityChecks.measurable(product)).as(product.id()).isTrue();
      assertThat(QualityChecks.of(product).stream().mapToInt(QualityChecks.Weighted::weight).sum())
          .as(product.id())
          .isEqualTo(100);
    }
  }

  @Test
  void the_list_is_sorted_and_says_each_id_once() {
    List<String> ids = QualityRules.ROWS.stream().map(rule -> rule.info().id()).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  /// The ids of the table at the end of domain/quality.md, in its order.
  @Test
  void every_row_of_the_table_is_there() throws java.io.IOException {
    List<String> table =
        Files.readAllLines(Path.of("src/test/resources/dev/pasaje/quality/rules.txt"));
    assertThat(table).hasSize(103).doesNotHaveDuplicates();
    assertThat(QualityChecks.ALL.stream().map(CheckInfo::id))
        .containsExactlyInAnyOrderElementsOf(table);
    Path source = Path.of("../shared/domain/quality.md");
    if (Files.exists(source)) {
      String text = Files.readString(source);
      assertThat(
              text.substring(text.indexOf("# Rules table"))
                  .lines()
                  .filter(line -> line.matches("\\| [a-z0-9]+(-[a-z0-9]+)+ \\|.*"))
                  .map(line -> line.substring(2, line.indexOf(" |"))))
          .containsExactlyElementsOf(table);
    }
  }

  @Test
  void every_rule_passes_somewhere_and_fails_somewhere() {
    assertThat(RuleCase.ALL.stream().map(RuleCase::rule).collect(Collectors.toSet()))
        .isEqualTo(QualityChecks.ALL.stream().map(CheckInfo::id).collect(Collectors.toSet()));
    for (Product product : Product.values()) {
      assertThat(QualityChecks.measurable(product)).as(product.id()).isTrue();
    }
  }

  @Test
  void what_is_scored_has_a_tier_and_the_rest_is_best_practice() {
    for (Product product : Product.values()) {
      for (QualityChecks.Weighted check : QualityChecks.of(product)) {
        assertThat(check.info().severity() == Severity.BEST_PRACTICE)
            .as(product.id() + " " + check.info().id())
            .isEqualTo(check.weight() == 0);
      }
    }
  }

  @Test
  void every_rule_has_a_passing_a_failing_and_an_unknown_case() {
    for (Product product : List.of(Product.CHECKOUT_PRO, Product.CHECKOUT_API)) {
      assertThat(RuleCase.ALL.stream().filter(c -> c.product() == product).map(RuleCase::rule))
          .containsExactlyInAnyOrderElementsOf(
              QualityChecks.of(product).stream().map(check -> check.info().id()).toList());
    }
    assertThat(RuleCase.ALL.stream().filter(c -> c.notApplicable() != null).map(RuleCase::rule))
        .contains(
            "auth-capture",
            "date-of-expiration",
            "issuer-id",
            "payer-id-saved-card",
            "payer-identification",
            "payer-identification-mlm",
            "preference-expiration",
            "secure-form",
            "shipment-amount",
            "statement-descriptor");
  }

  @TestFactory
  Stream<DynamicTest> passing() {
    return cases("passed", RuleCase::passing);
  }

  @TestFactory
  Stream<DynamicTest> failing() {
    return cases("failed", RuleCase::failing);
  }

  @TestFactory
  Stream<DynamicTest> not_applicable() {
    return cases("not-applicable", RuleCase::notApplicable);
  }

  @TestFactory
  Stream<DynamicTest> unknown() {
    return cases("unknown", RuleCase::unknown);
  }

  private static Stream<DynamicTest> cases(
      String outcome, Function<RuleCase, @org.jspecify.annotations.Nullable String> edit) {
    return RuleCase.ALL.stream()
        .filter(rule -> edit.apply(rule) != null)
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.product().id() + " " + rule.rule() + " " + outcome,
                () ->
                    assertThat(
                            finding(
                                    rule.good()
                                        .edited(Objects.requireNonNull(edit.apply(rule)))
                                        .judged(rule.product()),
                                    rule.rule())
                                .outcome())
                        .satisfies(found ->
                            assertThat(found.id()).as(String.valueOf(found)).isEqualTo(outcome))));
  }

  static Finding finding(QualityReport report, String rule) {
    return report.findings().stream()
        .filter(finding -> finding.info().id().equals(rule))
        .findFirst()
        .orElseThrow();
  }
}
