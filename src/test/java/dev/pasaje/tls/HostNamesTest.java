// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9525, vectors of both kinds.
class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    "shop.example, shop.example, true",
    "shop.example, SHOP.Example., true",
    "shop.example, www.shop.example, false",
    "www.shop.example, *.shop.example, true",
    "shop.example, *.shop.example, false",
    "a.www.shop.example, *.shop.example, false",
    "www.shop.example, w*.shop.example, false",
    "www.shop.example, www.*.example, false",
    "shop.example, *.example, false",
    "a.b.example, *.*.example, false",
    "shop.example, *, false",
    "xn--tnda-loa.example, xn--tnda-loa.example, true",
    "a.xn--tnda-loa.example, *.xn--tnda-loa.example, true",
    "xn--bcher-kva.example, bücher.example, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1, *.0.2.1, false",
    "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
    "2001:db8::1, 2001:db8::2, false",
    "shop.example, '', false",
    "shop.example, ..., false",
  })
  void a_name_is_matched_label_by_label(String host, String name, boolean match) {
    assertThat(HostNames.match(host, List.of(name))).isEqualTo(match);
  }
}
