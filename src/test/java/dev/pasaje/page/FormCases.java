// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static dev.pasaje.integration.Product.BRICKS;
import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;
import static dev.pasaje.integration.Product.SUBSCRIPTIONS;

import java.util.List;

/// Pages that differ in how the card is taken, and in what they load of Mercado Pago.
final class FormCases {
  private static final String START = "<script>const mp = new MercadoPago('" + PageCase.KEY + "');";

  static final List<PageCase> ALL =
      List.of(
          PageCase.of(
                  "a good redirect to Checkout Pro",
                  CHECKOUT_PRO,
                  """
                  <img src='/mercado-pago.svg' alt='Mercado Pago'>
                  <a href='https://www.mercadopago.com.ar/checkout/v1/redirect?pref_id=1'>Pagar</a>
                  """,
                  """
                  page-unreadable=passed logo-missing=passed plain-card-inputs=not-applicable
                  sdk-not-official=not-applicable sandbox-link-in-page=passed csp-missing=passed
                  framing-allowed=passed cookie-not-http-only=passed cookie-insecure=passed
                  cookie-same-site-strict=passed mixed-active-content=passed secret-in-page=passed
                  mixed-passive-content=passed form-posts-over-http=passed
                  script-without-integrity=passed script-inventory=not-applicable
                  csp-blocks-payment=not-applicable csp-report-only=not-applicable
                  test-key-in-production-page=not-applicable
                  public-key-of-another-application=not-applicable
                  """,
                  "")
              .withHeaders(
                  """
                  Content-Security-Policy: default-src 'self'; frame-ancestors 'none'
                  Set-Cookie: PHPSESSID=s3cr3tv4lue; Secure; HttpOnly; SameSite=Lax
                  """),
          PageCase.of(
              "secure fields",
              CHECKOUT_API,
              PageCase.SDK
                  + START
                  + "mp.fields.create('cardNumber').mount('number');</script><div id='number'>",
              """
              sdk-not-official=passed sdk-version-old=passed device-id-script-missing=passed
              plain-card-inputs=unknown card-input-named=unknown logo-missing=unknown
              test-key-in-production-page=passed public-key-of-another-application=passed
              csp-missing=failed csp-blocks-payment=not-applicable secret-in-page=passed
              """,
              """
              plain-card-inputs=passed card-input-named=not-applicable logo-missing=failed
              """),
          PageCase.of(
                  "a card form whose calls are in a file",
                  CHECKOUT_API,
                  PageCase.SDK + "<script src='/app.js'></script><form id='pay'></form>",
                  """
                  sdk-not-official=passed plain-card-inputs=unknown secret-in-page=passed
                  public-key-of-another-application=passed
                  """,
                  "plain-card-inputs=passed")
              .withFile(
                  "/app.js",
                  "mp = new MercadoPago('" + PageCase.KEY + "'); mp.cardForm({iframe: true});"),
          PageCase.of(
              "a card brick",
              BRICKS,
              PageCase.SDK
                  + START
                  + "mp.bricks().create('cardPayment', 'cardPaymentBrick_container', {})</script>",
              "sdk-not-official=passed plain-card-inputs=unknown",
              "plain-card-inputs=passed script-inventory=passed"
                  + " script-without-integrity=passed"),
          PageCase.of(
              "own card fields without names",
              CHECKOUT_API,
              "<form><input autocomplete='cc-number'><input id='cvv'><input id='expiration'></form>",
              """
              plain-card-inputs=failed card-input-named=passed sdk-not-official=failed
              device-id-script-missing=failed sdk-version-old=not-applicable
              test-key-in-production-page=unknown
              """,
              ""),
          PageCase.of(
              "own card fields with names",
              CHECKOUT_API,
              "<form method='post'><label for='n'>Número de tarjeta</label><input id='n' name='n'>"
                  + "<input name='cvc' placeholder='CVC'></form>"
                  + PageCase.SDK,
              "plain-card-inputs=failed card-input-named=failed",
              ""),
          PageCase.of(
              "a gift card and a search are no payment card",
              CHECKOUT_PRO,
              "<input name='gift_card_number'><input type='search' name='q'>",
              "plain-card-inputs=not-applicable card-input-named=not-applicable",
              ""),
          PageCase.of(
                  "card fields in a frame of the shop",
                  CHECKOUT_API,
                  PageCase.SDK + "<iframe src='/inner'></iframe>",
                  "plain-card-inputs=unknown card-input-named=unknown",
                  "plain-card-inputs=failed card-input-named=failed")
              .withFile("/inner", "<input name='cardNumber'>"),
          PageCase.of(
              "a form that a script builds",
              CHECKOUT_API,
              """
              <div id='app'></div><script>
              const sdk = document.createElement('script');
              sdk.src = 'https://sdk.' + 'mercadopago.com/js/v2';
              document.head.append(sdk);
              document.getElementById('app').innerHTML =
                  '<inp' + 'ut na' + 'me="card' + 'Number"><fo' + 'rm action="http://shop.example/">';
              </script>
              """,
              """
              plain-card-inputs=unknown card-input-named=unknown form-posts-over-http=unknown
              sdk-not-official=unknown device-id-script-missing=unknown
              """,
              """
              plain-card-inputs=failed card-input-named=failed form-posts-over-http=failed
              sdk-not-official=passed device-id-script-missing=passed
              """),
          PageCase.of(
              "card fields inside a shadow root",
              CHECKOUT_API,
              """
              <div id='app'></div><script>
              document.getElementById('app').attachShadow({mode: 'open'}).innerHTML =
                  '<inp' + 'ut id="security-' + 'code">';
              </script>
              """,
              "plain-card-inputs=unknown",
              "plain-card-inputs=failed card-input-named=passed"),
          PageCase.of(
                  "a copy of the SDK on the shop's host",
                  CHECKOUT_API,
                  "<script src='/js/pago.js'></script>",
                  "sdk-not-official=failed",
                  "")
              .withFile(
                  "/js/pago.js",
                  "var a='https://secure-fields.mercadopago.com',b='https://api.mercadopago.com'"),
          PageCase.of(
              "version 1 of the SDK",
              CHECKOUT_API,
              "<script src='https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js'></script>",
              "sdk-version-old=failed sdk-not-official=not-applicable",
              ""),
          PageCase.of(
              "security.js alone",
              SUBSCRIPTIONS,
              "<script src='https://www.mercadopago.com/v2/security.js' view='checkout'></script>",
              "device-id-script-missing=passed sdk-not-official=not-applicable",
              ""),
          PageCase.of(
              "a sandbox link",
              CHECKOUT_PRO,
              "<a href='https://sandbox.mercadopago.com.ar/checkout/v1/redirect?pref_id=1'>x</a>",
              "sandbox-link-in-page=failed",
              ""),
          PageCase.of(
              "the field sandbox_init_point",
              CHECKOUT_PRO,
              "<script>const go = p => location.href = p.sandbox_init_point;</script>",
              "sandbox-link-in-page=failed",
              ""));

  private FormCases() {}
}
