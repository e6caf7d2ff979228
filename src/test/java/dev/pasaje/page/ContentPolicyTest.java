// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.page.ContentPolicy.Origin;
import dev.pasaje.page.ContentPolicy.Use;
import dev.pasaje.page.PageFacts.Policy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Content security policies decide as CSP level 3 says.
class ContentPolicyTest {
  private static final URI SELF = URI.create("https://shop.example/pay");
  private static final URI SDK = URI.create("https://sdk.mercadopago.com/js/v2");

  private static boolean allows(String policy, Use use, String url, Origin origin) {
    return ContentPolicy.all(List.of(new Policy(policy, false))).stream()
        .allMatch(one -> one.allows(use, URI.create(url), SELF, origin));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "https://sdk.mercadopago.com              | true",
        "sdk.mercadopago.com                      | true",
        "SDK.MercadoPago.com                      | true",
        "*.mercadopago.com                        | true",
        "mercadopago.com                          | false",
        "*.sdk.mercadopago.com                    | false",
        "*                                        | true",
        "https:                                   | true",
        "http:                                    | true",
        "wss:                                     | true",
        "data:                                    | false",
        "https://*                                | true",
        "http://sdk.mercadopago.com               | true",
        "http://sdk.mercadopago.com:80            | true",
        "ws://sdk.mercadopago.com                 | true",
        "sdk.mercadopago.com:443                  | true",
        "sdk.mercadopago.com:8443                 | false",
        "sdk.mercadopago.com:*                    | true",
        "https://sdk.mercadopago.com/             | true",
        "https://sdk.mercadopago.com/js/          | true",
        "https://sdk.mercadopago.com/js           | false",
        "https://sdk.mercadopago.com/js/v2        | true",
        "https://sdk.mercadopago.com/js/%762      | true",
        "https://sdk.mercadopago.com/js/v1        | false",
        "'self'                                   | false",
        "'none'                                   | false",
        "'none' https://sdk.mercadopago.com       | true",
        "'unsafe-inline'                          | false",
        "\"\"                                     | false",
      })
  void a_source_matches_or_not(String sources, boolean expected) {
    assertThat(allows("script-src " + sources, Use.SCRIPT, SDK.toString(), Origin.MARKUP))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "default-src 'none'                                    | SCRIPT  | false",
        "default-src 'none'; script-src https:                 | SCRIPT  | true",
        "script-src https:; script-src-elem 'self'             | SCRIPT  | false",
        "script-src-attr 'none'                                | SCRIPT  | true",
        "default-src 'none'; child-src https:                  | FRAME   | true",
        "child-src https:; frame-src 'self'                    | FRAME   | false",
        "default-src 'none'; child-src https:                  | CONNECT | false",
        "img-src 'none'                                        | CONNECT | true",
        "connect-src 'self'; connect-src https:                | CONNECT | false",
        "CONNECT-SRC https:                                    | CONNECT | true",
        "default-src https:, default-src 'self'                | CONNECT | false",
        ";;; ;                                                 | CONNECT | true",
        "connect-src                                           | CONNECT | false",
      })
  void the_nearest_directive_rules_and_every_policy_must_agree(
      String policy, Use use, boolean expected) {
    assertThat(allows(policy, use, "https://api.mercadopago.com/x", Origin.INSERTED))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/a, true",
    "https://shop.example:443/a, true",
    "http://shop.example/a, false",
    "https://www.shop.example/a, false",
    "https://shop.example:8443/a, false",
  })
  void self_is_the_own_origin(String url, boolean expected) {
    assertThat(allows("connect-src 'self'", Use.CONNECT, url, Origin.INSERTED)).isEqualTo(expected);
  }

  @Test
  void nonces_and_hashes_let_a_script_in_and_strict_dynamic_those_it_brings() {
    Origin nonce = new Origin(Optional.of("abc"), Optional.empty(), false);
    Origin hash = new Origin(Optional.empty(), Optional.of("sha384-AAA"), false);
    String strict = "script-src 'nonce-abc' 'sha384-AAA' 'strict-dynamic' https:";

    assertThat(allows(strict, Use.SCRIPT, SDK.toString(), nonce)).isTrue();
    assertThat(allows(strict, Use.SCRIPT, SDK.toString(), hash)).isTrue();
    assertThat(allows(strict, Use.SCRIPT, SDK.toString(), Origin.INSERTED)).isTrue();
    assertThat(allows(strict, Use.SCRIPT, SDK.toString(), Origin.MARKUP)).isFalse();
    assertThat(allows("script-src 'nonce-xyz'", Use.SCRIPT, SDK.toString(), nonce)).isFalse();
    assertThat(allows("script-src 'nonce-xyz' https:", Use.SCRIPT, SDK.toString(), nonce)).isTrue();
  }

  @Test
  void an_address_without_a_path_stands_for_any_of_its_host() {
    assertThat(
            allows(
                "connect-src https://api.mercadopago.com/v1/",
                Use.CONNECT,
                "https://api.mercadopago.com",
                Origin.INSERTED))
        .isTrue();
  }

  @Test
  void rules_of_framing_do_not_count_in_a_meta_element() {
    assertThat(ContentPolicy.all(List.of(new Policy("frame-ancestors 'none'", true)))).isEmpty();
    assertThat(ContentPolicy.all(List.of(new Policy("frame-ancestors 'none'", false)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",,,", "script-src \u0000", "script-src https://[", "script-src ://"})
  void nonsense_is_survived(String policy) {
    assertThat(allows(policy, Use.CONNECT, SDK.toString(), Origin.INSERTED)).isTrue();
  }
}
