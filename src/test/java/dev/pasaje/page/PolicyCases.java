// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static dev.pasaje.integration.Product.CHECKOUT_API;
import static dev.pasaje.integration.Product.CHECKOUT_PRO;

import java.util.List;

/// Pages with content security policies.
final class PolicyCases {
  private static final String HOSTS =
      "script-src 'self' https://sdk.mercadopago.com https://http2.mlstatic.com;"
          + " frame-src https://secure-fields.mercadopago.com;"
          + " connect-src 'self' https://api.mercadopago.com https://api-static.mercadopago.com";

  static final List<PageCase> ALL =
      List.of(
          PageCase.of(
                  "every host that is needed",
                  CHECKOUT_API,
                  PageCase.SDK,
                  "csp-blocks-payment=passed csp-missing=passed",
                  "")
              .withHeaders(
                  "Content-Security-Policy: " + HOSTS + " https://secure-fields.mercadopago.com"),
          PageCase.of(
                  "the secure fields missing in connect-src",
                  CHECKOUT_API,
                  PageCase.SDK,
                  "csp-blocks-payment=failed",
                  "")
              .withHeaders("Content-Security-Policy: " + HOSTS),
          PageCase.of(
                  "two policies of which one forbids it",
                  CHECKOUT_API,
                  PageCase.SDK,
                  "csp-blocks-payment=failed",
                  "")
              .withHeaders(
                  "Content-Security-Policy: default-src https:\n"
                      + "Content-Security-Policy: connect-src 'self'"),
          PageCase.of(
              "a policy in the page",
              CHECKOUT_API,
              "<head><meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
                  + PageCase.SDK,
              "csp-blocks-payment=failed csp-missing=passed framing-allowed=failed",
              ""),
          PageCase.of(
                  "a nonce on the SDK and strict-dynamic",
                  CHECKOUT_API,
                  "<script nonce='r4nd0m' src='https://sdk.mercadopago.com/js/v2'></script>",
                  "csp-blocks-payment=passed",
                  "")
              .withHeaders("Content-Security-Policy: script-src 'nonce-r4nd0m' 'strict-dynamic'"),
          PageCase.of(
                  "strict-dynamic and no nonce on the SDK",
                  CHECKOUT_API,
                  PageCase.SDK,
                  "csp-blocks-payment=failed",
                  "")
              .withHeaders(
                  "Content-Security-Policy: script-src 'nonce-r4nd0m' 'strict-dynamic' https:"),
          PageCase.of(
                  "a narrow policy where nothing of Mercado Pago is on the page",
                  CHECKOUT_PRO,
                  "<p>",
                  "csp-blocks-payment=not-applicable csp-missing=passed",
                  "")
              .withHeaders("Content-Security-Policy: default-src 'self'"),
          PageCase.of(
                  "a policy that only reports",
                  CHECKOUT_API,
                  PageCase.SDK,
                  "csp-report-only=failed csp-missing=failed csp-blocks-payment=not-applicable",
                  "")
              .withHeaders("Content-Security-Policy-Report-Only: default-src 'self'"),
          PageCase.of(
                  "frames allowed for the own site only",
                  CHECKOUT_PRO,
                  "<p>",
                  "framing-allowed=passed csp-missing=failed",
                  "")
              .withHeaders("X-Frame-Options: SAMEORIGIN"));

  private PolicyCases() {}
}
