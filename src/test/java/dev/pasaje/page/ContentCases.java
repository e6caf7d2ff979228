// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;

import java.util.List;

/// Pages with mixed content, forms, cookies and foreign scripts.
final class ContentCases {
  static final List<PageCase> ALL =
      List.of(
          PageCase.of(
              "a script without TLS",
              CHECKOUT_PRO,
              "<script src='http://cdn.example.invalid/a.js'></script>",
              "mixed-active-content=failed mixed-passive-content=unknown",
              "mixed-passive-content=passed"),
          PageCase.of(
              "a frame without TLS",
              CHECKOUT_PRO,
              "<iframe src='http://frames.example.invalid/'></iframe>",
              "mixed-active-content=failed",
              ""),
          PageCase.of(
              "a picture without TLS",
              CHECKOUT_PRO,
              "<img src='http://img.example.invalid/a.png'>",
              "mixed-active-content=passed mixed-passive-content=failed",
              ""),
          PageCase.of(
              "a picture without TLS that a script adds",
              CHECKOUT_PRO,
              "<script>new Image().src = 'http' + '://img.example.invalid/a.png';</script>",
              "mixed-passive-content=unknown",
              "mixed-passive-content=failed mixed-active-content=passed"),
          PageCase.of(
                  "a picture without TLS that the browser is told to ask for with it",
                  CHECKOUT_PRO,
                  "<img src='http://img.example.invalid/a.png'>",
                  "mixed-passive-content=passed",
                  "")
              .withHeaders("Content-Security-Policy: upgrade-insecure-requests"),
          PageCase.of(
              "a form that posts without TLS",
              CHECKOUT_API,
              "<form method='post' action='http://shop.example.invalid/pay'></form>",
              "form-posts-over-http=failed mixed-passive-content=passed",
              ""),
          PageCase.of(
              "a third party's script, bare",
              CHECKOUT_API,
              "<script src='https://cdn.example.invalid/a.js'></script>",
              "script-without-integrity=failed script-inventory=failed",
              ""),
          PageCase.of(
              "a third party's script with a hash",
              CHECKOUT_API,
              "<script src='https://cdn.example.invalid/a.js' crossorigin"
                  + " integrity='sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC'"
                  + "></script>",
              "script-without-integrity=unknown script-inventory=failed",
              "script-without-integrity=passed"),
          PageCase.of(
                  "cookies without flags",
                  CHECKOUT_PRO,
                  "<p>",
                  """
                  cookie-insecure=failed cookie-not-http-only=failed
                  cookie-same-site-strict=passed
                  """,
                  "")
              .withHeaders("Set-Cookie: connect.sid=v4lue"),
          PageCase.of(
                  "a strict session cookie before a redirect to Mercado Pago",
                  CHECKOUT_PRO,
                  "<p>",
                  """
                  cookie-insecure=passed cookie-not-http-only=passed
                  cookie-same-site-strict=failed
                  """,
                  "")
              .withHeaders("Set-Cookie: session=v4lue; Secure; HttpOnly; SameSite=Strict"),
          PageCase.of(
                  "a token against forged requests is there to be read",
                  CHECKOUT_API,
                  "<p>",
                  """
                  cookie-insecure=passed cookie-not-http-only=not-applicable
                  cookie-same-site-strict=not-applicable
                  """,
                  "")
              .withHeaders("Set-Cookie: XSRF-TOKEN=v4lue; Secure"),
          PageCase.of(
              "a cookie that a script sets",
              CHECKOUT_PRO,
              "<script>document.cookie = 'seen=1';</script>",
              "cookie-insecure=unknown cookie-not-http-only=unknown",
              "cookie-insecure=failed cookie-not-http-only=not-applicable"));

  private ContentCases() {}
}
