// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.pasaje.browser.Browser;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HtmlReportTest {
  @RegisterExtension static final Browser browser = new Browser();

  /// Texts whose contrast with what is painted behind them is under WCAG AA, with the ratio.
  private static final String TOO_FAINT =
      """
      () => {
        const rgba = text => text.match(/[\\d.]+/g).map(Number);
        const light = channels => channels.slice(0, 3)
            .map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = element => {
          for (let at = element; at; at = at.parentElement) {
            const paint = rgba(getComputedStyle(at).backgroundColor);
            if (paint.length < 4 || paint[3] === 1) return paint;
          }
          return [255, 255, 255];
        };
        const faint = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let seen = 0;
        while (walker.nextNode()) {
          if (!walker.currentNode.textContent.trim()) continue;
          seen++;
          const element = walker.currentNode.parentElement;
          const style = getComputedStyle(element);
          const ink = element.closest('svg') ? style.fill : style.color;
          const two = [light(rgba(ink)), light(behind(element))].sort((a, b) => b - a);
          const ratio = (two[0] + 0.05) / (two[1] + 0.05);
          if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + walker.currentNode.textContent.trim());
        }
        return seen > 100 ? faint : ['only ' + seen + ' texts seen'];
      }
      """;

  private static final List<String> REPORTS =
      List.of(
          HtmlReport.of(Samples.readiness(), Language.ES),
          HtmlReport.of(List.of(Samples.quality(), Samples.flawless()), Language.PT),
          HtmlReport.of(new RandomReports(4).readiness(), Language.EN),
          HtmlReport.of(Samples.waivedReadiness(), Language.ES));

  @Test
  void no_page_complains_or_asks_the_network_for_anything() {
    for (String report : REPORTS) {
      Page page = browser.page();
      List<String> trouble = new ArrayList<>();
      page.onConsoleMessage(message -> trouble.add(message.text()));
      page.onPageError(trouble::add);
      page.onRequest(request -> {
        if (!request.url().startsWith("data:")) {
          trouble.add(request.url());
        }
      });
      page.setContent(report);

      assertThat(trouble).isEmpty();
      assertThat(page.evaluate("getComputedStyle(document.querySelector('.hero')).display"))
          .as("the style sheet is let in by the policy")
          .isEqualTo("flex");
      page.close();
    }
  }

  @Test
  void nothing_has_to_be_scrolled_sideways_on_a_small_telephone() {
    for (String report : REPORTS) {
      Page page = browser.page();
      page.setViewportSize(360, 740);
      page.setContent(report);
      page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");

      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      page.close();
    }
  }

  @Test
  void every_text_stands_out_from_its_ground_by_day_and_by_night() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (String report : REPORTS) {
        Page page = browser.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setContent(report);
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");

        assertThat((List<?>) page.evaluate(TOO_FAINT)).as(scheme.name()).isEmpty();
        page.close();
      }
    }
  }

  @Test
  void folded_items_open_by_keyboard() {
    Page page = browser.page();
    page.setContent(REPORTS.getFirst());
    Locator passed = page.locator("details").first();
    passed.locator("summary").focus();

    page.keyboard().press("Enter");
    assertThat(passed.evaluate("one => one.open")).isEqualTo(true);
    page.keyboard().press("Space");
    assertThat(passed.evaluate("one => one.open")).isEqualTo(false);
  }

  @Test
  void the_first_stop_of_the_keyboard_leads_past_the_header() {
    Page page = browser.page();
    page.setContent(REPORTS.getFirst());

    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.getAttribute('href')")).isEqualTo("#report");
  }

  @Test
  void a_printed_report_shows_what_was_folded() {
    Page page = browser.page();
    page.setContent(REPORTS.getFirst());
    Locator row = page.locator("details .rows li").first();
    assertThat(row.evaluate("one => one.getBoundingClientRect().height")).isEqualTo(0);

    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat((Number) row.evaluate("one => one.getBoundingClientRect().height"))
        .satisfies(height -> assertThat(height.intValue()).isPositive());
  }

  @Test
  void the_page_is_in_the_language_asked_for() {
    for (Language language : Language.values()) {
      assertThat(HtmlReport.of(Samples.readiness(), language))
          .contains("<html lang=\"" + language.code() + "\">")
          .isEqualTo(HtmlReport.of(Samples.readiness(), language));
    }
  }

  @Test
  void no_text_from_outside_becomes_markup() {
    for (long seed = 0; seed < 4; seed++) {
      Page page = browser.page();
      String report = HtmlReport.of(new RandomReports(seed).readiness(), Language.EN);
      page.setContent(report);

      assertThat(page.locator("script, img, a:not(.skip):not(.tile), b:not(.tile b)").count())
          .as("seed %s", seed)
          .isZero();
      assertThat(report).doesNotContain("<script", "0123456789abcdef", "\u001b");
      page.close();
    }
  }

  @Test
  void markup_and_quotes_in_evidence_are_shown_as_they_are() {
    String found = "<script>alert('x')</script> \" onload=\"y";
    Page page = browser.page();
    page.setContent(
        HtmlReport.of(
            List.of(
                Samples.report(
                    new QualityReport.Subject("payment", "\"><b>1"),
                    List.of(
                        new Finding(
                            Samples.check("external-reference"),
                            12,
                            Outcome.failed(Evidence.field("payment.external_reference", found)))))),
            Language.EN));

    assertThat(page.locator(".found code").textContent()).isEqualTo(found);
    assertThat(page.locator("h2#p1").textContent()).isEqualTo("Payment \"><b>1");
    assertThat(page.locator("script, main b").count()).isZero();
  }

  @Test
  void what_is_waived_is_beside_what_is_open_with_who_answers_for_it() {
    Page page = browser.page();
    page.setContent(HtmlReport.of(Samples.waivedReadiness(), Language.EN));

    assertThat(page.locator(".card.waived").count()).isEqualTo(2);
    assertThat(page.locator(".card.waived .pardon dd").first().textContent())
        .isEqualTo(
            "the risk is known and taken: “moves to the new account in January”; "
                + "Ana Souza answers for it until 2027-01-31.");
    assertThat(page.locator("p.pardon").textContent()).isEqualTo("With the waivers: 45 of 100.");
    assertThat(page.locator(".next li").first().textContent()).contains("external-reference");
    page.close();
  }
}
