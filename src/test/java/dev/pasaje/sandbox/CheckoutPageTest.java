// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.pasaje.browser.Browser;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hosted pages in a browser. The shop's own pages are any address of the emulator that
/// answers.
class CheckoutPageTest {
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

  private static String back(String name) {
    return sandbox.baseUrl() + "/js/v2?shop=" + name;
  }

  private static Shop.Answer preference(Shop shop, String more) {
    return shop.post(
        "/checkout/preferences",
        """
        {"items":[{"title":"Café <b>","quantity":2,"unit_price":1500}],"external_reference":"cart-1",
         "payer":{"email":"test_user_3@testuser.com"},
         "back_urls":{"success":"%s","pending":"%s","failure":"%s"}%s}\
        """
            .formatted(back("ok"), back("wait"), back("no"), more));
  }

  @Test
  void paying_returns_to_the_shop_by_itself_with_the_documented_query() {
    Shop shop = Shop.of(sandbox, "MLA", "test-user");
    Page page = browser.page();
    page.navigate(
        preference(shop, ",\"auto_return\":\"approved\"").at("/init_point").stringValue());
    assertThat(page.textContent("#total")).isEqualTo("$ 3.000,00");
    assertThat(page.textContent("tbody")).contains("2 × Café <b>");
    page.check("input[name=method][value=visa]");
    page.click("#pay");
    page.waitForURL(Pattern.compile(".*shop=ok.*"));
    assertThat(page.url())
        .contains(
            "&status=approved",
            "&external_reference=cart-1",
            "&payment_type=credit_card",
            "&preference_id=");
    String payment = page.url().replaceAll(".*[&]payment_id=(\\d+).*", "$1");
    String order = page.url().replaceAll(".*merchant_order_id=(\\d+).*", "$1");
    assertThat(shop.get("/v1/payments/" + payment).at("/order/id").asString()).isEqualTo(order);
    assertThat(shop.get("/merchant_orders/" + order).at("/order_status").stringValue())
        .isEqualTo("paid");
    assertThat(shop.get("/merchant_orders/" + order).at("/status").stringValue())
        .isEqualTo("closed");
  }

  @ParameterizedTest
  @CsvSource({
    "visa,FUND,rejected,no",
    "visa,CONT,in_process,wait",
    "rapipago,APRO,pending,wait",
    "account_money,APRO,approved,ok"
  })
  void every_result_leads_to_its_address(
      String method, String result, String status, String address) {
    Page page = browser.page();
    page.navigate(
        preference(Shop.of(sandbox, "MLA", "test-user"), "").at("/init_point").stringValue());
    page.check("input[name=method][value=" + method + "]");
    page.check("input[name=result][value=" + result + "]");
    page.click("#pay");
    assertThat(page.getAttribute("#result", "data-status")).isEqualTo(status);
    assertThat(page.getAttribute("#return", "href"))
        .contains("shop=" + address, "status=" + status);
  }

  @Test
  void excluded_methods_are_not_offered_and_an_expired_link_is_closed() {
    Shop shop = Shop.of(sandbox, "MLA", "test-user");
    Page page = browser.page();
    page.navigate(
        preference(
                shop,
                ",\"payment_methods\":{\"excluded_payment_types\":[{\"id\":\"ticket\"}],\"excluded_payment_methods\":[{\"id\":\"visa\"}]}")
            .at("/init_point")
            .stringValue());
    assertThat(page.locator("input[value=visa], input[value=rapipago]").count()).isZero();
    assertThat(page.locator("input[value=master]").count()).isOne();
    Shop.Answer gone =
        preference(
            shop, ",\"expires\":true,\"expiration_date_to\":\"2020-01-01T00:00:00.000-04:00\"");
    assertThat(page.navigate(gone.at("/init_point").stringValue()).status()).isEqualTo(410);
  }

