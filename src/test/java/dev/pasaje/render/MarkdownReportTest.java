// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.List;
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

    assertThat(shortened).hasSizeLessThanOrEqualTo(65_000).contains("This report was shortened");
    assertThat(summary)
        .hasSizeLessThanOrEqualTo(65_000)
        .contains("more that do not fit here", "What to do now");
  }
}
