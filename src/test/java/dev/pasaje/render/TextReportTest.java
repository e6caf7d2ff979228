// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final List<Language> LANGUAGES = List.of(Language.values());

  @Test
  void no_line_is_wider_than_asked_whatever_is_in_the_report() {
    for (long seed = 0; seed < 60; seed++) {
      for (int width : new int[] {40, 80, 120}) {
        for (boolean unicode : new boolean[] {true, false}) {
          Style style = new Style(LANGUAGES.get((int) (seed % 3)), width, false, unicode);
          String text =
              TextReport.of(new RandomReports(seed).readiness(), style)
                  + TextReport.of(
                      List.of(
                          new RandomReports(seed).quality(), new RandomReports(-seed).quality()),
                      style);

          assertThat(text.lines())
              .as("seed %s", seed)
              .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
          assertThat(text).doesNotContain("\u001b", "\r", "\u202e", "0123456789abcdef");
          if (!unicode) {
            assertThat(text.chars()).allMatch(c -> c < 128);
          }
        }
      }
    }
  }
}