  @Test
  void the_page_fits_a_telephone() {
    Page page = browser.phone();
    page.navigate(
        preference(Shop.of(sandbox, "MLB", "test-user"), "").at("/init_point").stringValue());
    assertThat(page.getAttribute("html", "lang")).isEqualTo("pt");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  @Test
  void an_order_without_transactions_is_paid_on_the_page() {
    Shop shop = Shop.of(sandbox, "MLB", "test-user");
    Shop.Answer order =
        shop.and("X-Idempotency-Key", "page-1")
            .post(
                "/v1/orders",
                "{\"type\":\"online\",\"processing_mode\":\"manual\",\"total_amount\":\"30.00\",\"payer\":{\"email\":\"a@testuser.com\"},\"config\":{\"online\":{\"success_url\":\"%s\"}}}"
                    .formatted(back("ok")));
    Page page = browser.page();
    page.navigate(order.at("/checkout_url").stringValue());
    page.check("input[name=method][value=master]");
    page.click("#pay");
    assertThat(page.getAttribute("#return", "href"))
        .contains("shop=ok", "order_id=" + order.at("/id").stringValue());
    assertThat(
            shop.get("/v1/orders/" + order.at("/id").stringValue())
                .at("/status_detail")
                .stringValue())
        .isEqualTo("accredited");
  }

  @Test
  void a_plan_is_joined_on_its_page() {
    Shop shop = Shop.of(sandbox, "MLB", "test-user");
    Shop.Answer plan =
        shop.post(
            "/preapproval_plan",
            "{\"reason\":\"Club\",\"back_url\":\"%s\",\"auto_recurring\":{\"frequency\":1,\"frequency_type\":\"months\",\"transaction_amount\":30,\"currency_id\":\"BRL\"}}"
                .formatted(back("club")));
    Page page = browser.page();
    page.navigate(plan.at("/init_point").stringValue());
    page.fill("input[name=email]", "test_user_5@testuser.com");
    page.click("#pay");
    page.waitForURL(Pattern.compile(".*shop=club.*preapproval_id=.*"));
    String id = page.url().replaceAll(".*preapproval_id=([0-9a-f]+).*", "$1");
    assertThat(shop.get("/preapproval/" + id).at("/status").stringValue()).isEqualTo("authorized");
  }

  @Test
  void a_seller_links_an_account_on_a_page() {
    Shop shop = Shop.of(sandbox, "MLA", "test-user");
    Page page = browser.page();
    page.navigate(
        sandbox.baseUrl()
            + "/authorization?client_id="
            + shop.account().applicationId()
            + "&response_type=code&platform_id=mp&state=xyz&redirect_uri="
            + java.net.URLEncoder.encode(back("linked"), java.nio.charset.StandardCharsets.UTF_8));
    page.click("#allow");
    assertThat(page.url()).contains("shop=linked&code=TG-", "&state=xyz");
  }

  @ParameterizedTest
  @CsvSource({"pass,approved,accredited", "fail,rejected,cc_rejected_3ds_challenge"})
  void a_challenge_in_a_frame_tells_the_shop_when_it_is_complete(
      String button, String status, String detail) {
    Till till = Till.of(sandbox, "MLB");
    Shop.Answer payment =
        till.shop()
            .post(
                "/v1/payments", till.cardPayment("APRO", ",\"three_d_secure_mode\":\"mandatory\""));
    assertThat(payment.at("/status_detail").stringValue()).isEqualTo("pending_challenge");
    Page page = browser.page();
    page.navigate(back("challenge"));
    page.setContent(
        "<iframe name=challenge></iframe><form target=challenge method=post action='%s'><input name=creq value='%s'></form><script>addEventListener('message', e => { window.told = e.data.status; }); document.forms[0].submit();</script>"
            .formatted(
                payment.at("/three_ds_info/external_resource_url").stringValue(),
                payment.at("/three_ds_info/creq").stringValue()));
    page.frameLocator("iframe").locator("#" + button).click();
    page.waitForFunction("window.told === 'COMPLETE'");
    Shop.Answer after = till.shop().get("/v1/payments/" + payment.at("/id").asString());
    assertThat(after.at("/status").stringValue()).isEqualTo(status);
    assertThat(after.at("/status_detail").stringValue()).isEqualTo(detail);
  }

  @Test
  void a_pix_code_is_paid_by_a_button() {
    Till till = Till.of(sandbox, "MLB");
    Shop.Answer payment =
        till.shop()
            .post(
                "/v1/payments",
                "{\"transaction_amount\":10,\"payment_method_id\":\"pix\",\"payer\":"
                    + till.payer()
                    + "}");
    Page page = browser.phone();
    page.navigate(payment.at("/point_of_interaction/transaction_data/ticket_url").stringValue());
    assertThat(page.textContent("#how-to-pay"))
        .isEqualTo(payment.at("/point_of_interaction/transaction_data/qr_code").stringValue());
    page.click("#pass");
    assertThat(page.textContent("#status")).isEqualTo("approved");
  }
}
