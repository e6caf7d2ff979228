// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every page of the matrix, without a browser.
class PageMatrixTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static TestSite site;

  @BeforeAll
  static void open() {
    site = new TestSite();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  static List<PageCase> cases() {
    return PageCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_page_is_judged_right_without_a_browser(PageCase one) {
    PageFacts facts = one.look(site, Optional.empty());

    one.verify(facts, false);
    String json = JSON.writeValueAsString(facts);
    assertThat(JSON.readValue(json, PageFacts.class)).isEqualTo(facts);
    assertThat(json)
        .doesNotContain(PageCase.TOKEN, PageCase.REFRESH)
        .doesNotContain("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6", "v4lue", "pref_id");
  }
}
