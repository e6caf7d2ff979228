// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for all checks of the page together.
class PageChecksTest {

  @Test
  void checks_are_sorted_and_have_texts_in_every_language() {
    assertThat(PageChecks.ALL).extracting(CheckInfo::id).isSorted().doesNotHaveDuplicates();
    for (CheckInfo check : PageChecks.ALL) {
      assertThat(check.requirement()).isEqualTo(Requirement.TLS);
      for (Language language : Language.values()) {
        for (String part : List.of("title", "problem", "why", "remedy")) {
          assertThat(Texts.of(check.bundle(), language).find(check.id() + "." + part))
              .as("%s.%s in %s", check.id(), part, language)
              .isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void every_check_gives_one_finding_for_every_product(Product product) {
    try (TestSite site = new TestSite()) {
      site.serve("/pay", "text/html", "", "<p>");
      PageFacts facts =
          site.look(
              "/pay",
              new PageTarget(site.at("/pay"), product, Optional.empty(), Optional.empty()),
              Optional.empty());

      List<Finding> findings = Page.judge(facts);

      assertThat(findings)
          .extracting(finding -> finding.info().id())
          .containsExactlyElementsOf(PageChecks.ALL.stream().map(CheckInfo::id).toList());
      assertThat(findings).allMatch(finding -> finding.weight() == 0);
      assertThat(findings.stream().anyMatch(Finding::failed)).isEqualTo(product.online());
    }
  }

  @Test
  void a_page_not_looked_at_is_unknown_and_no_page_is_not_applicable() {
    assertThat(Page.notLooked(Ignorance.NOT_CONFIGURED))
        .hasSameSizeAs(PageChecks.ALL)
        .allMatch(Finding::unknown);
    assertThat(Page.notApplicable())
        .hasSameSizeAs(PageChecks.ALL)
        .noneMatch(finding -> finding.unknown() || finding.failed() || finding.passed());
  }

  @Test
  void a_missing_policy_weighs_less_where_mercado_pago_takes_the_card() {
    assertThat(severityOfMissingPolicy(Product.CHECKOUT_PRO)).isEqualTo(Severity.BEST_PRACTICE);
    assertThat(severityOfMissingPolicy(Product.CHECKOUT_API)).isEqualTo(Severity.RECOMMENDED);
  }

  @Test
  void what_only_a_browser_shows_weighs_the_same_without_one_and_with_one_that_was_too_slow() {
    try (TestSite site = new TestSite()) {
      site.serve("/app", "text/html", "", "<script>start()</script>");
      PageFacts without =
          site.look(
              "/app",
              new PageTarget(site.at("/app"), Product.BRICKS, Optional.empty(), Optional.empty()),
              Optional.empty());
      PageFacts.Rendered slow =
          new PageFacts.Rendered(
              without.address(),
              false,
              "not loaded within the limit",
              new Reading().markup(),
              List.of(),
              List.of(),
              List.of());
      PageFacts late =
          new PageFacts(
              without.at(),
              without.product(),
              without.address(),
              without.productionKey(),
              without.testKey(),
              without.reach(),
              without.document(),
              Optional.of(slow));

      assertThat(Page.judge(late)).filteredOn(Finding::unknown).hasSizeGreaterThan(3);
      assertThat(unknown(late)).containsExactlyElementsOf(unknown(without));
      assertThat(unknown(late)).noneMatch(check -> check.severity().mandatory());
    }
  }

  private static List<CheckInfo> unknown(PageFacts facts) {
    return Page.judge(facts).stream().filter(Finding::unknown).map(Finding::info).toList();
  }

  private static Severity severityOfMissingPolicy(Product product) {
    try (TestSite site = new TestSite()) {
      site.serve("/pay", "text/html", "", "<p>");
      return Page.judge(
              site.look(
                  "/pay",
                  new PageTarget(site.at("/pay"), product, Optional.empty(), Optional.empty()),
                  Optional.empty()))
          .stream()
          .filter(finding -> finding.info().id().equals("csp-missing"))
          .findFirst()
          .orElseThrow()
          .info()
          .severity();
    }
  }

  @Test
  void a_token_in_the_place_of_a_public_key_is_never_kept() {
    PageTarget target =
        new PageTarget(
            URI.create("https://shop.example/"),
            Product.BRICKS,
            Optional.of(" " + PageCase.TOKEN),
            Optional.of(PageCase.KEY + "\n"));

    assertThat(target.toString()).doesNotContain(PageCase.TOKEN);
    assertThat(target.productionKey())
        .hasValueSatisfying(key -> assertThat(key).matches("sha256 [0-9a-f]{8}"));
    assertThat(target.testKey()).contains(PageCase.KEY);
  }

  @Test
  void quality_is_told_no_only_when_nothing_can_have_been_missed() {
    try (TestSite site = new TestSite()) {
      site.serve("/plain", "text/html", "", "<p>");
      site.serve("/app", "text/html", "", "<script>start()</script>");
      site.serve(
          "/form",
          "text/html",
          "",
          PageCase.SDK
              + "<script>mp.fields.create('cardNumber'); x = {autoOpen: true}</script>"
              + "<img src='/mercadopago.svg'>");
      PageTarget target =
          new PageTarget(site.at("/"), Product.CHECKOUT_PRO, Optional.empty(), Optional.empty());

      assertThat(Page.site(site.look("/plain", target, Optional.empty())))
          .isEqualTo(
              new Page.Site(
                  Optional.of(List.of()),
                  Optional.empty(),
                  Optional.of(false),
                  Optional.of(false)));
      assertThat(Page.site(site.look("/app", target, Optional.empty())))
          .isEqualTo(
              new Page.Site(
                  Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
      assertThat(Page.site(site.look("/form", target, Optional.empty())))
          .isEqualTo(
              new Page.Site(
                  Optional.of(List.of("https://sdk.mercadopago.com/js/v2")),
                  Optional.of(Page.CardForm.SECURE_FIELDS),
                  Optional.of(true),
                  Optional.of(true)));
    }
  }
}
