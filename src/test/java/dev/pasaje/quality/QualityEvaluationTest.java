// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.quality.QualityRulesTest.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import org.junit.jupiter.api.Test;

class QualityEvaluationTest {
  @Test
  void a_good_shop_is_ideal() {
    QualityReport pro = Example.named("checkout-pro-good").judged(Product.CHECKOUT_PRO);
    assertThat(pro.score().value()).isEqualTo(100);
    assertThat(pro.verdict()).isEqualTo(QualityReport.Verdict.IDEAL);
    assertThat(pro.site()).contains(Site.MLA);
    assertThat(pro.subject()).isEqualTo(new QualityReport.Subject("payment", "90000000001"));
    QualityReport api = Example.named("checkout-api-good").judged(Product.CHECKOUT_API);
    assertThat(api.score().value()).isEqualTo(100);
    assertThat(api.verdict()).isEqualTo(QualityReport.Verdict.IDEAL);
    assertThat(api.findings()).noneMatch(Finding::failed).noneMatch(Finding::unknown);
    assertThat(pro.findings()).noneMatch(Finding::failed).noneMatch(Finding::unknown);
  }

  @Test
  void a_bad_shop_is_below() {
    QualityReport pro = Example.named("checkout-pro-bad").judged(Product.CHECKOUT_PRO);
    assertThat(pro.verdict()).isEqualTo(QualityReport.Verdict.BELOW);
    assertThat(pro.score().ceiling()).isLessThan(73);
    assertThat(pro.findings().getFirst().failed()).isTrue();
    QualityReport api = Example.named("checkout-api-bad").judged(Product.CHECKOUT_API);
    assertThat(api.verdict()).isEqualTo(QualityReport.Verdict.BELOW);
    assertThat(api.score().ceiling()).isLessThan(73);
    // There is an address, but it is none.
    assertThat(finding(api, "payer-email").failed()).isTrue();
  }

  @Test
  void a_payment_alone_leaves_open_what_only_the_request_and_the_site_show() {
    QualityReport report = Example.named("payment-only").judged(Product.CHECKOUT_API);
    assertThat(report.verdict()).isEqualTo(QualityReport.Verdict.UNDETERMINED);
    assertThat(report.score().floor()).isLessThan(report.score().ceiling());
    assertThat(reason(report, "payer-email")).isEqualTo(Outcome.Ignorance.ONLY_IN_THE_REQUEST);
    assertThat(reason(report, "device-id")).isEqualTo(Outcome.Ignorance.ONLY_IN_THE_REQUEST);
    assertThat(reason(report, "back-end-sdk")).isEqualTo(Outcome.Ignorance.ONLY_IN_THE_REQUEST);
    assertThat(reason(report, "tls-version")).isEqualTo(Outcome.Ignorance.SITE_NOT_MEASURED);
    assertThat(finding(report, "item-title").passed()).isTrue();
    QualityReport pro = Example.named("payment-only").judged(Product.CHECKOUT_PRO);
    assertThat(reason(pro, "back-urls")).isEqualTo(Outcome.Ignorance.NOT_IN_THE_EVIDENCE);
    assertThat(finding(pro, "external-reference").passed()).isTrue();
  }

  private static Outcome.Ignorance reason(QualityReport report, String rule) {
    return ((Outcome.Unknown) finding(report, rule).outcome()).reason();
  }

  @Test
  void a_payment_without_a_card_is_not_asked_for_card_data() {
    QualityReport report = Example.named("checkout-api-pix").judged(Product.CHECKOUT_API);
    for (String rule : new String[] {"issuer-id", "secure-form", "statement-descriptor"}) {
      assertThat(finding(report, rule).outcome().id()).as(rule).isEqualTo("not-applicable");
    }
    assertThat(finding(report, "device-id").passed()).isTrue();
    QualityReport without =
        Example.named("checkout-api-pix")
            .judged(Product.CHECKOUT_API, QualityOptions.STANDARD.withoutDeviceIdForNonCard());
    assertThat(finding(without, "device-id").outcome().id()).isEqualTo("not-applicable");
  }

  @Test
  void the_name_and_the_surname_may_be_called_either_way_in_a_preference() {
    Example renamed =
        Example.named("checkout-pro-good")
            .edited(
                "-preference.payer.name; -preference.payer.surname; -payment.payer;"
                    + " preference.payer.first_name=\"Elena\";"
                    + " preference.payer.last_name=\"Ejemplo\"");
    QualityReport report = renamed.judged(Product.CHECKOUT_PRO);
    assertThat(finding(report, "payer-first-name").passed()).isTrue();
    assertThat(finding(report, "payer-last-name").passed()).isTrue();
    QualityReport whole =
        renamed
            .edited("preference.payer={\"email\":\"a@example.com\",\"name\":\"Elena Ejemplo\"}")
            .judged(Product.CHECKOUT_PRO);
    assertThat(finding(whole, "payer-last-name").failed()).isTrue();
  }

  @Test
  void an_unlisted_category_counts_unless_asked_otherwise() {
    Example odd =
        Example.named("checkout-pro-good")
            .edited("-payment.additional_info; preference.items.0.category_id=\"photography\"");
    assertThat(finding(odd.judged(Product.CHECKOUT_PRO), "item-category-id").passed()).isTrue();
    QualityOptions strict = QualityOptions.STANDARD.withListedCategoriesOnly();
    assertThat(finding(odd.judged(Product.CHECKOUT_PRO, strict), "item-category-id").failed())
        .isTrue();
    Example spelled = odd.edited("preference.items.0.category_id=\"Video Games\"");
    assertThat(finding(spelled.judged(Product.CHECKOUT_PRO, strict), "item-category-id").passed())
        .isTrue();
  }

