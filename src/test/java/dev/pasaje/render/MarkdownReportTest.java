// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  @Test
  void the_first_line_is_the_verdict_and_the_worst_comes_first() {
    assertThat(MarkdownReport.of(List.of(Samples.smallQuality()), Language.EN))
        .startsWith(
            """
            # ❌ Below the minimum, 36–57 of 100 (minimum 73): 1 mandatory item is not met

            |  | Requirement | Verdict | Summary |
            | --- | --- | --- | --- |
            | ❌ | Payment 1318204719 | below the minimum | 36–57 of 100, 1 to fix, 1 undetermined |

            ## Payment 1318204719 · Checkout Pro, Argentina
            """)
        .contains(
            """
            ##### ❌ The payment carries your order number

            `external-reference` · required · 12 points · Financial reconciliation \
            · Official name `external_reference`
            """,
            """
            <details><summary>✅ Met (1)</summary>

            - The buyer's email is sent

            </details>
            """);
  }

  @Test
  void nothing_in_a_report_becomes_markup() {
    for (long seed = 0; seed < 40; seed++) {
      String text = MarkdownReport.of(new RandomReports(seed).readiness(), Language.PT);
      String outsideCode = text.replaceAll("(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)", "");

      assertThat(outsideCode.replaceAll("</?(details|summary)>", ""))
          .as("seed %s", seed)
          .doesNotContain("<", "\u001b");
      assertThat(text).doesNotContain("0123456789abcdef").hasSizeLessThanOrEqualTo(65_000);
    }
  }

  @Test
  void however_many_integrations_there_are_the_worst_fit_and_the_rest_is_counted() {
    for (int many : new int[] {8, 60}) {
      for (Language language : Language.values()) {
        ReadinessReport report = new RandomReports(many).readiness(many);
        Words words = new Words(language);
        Reading reading = new Readings(words).of(report);
        String text = MarkdownReport.of(reading, words);

        List<String> shown = new ArrayList<>();
        Matcher items = Pattern.compile("\n##### [^\n]*\n\n`([^`]+)`").matcher(text);
        while (items.find()) {
          shown.add(items.group(1));
        }
        List<String> worst =
            reading.parts().stream()
                .flatMap(part -> part.sections().stream())
                .flatMap(one -> Stream.of(one.failed(), one.unknown(), one.waived()))
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Reading.Item::urgency))
                .limit(shown.size())
                .map(Reading.Item::id)
                .toList();
        assertThat(text).as("%s", many).hasSizeLessThanOrEqualTo(65_000);
        assertThat(shown).as("%s", many).isNotEmpty().containsExactlyInAnyOrderElementsOf(worst);
        assertThat(text)
            .as("%s", many)
            .contains(words.count("markdown.items", Row.of(report).size() - shown.size()));
      }
    }
  }

  @Test
  void what_is_waived_has_a_group_of_its_own() {
    assertThat(MarkdownReport.of(Samples.waivedReadiness(), Language.ES))
        .contains(
            "#### Con excepción (1)\n\n##### ⏸️ ",
            "**Excepción**: el riesgo se conoce y se acepta: “moves to the new account in January”;"
                + " responde Ana Souza hasta el 2027-01-31.");
  }

  @Test
  void a_report_too_long_for_a_comment_is_shortened_and_says_so() {
    List<QualityReport> some = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      some.add(Samples.quality());
    }
    String shortened = MarkdownReport.of(some, Language.EN);
    for (int i = 0; i < 1_500; i++) {
      some.add(Samples.flawless());
    }
    String summary = MarkdownReport.of(some, Language.EN);

    assertThat(shortened)
        .hasSizeLessThanOrEqualTo(65_000)
        .contains("the least severe, were left out");
    assertThat(summary)
        .hasSizeLessThanOrEqualTo(65_000)
        .contains("more that do not fit here", "What to do now");
  }
}
