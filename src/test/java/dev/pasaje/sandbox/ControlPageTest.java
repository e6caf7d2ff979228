// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.pasaje.browser.Browser;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlPageTest {
  @RegisterExtension static final Browser browser = new Browser();

  @Test
  void a_person_pays_a_pix_turns_the_weather_and_moves_the_clock() {
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-03-02T12:00:00Z")))) {
      Shop shop = Shop.of(sandbox, "MLB", "test-user");
      Shop.Answer created =
          shop.and("X-Idempotency-Key", "<b>key</b>")
              .post(
                  "/v1/payments",
                  """
                  {"transaction_amount": 10, "payment_method_id": "pix",
                   "payer": {"email": "comprador@example.com"}}
                  """);
      assertThat(created.status()).as(created.text()).isEqualTo(201);
      String id = created.at("/id").asString();
      Page page = browser.page();
      page.navigate(sandbox.baseUrl() + "/_sandbox/");
      assertThat(page.textContent("#payment-" + id + " .status")).startsWith("pending");
      page.click("#payment-" + id + " button:has-text('pay')");
      assertThat(page.textContent("#payment-" + id + " .status"))
          .isEqualTo("approved / accredited");
      page.click("button:has-text('storm')");
      assertThat(page.textContent("#weather")).isEqualTo("storm");
      page.click("button:has-text('calm')");
      page.click("button:has-text('+1 hour')");
      assertThat(page.textContent("#now")).isEqualTo("2026-03-02T13:00:00Z");
      assertThat(page.textContent("#accounts")).contains(shop.account().webhookSecret());
      assertThat(page.textContent("#requests")).contains("<b>key</b>");
      page.click("button:has-text('Forget everything')");
      assertThat(page.locator("#payments").count()).isZero();
      assertThat(page.textContent("#now")).isEqualTo("2026-03-02T12:00:00Z");
    }
  }

  @Test
  void the_page_fits_a_telephone() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Page page = browser.phone();
      page.navigate(sandbox.baseUrl() + "/_sandbox/");
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }
}
