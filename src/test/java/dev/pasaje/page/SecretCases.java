// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;

import java.util.List;

/// Pages with keys and secrets in them.
final class SecretCases {
  static final List<PageCase> ALL =
      List.of(
          PageCase.of(
              "an access token in the page",
              CHECKOUT_API,
              "<p data-x='" + PageCase.TOKEN + "'>",
              "secret-in-page=failed",
              ""),
          PageCase.of(
                  "an access token in a script",
                  CHECKOUT_PRO,
                  "<script src='/app.js'></script>",
                  "secret-in-page=failed",
                  "")
              .withFile("/app.js", "headers: {Authorization: 'Bearer " + PageCase.TOKEN + "'}"),
          PageCase.of(
              "a refresh token in inline JSON",
              CHECKOUT_PRO,
              "<script type='application/json'>{\"refresh_token\":\""
                  + PageCase.REFRESH
                  + "\"}</script>",
              "secret-in-page=failed",
              ""),
          PageCase.of(
              "a client secret in an attribute",
              CHECKOUT_PRO,
              "<div data-config='{&quot;client_secret&quot;:&quot;"
                  + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6&quot;}'>",
              "secret-in-page=failed",
              ""),
          PageCase.of(
              "another company's client secret, made for browsers",
              CHECKOUT_PRO,
              "<p data-s='client_secret=\"pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_YrKJUKribcBjcG8HVhfZl\"'>",
              "secret-in-page=passed",
              ""),
          PageCase.of(
                  "an access token that a script fetches",
                  CHECKOUT_PRO,
                  "<script>fetch('/config.json')</script>",
                  "secret-in-page=passed",
                  "secret-in-page=failed")
              .withFile("/config.json", "{\"t\":\"" + PageCase.TOKEN + "\"}"),
          PageCase.of(
              "a script that cannot be read",
              CHECKOUT_PRO,
              "<script src='/missing.js'></script>",
              "secret-in-page=unknown",
              "secret-in-page=passed"),
          PageCase.of(
              "a test key",
              CHECKOUT_API,
              PageCase.SDK + "<script>new MercadoPago('" + PageCase.TEST_KEY + "')</script>",
              """
              test-key-in-production-page=failed public-key-of-another-application=not-applicable
              """,
              ""),
          PageCase.of(
              "the key of the test slot, which does not begin with TEST",
              CHECKOUT_API,
              "<script>new MercadoPago('" + PageCase.TEST_USER_KEY + "')</script>",
              "test-key-in-production-page=failed",
              ""),
          PageCase.of(
              "another application's key",
              CHECKOUT_API,
              "<script>new MercadoPago('" + PageCase.OTHER_KEY + "')</script>",
              """
              test-key-in-production-page=passed public-key-of-another-application=failed
              """,
              ""));

  private SecretCases() {}
}
