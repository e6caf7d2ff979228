// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every page of the matrix, in Chromium.
@ExtendWith(NeedsChromium.class)
class PageMatrixInBrowserTest {
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

  /// Those of which a browser shows more; the others are for `make soak`, since a browser takes
  /// seconds to start.
  static List<PageCase> telling() {
    return PageCase.all().stream().filter(one -> !one.inBrowser().isBlank()).toList();
  }

  static List<PageCase> others() {
    return PageCase.all().stream().filter(one -> one.inBrowser().isBlank()).toList();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("others")
  void a_page_of_which_it_shows_no_more_is_judged_as_without_it(PageCase one) {
    a_page_is_judged_right_in_a_browser(one);
  }

  @ParameterizedTest
  @MethodSource("telling")
  void a_page_is_judged_right_in_a_browser(PageCase one) {
    PageFacts facts = one.look(site, Optional.of(NeedsChromium.chromium()));

    assertThat(facts.rendered().orElseThrow().detail()).isEmpty();
    one.verify(facts, true);
    String json = JSON.writeValueAsString(facts);
    assertThat(JSON.readValue(json, PageFacts.class)).isEqualTo(facts);
    assertThat(json)
        .doesNotContain(PageCase.TOKEN, PageCase.REFRESH)
        .doesNotContain("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6", "v4lue", "pref_id");
  }
}
