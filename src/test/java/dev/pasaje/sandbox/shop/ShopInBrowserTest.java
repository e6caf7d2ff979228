// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.pasaje.browser.Browser;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The shop's scripts and its way to the hosted page and back, in Chromium.
class ShopInBrowserTest {
  @RegisterExtension static final Browser browser = new Browser();
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /// Mercado Pago's hosts answer with a small script, made-up hosts not at all.
  private static Page page(List<String> errors) {
    Page page = browser.page();
    page.onPageError(errors::add);
    page.route(
        Pattern.compile("https?://(?!localhost|127).*"),
        route -> {
          if (route.request().url().contains("mercadopago.com")) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(
                        "window.MercadoPago ??= class { constructor(key) { this.key = key; } };"));
          } else {
            route.abort();
          }
        });
    return page;
  }

  @Test
  void the_ready_shop_sells_and_the_buyer_comes_back() {
    List<String> errors = new ArrayList<>();
    try (ShopSite shop = ShopSite.start(sandbox, ShopVariant.READY, 0, Instant.now())) {
      Page page = page(errors);
      page.navigate(shop.website().toString());
      page.click("main .button");
      page.waitForURL("**/checkout");
      assertThat(page.evaluate("window.tienda.key")).isEqualTo(shop.publicKey());
      page.click("#pagar");
      page.check("input[name=method][value=visa]");
      page.click("#pay");
      page.waitForURL(Pattern.compile(Pattern.quote(shop.website() + "gracias") + ".*"));
      assertThat(page.textContent("h1")).startsWith("¡Gracias");
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void the_neglected_shop_runs_its_copy_of_the_script() {
    List<String> errors = new ArrayList<>();
    try (ShopSite shop = ShopSite.start(sandbox, ShopVariant.NEGLECTED, 0, Instant.now())) {
      Page page = page(errors);
      page.navigate(shop.checkout().toString());
      assertThat(page.evaluate("mp.publicKey")).asString().startsWith("TEST-");
      assertThat(page.getAttribute("#pagar", "href")).contains("pref_id=");
      assertThat(errors).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(ShopVariant.class)
  void nothing_is_wider_than_a_small_telephone(ShopVariant variant) {
    try (ShopSite shop = ShopSite.start(sandbox, variant, 0, Instant.now())) {
      Page page = page(new ArrayList<>());
      page.setViewportSize(360, 740);
      for (var address : List.of(shop.website(), shop.checkout())) {
        page.navigate(address.toString());
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      }
    }
  }
}
