// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.pasaje.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The stand-in for MercadoPago.js v2 on a shop's page of another origin.
class BrowserScriptTest {
  @RegisterExtension static final Browser browser = new Browser();
  private static final String SHOP = "http://shop.test/checkout";
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLB");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Page shop(String body) {
    Page page = browser.page();
    String html =
        "<!doctype html><meta charset=utf-8><script src='%s/js/v2'></script>%s<script>const mp = new MercadoPago('%s', {locale: 'pt-BR'});</script>"
            .formatted(sandbox.baseUrl(), body, till.shop().account().publicKey());
    page.route(
        "http://shop.test/**",
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(html)));
    page.navigate(SHOP);
    return page;
  }

  private static String status(String token) {
    return till.shop().get("/v1/card_tokens/" + token).at("/status").stringValue();
  }

  @Test
  void core_methods_read_catalogues_and_make_a_token_that_pays() {
    Page page = shop("");
    assertThat(page.evaluate("mp.getIdentificationTypes().then(l => l.map(t => t.id).join())"))
        .asString()
        .contains("CPF");
    assertThat(page.evaluate("mp.getPaymentMethods({bin: '50314332'}).then(p => p.results[0].id)"))
        .isEqualTo("master");
    assertThat(
            page.evaluate(
                "mp.getIssuers({paymentMethodId: 'master', bin: '50314332'}).then(l => l.length)"))
        .isEqualTo(1);
    assertThat(
            page.evaluate(
                "mp.getInstallments({amount: '100', bin: '50314332'}).then(l => l[0].payer_costs[0].installments)"))
        .isEqualTo(1);
    Object token =
        page.evaluate(
            "mp.createCardToken({cardNumber: '5031 4332 1540 6351', cardholderName: 'APRO', cardExpirationMonth: '11', cardExpirationYear: '30', securityCode: '123',"
                + " identificationType: 'CPF', identificationNumber: '12345678909'}).then(t => t.id)");
    assertThat(status(String.valueOf(token))).isEqualTo("active");
    assertThat(page.evaluate("mp.createCardToken({cardNumber: '1'}).catch(e => e.status)"))
        .isEqualTo(400);
  }

  @Test
  void the_page_gets_a_device_id() {
    Page page =
        shop(
            "<input type=hidden id=deviceId><script src='"
                + sandbox.baseUrl()
                + "/v2/security.js' view='checkout' output='deviceId'></script>");
    assertThat(page.evaluate("MP_DEVICE_SESSION_ID")).asString().startsWith("armor.");
    assertThat(
            page.evaluate(
                "document.getElementById('deviceId').value === MP_DEVICE_SESSION_ID && deviceId !== undefined"))
        .isEqualTo(true);
  }

  private static void type(Page page, String container, String text) {
    FrameLocator frame = page.frameLocator("#" + container + " iframe");
    frame.locator("input").fill(text);
  }

  @Test
  void secure_fields_make_a_token_of_what_the_shops_page_never_sees() {
    Page page = shop("<div id=number></div><div id=date></div><div id=code></div>");
    page.evaluate(
        "() => { window.bins = []; mp.fields.create('cardNumber', {placeholder: 'n'}).mount('number').on('binChange', e => bins.push(e.bin));"
            + " mp.fields.create('expirationDate').mount('date'); mp.fields.create('securityCode').mount('code'); }");
    type(page, "number", "5031433215406351");
    type(page, "date", "11/30");
    type(page, "code", "123");
    Object token =
        page.evaluate(
            "mp.fields.createCardToken({cardholderName: 'APRO', identificationType: 'CPF', identificationNumber: '12345678909'}).then(t => t.id)");
    assertThat(status(String.valueOf(token))).isEqualTo("active");
    assertThat(page.evaluate("bins.join()")).isEqualTo("50314332");
    assertThat(page.content()).doesNotContain("5031433215406351");
    type(page, "code", "1");
    assertThat(
            page.evaluate(
                "mp.fields.createCardToken({cardholderName: 'APRO'}).catch(e => e[0].cause)"))
        .isEqualTo("invalid_length");
  }

  @Test
  void the_card_payment_brick_hands_over_what_a_payment_needs() {
    Page page = shop("<div id=brick></div>");
    page.evaluate(
        "() => { window.sent = null; return mp.bricks().create('cardPayment', 'brick', {initialization: {amount: 100, payer: {email: 'test_user_2@testuser.com'}},"
            + " callbacks: {onReady: () => { window.ready = true; }, onError: e => { window.wrong = e; }, onSubmit: d => { window.sent = d; return Promise.resolve(); }}}); }");
    page.waitForFunction("window.ready === true");
    FrameLocator number = page.frameLocator("#brick iframe[name=cardNumber]");
    number.locator("input").fill("5031433215406351");
    page.frameLocator("#brick iframe[name=expirationDate]").locator("input").fill("11/30");
    page.frameLocator("#brick iframe[name=securityCode]").locator("input").fill("123");
    page.fill("#brick input[autocomplete=cc-name]", "APRO");
    page.fill("#brick input[id$=docNumber]", "12345678909");
    page.waitForFunction("document.querySelector('#brick select[id$=plan]').value === '1'");
    page.click("#brick button");
    page.waitForFunction("window.sent !== null");
    assertThat(page.evaluate("sent.payment_method_id")).isEqualTo("master");
    assertThat(page.evaluate("sent.transaction_amount")).isEqualTo(100);
    Object body = page.evaluate("JSON.stringify(sent)");
    assertThat(till.shop().post("/v1/payments", String.valueOf(body)).at("/status").stringValue())
        .isEqualTo("approved");
  }

  @Test
  void the_wallet_brick_leads_to_the_checkout() {
    String id =
        till.shop()
            .post(
                "/checkout/preferences",
                "{\"items\":[{\"title\":\"Café\",\"quantity\":1,\"unit_price\":10}]}")
            .at("/id")
            .stringValue();
    Page page = shop("<div id=brick></div>");
    page.evaluate(
        "id => mp.bricks().create('wallet', 'brick', {initialization: {preferenceId: id}})", id);
    page.click("#brick button");
    page.waitForURL("**/checkout/v1/redirect?pref_id=" + id);
    assertThat(page.textContent("#total")).isEqualTo("R$ 10,00");
  }
}
