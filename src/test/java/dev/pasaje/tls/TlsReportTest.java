// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.render.Style;
import dev.pasaje.render.TlsReport;
import dev.pasaje.text.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TlsReportTest {
  private static TlsFacts expired() {
    TlsHosts host = new TlsHosts();
    host.until = TlsHosts.AT.minusSeconds(90_000);
    host.names = List.of("evil\u001b[31m.example");
    return host.facts();
  }

  private static List<Finding> findings() {
    return Tls.judge(expired(), TlsProfile.named("intermediate"), Product.BRICKS);
  }

  @ParameterizedTest
  @EnumSource
  void a_terminal_sees_grade_and_findings_within_its_columns(Language language) {
    String text = TlsReport.text(expired(), findings(), new Style(language, 80, false, false));

    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text.chars()).allMatch(letter -> letter == '\n' || (letter >= 32 && letter < 127));
    assertThat(text).contains("certificate-expired", "T: certificate expired", "testssl.sh");
  }

  @ParameterizedTest
  @EnumSource
  void a_script_sees_facts_grades_and_findings(Language language) {
    JsonNode json =
        JsonMapper.builder().build().readTree(TlsReport.json(expired(), findings(), language));

    assertThat(json.path("verdict").asString()).isEqualTo("not-ready");
    assertThat(json.path("grades").path(0).path("letter").asString()).isEqualTo("T");
    assertThat(json.path("findings").size()).isEqualTo(TlsChecks.ALL.size());
    assertThat(json.path("facts").path("hosts").path(0).path("name").asString())
        .isEqualTo("shop.example");
  }
}