  @Test
  void other_sdks_are_known_by_the_form_of_their_signature() {
    for (String headers :
        new String[] {
          "{\"user-agent\":\"MercadoPago PHP SDK/3.0.0\"}",
          "{\"x-tracking-id\":\"platform:22,type:SDK2.0.0,so;\"}",
          "{\"X-PRODUCT-ID\":[\"BC32A7VTRPP001U8NHJ0\"]}"
        }) {
      QualityReport report =
          Example.named("checkout-pro-good")
              .edited("request.headers=" + headers)
              .judged(Product.CHECKOUT_PRO);
      assertThat(finding(report, "back-end-sdk").passed()).as(headers).isTrue();
    }
  }

  @Test
  void an_order_is_judged_by_its_own_paths() {
    Example order =
        new Example(
            Example.named("checkout-pro-good")
                .edited(
                    """
                    -payment; -preference; -merchantOrder; order={"id":"ORD01","country_code":"BRA",\
                    "external_reference":"A1","payer":{"email":"a@example.com","first_name":"A",\
                    "last_name":"B"},"items":[{"title":"T","description":"D","category_id":"art",\
                    "external_code":"X","quantity":1,"unit_price":"10.00"}],"config":{"online":\
                    {"success_url":"https://s.example/a","failure_url":"https://s.example/b",\
                    "pending_url":"https://s.example/c"}},"transactions":{"payments":[{"id":"PAY1",\
                    "payment_method":{"id":"visa","type":"credit_card","statement_descriptor":"S"}}]}}; \
                    webhooks.topics=["order"]\
                    """)
                .document());
    QualityReport report = order.judged(Product.CHECKOUT_PRO_ORDERS);
    assertThat(report.subject().type()).isEqualTo("order");
    assertThat(report.site()).contains(Site.MLB);
    assertThat(report.score().value()).isEqualTo(100);
  }

  @Test
  void evidence_never_shows_who_the_buyer_is() {
    String report =
        Example.named("checkout-api-good").judged(Product.CHECKOUT_API).findings().toString();
    assertThat(report).doesNotContain("cliente@example.com", "Clara", "11111111111", "900000000");
    assertThat(report).contains("c…@example.com");
  }

  @Test
  void a_good_sale_of_every_product_is_ideal() {
    for (Product product :
        new Product[] {
          Product.CHECKOUT_PRO_ORDERS,
          Product.POINT,
          Product.POINT_ORDERS,
          Product.QR,
          Product.QR_ORDERS,
          Product.SUBSCRIPTIONS
        }) {
      QualityReport report = Example.named(product.id()).judged(product);
      assertThat(report.score().value())
          .as(product.id() + " " + report.findings().subList(0, 3))
          .isEqualTo(100);
      assertThat(report.verdict()).isEqualTo(QualityReport.Verdict.IDEAL);
    }
  }

  @Test
  void a_declaration_is_shown_as_one_with_its_date() {
    Outcome outcome =
        finding(Example.named("point-orders").judged(Product.POINT_ORDERS), "store-api").outcome();
    assertThat(outcome.evidence().getFirst().kind()).isEqualTo(Evidence.Kind.DECLARATION);
    assertThat(outcome.evidence().getFirst().found()).isEqualTo("true (2026-09-30)");
  }

  @Test
  void what_was_called_need_not_be_declared() {
    QualityReport qr = Example.named("qr").judged(Product.QR);
    assertThat(finding(qr, "store-api").outcome().evidence().getFirst().where())
        .isEqualTo("POST /users/1/stores");
    assertThat(finding(qr, "pos-api").passed()).isTrue();
  }

  @Test
  void the_gaps_of_the_woocommerce_plugin_are_named() {
    QualityReport woo = Example.named("woocommerce").judged(Product.WOOCOMMERCE);
    for (String rule : new String[] {"items-total-consistent", "ip-address"}) {
      assertThat(finding(woo, rule).failed()).as(rule).isTrue();
      assertThat(finding(woo, rule).outcome().evidence())
          .as(rule)
          .anyMatch(QualityEvaluationTest::plugin);
    }
    // Three of its categories have a blank, and count (domain/quality.md B5).
    assertThat(finding(woo, "item-category-id").passed()).isTrue();
    assertThat(finding(woo, "item-category-id").outcome().evidence())
        .anyMatch(QualityEvaluationTest::plugin);
    QualityReport others =
        Example.named("woocommerce")
            .edited("preference.items.0.category_id=\"others\"")
            .judged(Product.WOOCOMMERCE);
    assertThat(finding(others, "item-category-specific").outcome().evidence())
        .anyMatch(QualityEvaluationTest::plugin);
    // The same mistakes in code of the shop's own are not the plugin's.
    QualityReport own = Example.named("woocommerce").judged(Product.CHECKOUT_PRO);
    assertThat(own.findings())
        .noneMatch(f -> f.outcome().evidence().stream().anyMatch(QualityEvaluationTest::plugin));
  }

  private static boolean plugin(Evidence evidence) {
    return evidence.where().equals("plugin.woocommerce");
  }
}
