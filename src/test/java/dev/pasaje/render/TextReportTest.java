// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.text.Language;
import java.io.IOException;
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

  @Test
  void each_language_looks_as_it_was_last_reviewed() throws IOException {
    for (Language language : Language.values()) {
      Words words = Samples.words(language);
      Readings readings = new Readings(words);
      Style style = Style.plain(language);
      String name = "text-" + language.code() + ".txt";
      String text =
          TextReport.of(readings.of(Samples.smallReadiness()), words, style)
              + "-".repeat(80)
              + "\n"
              + TextReport.of(readings.of(List.of(Samples.smallQuality())), words, style)
              + "-".repeat(80)
              + "\n"
              + TextReport.of(readings.of(Samples.waivedReadiness()), words, style);

      assertThat(text).as(name).isEqualTo(Samples.golden(name));
    }
  }

  @Test
  void colour_is_around_the_words_and_changes_none() {
    Style plain = Style.plain(Language.EN);
    Style coloured = new Style(Language.EN, plain.width(), true, true);
    String text = TextReport.of(Samples.readiness(), coloured);

    assertThat(text).startsWith("\u001b[1;31m✗ \u001b[0m\u001b[1;31mNot ready for production");
    assertThat(text.replaceAll("\u001b\\[[0-9;]+m", ""))
        .isEqualTo(TextReport.of(Samples.readiness(), plain));
  }

  @Test
  void the_parts_come_worst_first_and_the_verdict_before_all() {
    assertThat(
            TextReport.of(
                List.of(Samples.flawless(), Samples.quality()),
                new Style(Language.EN, 80, false, false)))
        .startsWith("x 2 judged: 1 below the minimum, 1 ideal\n")
        .containsSubsequence("x Payment 1318204719", "+ Payment 1318204720", "What to do now");
  }

  @Test
  void what_is_waived_is_neither_to_fix_nor_met_nor_a_step() {
    String text = TextReport.of(Samples.waivedReadiness(), Style.plain(Language.EN));

    assertThat(text)
        .startsWith(
            """
            ✗ Not ready for production: 1 mandatory item is not met, 1 mandatory
              undetermined, 1 mandatory waived
            """)
        .contains(
            "Credentials: ready (1 met, 1 waived)", "Waived (1)", "With the waivers: 45 of 100")
        .contains("Ana Souza answers for it until 2027-01-31");
    assertThat(text.substring(text.indexOf("What to do now")))
        .doesNotContain("test-credentials-in-production", "captured request");
  }
}
