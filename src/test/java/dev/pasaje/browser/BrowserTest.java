// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrowserTest {
  @RegisterExtension static final Browser browser = new Browser();

  @Test
  void a_page_runs_scripts_and_shows_text() {
    Page page = browser.page();
    page.setContent("<p id=p></p><script>p.textContent = 6 * 7</script>");

    assertThat(page.textContent("#p")).isEqualTo("42");
  }

  @Test
  void a_telephone_is_narrow() {
    assertThat(browser.phone().evaluate("innerWidth")).isEqualTo(390);
  }
}
